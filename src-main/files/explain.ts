import { CommandError } from '../../src-preload/contract/index.ts';
import { FileRefused } from './plain-path.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder isn’t there. Make the folder, or name another file.',
  ENOTDIR: 'its folder isn’t there. Make the folder, or name another file.',
  EACCES: 'you have no permission to write there. Name a file in a folder of your own.',
  EPERM: 'you have no permission to write there. Name a file in a folder of your own.',
  EROFS: 'its disk can only be read. Name a file on another disk.',
  ENOSPC: 'the disk is full. Make room, or name a file on another disk, and try again.',
  EDQUOT: 'your share of the disk is used up. Make room, or name a file on another disk, and try again.',
  ENAMETOOLONG: 'its name is too long. Name it shorter.',
  EFBIG: 'it is larger than its disk takes. Name a file on another disk.',
};

/**
 * Runs what writes a file that a person has named, or that goes to the exports.
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
