import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { entryAt, idOf, refuseOwnFile, whatElse } from './own-files.ts';
import { FileRefused, plainPath } from './plain-path.ts';

/** How files that are being written are called, so that what a killed desk left behind is known by its name. */
export const UNFINISHED = /^\.trunkline-[0-9a-f]{24}\.part$/;

/** A file that is being written beside the one it will replace. */
export interface Replacement {
  /** Where it ends up. */
  readonly target: string;
  /** Where it is written: a new file of its own, in the same folder, readable by its owner alone. */
  readonly unfinished: string;
  /** Open for writing; whoever began this closes it, before `finish` or `drop`. */
  readonly fd: number;
  /** Puts it in its place, brought to the disk. @throws FileRefused when something else has come to stand there meanwhile */
  finish(): void;
  /** Takes it away again. */
  drop(): void;
}

/**
 * Begins to write a file that will stand in its place whole or not at all. Every writer goes through here.
 *
 * A `named` target is one that a person has named: it may be no file of the desk's own and nothing but a plain file, if there is one.
 * An `own` target is the desk's, in its data folder. Two that write to one target don't meet: each has a file of its own, and the later one
 * replaces the earlier.
 *
 * @throws FileRefused for what may not be written; the system's error when the folder isn't there or can't be written
 */
export function beginReplacement(text: string, whose: 'named' | 'own' = 'named'): Replacement {
  const path = plainPath(text);
  if (/[\\/]$/.test(text)) throw new FileRefused(`${text} is a folder. Name the file in it.`);
  const folder = realpathSync.native(dirname(path));
  const target = join(folder, basename(path));
  const check = () => {
    const found = entryAt(target);
    const what = found === null ? null : whatElse(found);
    if (what !== null) throw new FileRefused(`${target} can’t be written: it is ${what}. Name another file.`);
    if (whose === 'named') refuseOwnFile(target, found, 'write');
  };
  check();
  const folderId = idOf(statSync(folder, { bigint: true }));
  const unfinished = join(folder, `.trunkline-${randomBytes(12).toString('hex')}.part`);
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);
  const fd = openSync(unfinished, flags, 0o600);
  let id: string;
  try {
    // Whatever the umask took away.
    if (process.platform !== 'win32') fchmodSync(fd, 0o600);
    id = idOf(fstatSync(fd, { bigint: true }));
  } catch (error) {
    closeSync(fd);
    rmSync(unfinished, { force: true });
    throw error;
  }
  return {
    target,
    unfinished,
    fd,
    finish() {
      const written = entryAt(unfinished);
      if (written === null || idOf(written) !== id || idOf(statSync(folder, { bigint: true })) !== folderId) {
        throw new FileRefused(`${target} can’t be written: its folder was replaced meanwhile. Try again.`);
      }
      check();
      renameSync(unfinished, target);
      syncFolder(folder);
    },
    drop: () => rmSync(unfinished, { force: true }),
  };
}

/** Brings a rename itself to the disk; Windows has no such call and does not need it. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  let folder: number;
  try {
    folder = openSync(path, 'r');
  } catch {
    // A folder that may be written but not listed: the file is there all the same.
    return;
  }
  try {
    fsyncSync(folder);
  } catch {
    // Some network disks don't know this for folders.
  } finally {
    closeSync(folder);
  }
}

/** Writes a file, whole or not at all, by what writes to the path it is given. @throws as `beginReplacement`, and whatever `write` throws */
export async function replaceFile(path: string, write: (unfinished: string) => Promise<unknown>): Promise<void> {
  const replacement = beginReplacement(path);
  closeSync(replacement.fd);
  try {
    await write(replacement.unfinished);
    replacement.finish();
  } finally {
    replacement.drop();
  }
}
