import { CommandError } from '../../src-preload/contract/index.ts';
import { CsvFileError } from './read-csv/file-error.ts';

/** Reads a file that the operator has named. @throws CommandError `file` on its path, with why it can't be read */
export async function explained<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CsvFileError) throw new CommandError('file', error.message, 'path');
    throw error;
  }
}
