import { CommandError } from '../../src-preload/contract/errors.ts';
import { FileRefused } from './plain-path.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder doesn’t exist. Create it, or choose another file.',
  ENOTDIR: 'its folder doesn’t exist. Create it, or choose another file.',
  EACCES: 'you have no permission to write there. Choose a file in one of your own folders.',
  EPERM: 'you have no permission to write there. Choose a file in one of your own folders.',
  EROFS: 'its disk is read-only. Choose a file on another disk.',
  ENOSPC: 'the disk is full. Free up space or choose a file on another disk, and try again.',
  EDQUOT: 'your disk quota is used up. Free up space or choose a file on another disk, and try again.',
  ENAMETOOLONG: 'its name is too long. Use a shorter name.',
  EFBIG: 'it is too large for its disk. Choose a file on another disk.',
};

/**
 * Runs a function that writes a file, to a path that a person has chosen or to the exports.
 *
 * @throws CommandError `file` on its path, with why it can't be written and what to do; other errors as they are
 */
export async function explainWriting<T>(path: string, write: () => Promise<T> | T): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw writeError(path, error);
  }
}

function writeError(path: string, error: unknown): unknown {
  if (error instanceof FileRefused) return new CommandError('file', error.message, 'path');
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = error.code === 'SQLITE_FULL' ? 'ENOSPC' : String(error.code);
  if (!('syscall' in error) && WHY[code] === undefined) return error;
  const why = WHY[code] ?? `the system says ${code}. Check its disk, then try again.`;
  return new CommandError('file', `${path} can’t be written: ${why} Nothing was left behind.`, 'path');
}
