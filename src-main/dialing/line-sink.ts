import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/** Takes lines of text on their way to a file. */
export interface LineSink {
  write(line: string): void;
  /** Resolves when what was written is on its way and more may come. */
  drained(): Promise<void>;
}

/**
 * Writes a file whole or not at all: into a neighbour first, then renamed over the target. Readable by its owner only, with a
 * byte order mark so that spreadsheets take it as UTF-8. @throws Error when the place can't be written
 */
export async function writeFileWhole(path: string, work: (sink: LineSink) => Promise<number>): Promise<number> {
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  const drained = async () => {
    if (failure) throw failure;
    // Rejects where the stream fails meanwhile.
    if (stream.writableNeedDrain) await once(stream, 'drain');
  };
  try {
    stream.write('\uFEFF');
    const rows = await work({ write: (line) => void stream.write(line), drained });
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.end(() => (failure ? reject(failure) : resolve()));
    });
    await rename(part, path);
    return rows;
  } catch (error) {
    // Not before it is closed: a file that is still being opened would come into being behind our back.
    if (!stream.closed) await new Promise<void>((resolve) => stream.destroy().once('close', () => resolve()));
    await rm(part, { force: true });
    throw error;
  }
}
