import { realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { CommandError } from '../../../src-preload/contract/index.ts';
import { EXPORTS, refuseOwnFile } from '../../files/own-files.ts';

/**
 * The real path of a file that the desk has written for the operator. Anything else is refused, including links that lead elsewhere: the
 * page may only get what was written for it.
 *
 * @throws CommandError `not-found`
 */
export function writtenFile(dataDir: string, path: string): string {
  try {
    const root = realpathSync(dataDir);
    const real = realpathSync(resolve(root, path));
    const found = statSync(real, { bigint: true });
    if (isBelow(join(root, EXPORTS), real) && found.isFile()) {
      // A link to one of the desk's own files is not a file written for people.
      refuseOwnFile(real, found, 'read');
      return real;
    }
  } catch {
    // The answer is the same whether it doesn't exist or can't be read, so that it reveals nothing about other files.
  }
  throw new CommandError('not-found', 'The file was not found or has been moved. Export it again.');
}

/** Whether a real path is below a real folder. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
