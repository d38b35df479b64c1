import { basename } from 'node:path';
import { CommandError } from '../../src-preload/contract/index.ts';
import { CsvFileError } from './read-csv/file-error.ts';

/** A file's path, and the name by which the person who chose it knows it, because an uploaded file gets a generated name. */
export interface CalledFile {
  readonly path: string;
  readonly name: string | undefined;
}

/** A sentence about a file in which a generated upload name is replaced by the person's own. */
export function calledByName(sentence: string, { path, name }: CalledFile): string {
  return name === undefined || name === path || basename(path) === name
    ? sentence
    : sentence.replaceAll(path, `“${name}”`);
}

/** Reads a file that the operator named. @throws CommandError `file` for its path, with the reason why it can't be read */
export async function explained<T>(read: () => Promise<T>, called?: CalledFile): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CsvFileError)) throw error;
    throw new CommandError('file', called === undefined ? error.message : calledByName(error.message, called), 'path');
  }
}
