import { resolveInput } from '../../files/open-input.ts';
import { explainFileError } from './file-error.ts';

/** The path by which a file that somebody has named is read and kept. @throws CsvFileError when it may not or can't be read */
export function resolved(path: string): Promise<string> {
  return resolveInput(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
}
