import { openResolved } from '../../files/open-input.ts';
import { explainFileError } from './file-error.ts';

/** Bytes read from the disk at once: some 1,200 rows, a few milliseconds of work between two looks at the event loop. */
const BLOCK_BYTES = 256 * 1024;
/** Bytes turned into one string: measured, larger strings are slower to slice and to collect. */
const PIECE_BYTES = 64 * 1024;

/**
 * Reads a file block by block, the next one being fetched while this one is used. A block is valid until the next is
 * asked for. The path is one that `resolveInput` has given. Errors of the system come as `CsvFileError`, an abort as the signal's reason.
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
      // It is awaited above, or in the end; until then its failure must not count as unhandled.
      coming.catch(() => undefined);
      yield current.subarray(0, bytes);
      signal?.throwIfAborted();
      [current, other] = [other, current];
    }
  } finally {
    // The loop has thrown already, or wants no more of the file.
    await coming?.catch(() => undefined);
    await file.close();
  }
}

/** Cuts a block into pieces of the size that reads fastest. */
export function* pieces(block: Buffer): Generator<Buffer> {
  for (let at = 0; at < block.length; at += PIECE_BYTES) yield block.subarray(at, at + PIECE_BYTES);
}
