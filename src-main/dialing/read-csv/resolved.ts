import { resolveInput } from '../../files/open-input.ts';
import { explainFileError } from './file-error.ts';

/**
 * The resolved path of a file that the operator named, by which it is read and stored. @throws CsvFileError if it may not or can't be read
 */
export function resolved(path: string): Promise<string> {
  return resolveInput(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
}
