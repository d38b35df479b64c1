import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { explainWriting } from '../files/explain.ts';
import { beginReplacement } from '../files/replace-file.ts';

/** Takes lines of text on their way to a file. */
export interface LineSink {
  write(line: string): void;
  /** Resolves when what was written is on its way and more may come. */
  drained(): Promise<void>;
}

/** A file that was written. */
export interface WrittenFile {
  /** Absolute, with every link on the way resolved. */
  readonly path: string;
  readonly rows: number;
}

/** How a file is written. */
export interface WriteOptions {
  /** `own` for a file of the desk's in its data folder; `named`, unless said otherwise, for one that somebody has named. */
  readonly whose?: 'named' | 'own';
  /** A byte order mark comes first, so that spreadsheets take it as UTF-8; unless said otherwise. */
  readonly mark?: boolean;
}

/**
 * Writes a file whole or not at all: into a new one beside it, which then takes its place. Readable by its owner only.
 *
 * @throws CommandError `file` when the place can't or may not be written; whatever `work` throws
 */
export function writeFileWhole(
  path: string,
  work: (sink: LineSink) => Promise<number>,
  { whose = 'named', mark = true }: WriteOptions = {},
): Promise<WrittenFile> {
  return explainWriting(path, async () => {
    const replacement = beginReplacement(path, whose);
    // The stream closes the file; `flush` brings it to the disk before that.
    const stream = createWriteStream('', { fd: replacement.fd, flush: true });
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
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
      if (mark) stream.write('\uFEFF');
      const rows = await work({ write: (line) => void stream.write(line), drained });
      stream.end();
      await closed;
      if (failure) throw failure;
      replacement.finish();
      return { path: replacement.target, rows };
    } catch (error) {
      // Not before it is closed: what is still on its way would be written to whatever has the number of the file by then.
      stream.destroy();
      await closed;
      replacement.drop();
      throw error;
    }
  });
}
