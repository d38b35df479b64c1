import { FileRefused } from '../../files/plain-path.ts';

/**
 * Why a file can't be read as a list.
 * - `not-found`, `unreadable`: the file doesn't exist, or the system refuses access.
 * - `empty`: it has no bytes, or only blank lines.
 * - `binary`: a workbook, an archive, a PDF or another file that isn't text.
 */
export type CsvFileErrorCode = 'not-found' | 'unreadable' | 'empty' | 'binary';

/** A file that can't be read as a list; the message is a sentence for the operator. */
export class CsvFileError extends Error {
  override readonly name = 'CsvFileError';
  readonly code: CsvFileErrorCode;

  constructor(code: CsvFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Explains in a sentence why the system refused a file. Other errors, including an abort, are returned unchanged. */
export function explainFileError(error: unknown, path: string): unknown {
  if (error instanceof FileRefused) return new CsvFileError('unreadable', error.message, { cause: error });
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  if (error.code === 'ENOENT') {
    return new CsvFileError('not-found', `The file ${path} doesn’t exist. Was it moved or renamed?`, { cause: error });
  }
  const why =
    error.code === 'EISDIR'
      ? 'it is a folder. Choose the file inside it.'
      : error.code === 'EACCES' || error.code === 'EPERM'
        ? 'you have no permission to read it. Copy it to a folder of your own, or change its permissions.'
        : `the system says ${String(error.code)}. Check that its drive is connected, then try again.`;
  return new CsvFileError('unreadable', `The file ${path} can't be read: ${why}`, { cause: error });
}
