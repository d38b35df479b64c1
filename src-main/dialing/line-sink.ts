import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { explainWriting } from '../files/explain.ts';
import { beginReplacement } from '../files/replace-file.ts';

/** Writes lines of text to a file. */
export interface LineSink {
  write(line: string): void;
  /** Resolves when more can be written. */
  drained(): Promise<void>;
}

/** A file that was written. */
export interface WrittenFile {
  /** Absolute, with all links resolved. */
  readonly path: string;
  readonly rows: number;
}

/** How a file is written. */
export interface WriteOptions {
  /** `own` for a file of the desk in its data folder; `named`, which is the default, for one that the operator chose. */
  readonly whose?: 'named' | 'own';
  /** Whether the file begins with a byte order mark, so that spreadsheets read it as UTF-8. The default is true. */
  readonly mark?: boolean;
}

/**
 * Writes a file completely or not at all: as a new file beside it, which then replaces it. Only its owner can read it.
 *
 * @throws CommandError `file` if the place can't or may not be written to, and whatever `work` throws
 */
export function writeFileWhole(
  path: string,
  work: (sink: LineSink) => Promise<number>,
  { whose = 'named', mark = true }: WriteOptions = {},
): Promise<WrittenFile> {
  return explainWriting(path, async () => {
    const replacement = beginReplacement(path, whose);
    // The stream closes the file; `flush` writes it to the disk before that.
    const stream = createWriteStream('', { fd: replacement.fd, flush: true });
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    let failure: Error | null = null;
    stream.on('error', (error) => {
      failure = error;
    });
    const drained = async () => {
      if (failure) throw failure;
      // Rejects if the stream fails meanwhile.
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
      // The file must be closed first. Otherwise pending data would be written to whatever file has the same descriptor by then.
      stream.destroy();
      await closed;
      replacement.drop();
      throw error;
    }
  });
}
