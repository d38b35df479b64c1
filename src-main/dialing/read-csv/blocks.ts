import { openResolved } from '../../files/open-input.ts';
import { explainFileError } from './file-error.ts';

/** The number of bytes read from the disk at once: about 1,200 rows, which take a few milliseconds between two turns of the event loop. */
const BLOCK_BYTES = 256 * 1024;
/** The number of bytes converted to one string. Measurements show that larger strings are slower to slice and to collect. */
const PIECE_BYTES = 64 * 1024;

/**
 * Reads a file block by block. The next block is read while the current one is used, and a block is only valid until the next one is
 * requested. The path must come from `resolveInput`. System errors are thrown as `CsvFileError`, an abort as the signal's reason.
 */
export async function* readBlocks(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const { file } = await openResolved(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
  let current = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  let other = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  const read = (into: Buffer) => file.read(into, 0, BLOCK_BYTES, null).then((result) => result.bytesRead);
  let coming: Promise<number> | null = null;
  try {
    coming = read(current);
    for (;;) {
      const bytes = await coming.catch((error: unknown) => {
        throw explainFileError(error, path);
      });
      coming = null;
      signal?.throwIfAborted();
      if (bytes === 0) return;
      coming = read(other);
      // The promise is awaited above or at the end. Until then its failure must not count as unhandled.
      coming.catch(() => undefined);
      yield current.subarray(0, bytes);
      signal?.throwIfAborted();
      [current, other] = [other, current];
    }
  } finally {
    // The loop has already thrown, or doesn't need the rest of the file.
    await coming?.catch(() => undefined);
    await file.close();
  }
}

/** Splits a block into pieces of the size that is fastest to read. */
export function* pieces(block: Buffer): Generator<Buffer> {
  for (let at = 0; at < block.length; at += PIECE_BYTES) yield block.subarray(at, at + PIECE_BYTES);
}
