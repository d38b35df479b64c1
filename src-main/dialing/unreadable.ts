import { basename } from 'node:path';
import { CommandError } from '../../src-preload/contract/index.ts';
import { CsvFileError } from './read-csv/file-error.ts';

/** A file where it lies, and as the person who chose it calls it: what was sent up from a page has a name made for it there. */
export interface CalledFile {
  readonly path: string;
  readonly name: string | undefined;
}

/** A sentence about a file with the person's own name for it in place of one that was made for an upload. */
export function calledByName(sentence: string, { path, name }: CalledFile): string {
  return name === undefined || name === path || basename(path) === name
    ? sentence
    : sentence.replaceAll(path, `“${name}”`);
}

/** Reads a file that the operator has named. @throws CommandError `file` on its path, with why it can't be read */
export async function explained<T>(read: () => Promise<T>, called?: CalledFile): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CsvFileError)) throw error;
    throw new CommandError('file', called === undefined ? error.message : calledByName(error.message, called), 'path');
  }
}
