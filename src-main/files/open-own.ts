import { closeSync, constants, fstatSync, openSync, realpathSync } from 'node:fs';
import { refuseOwnFile, whatElse } from './own-files.ts';
import { FileRefused } from './plain-path.ts';

/**
 * Opens a list in the uploads, to change it in place. The caller closes it.
 *
 * @returns its file descriptor
 * @throws FileRefused when something else has come to stand there: a link, or one of the desk's own files under this name; the system's error
 */
export function openUploadToChange(path: string): number {
  const fd = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(fd, { bigint: true });
    if (whatElse(found) !== null)
      throw new FileRefused(`${path} is no plain file any more. Remove it, then try again.`);
    refuseOwnFile(realpathSync.native(path), found, 'read');
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}
