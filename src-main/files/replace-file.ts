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

/** The names of files being written, by which those that a killed desk left behind are recognized. */
export const UNFINISHED = /^\.trunkline-[0-9a-f]{24}\.part$/;

/** A file that is written next to the one it will replace. */
export interface Replacement {
  /** The final path. */
  readonly target: string;
  /** The path of the new file while it is written: in the same folder and readable by its owner only. */
  readonly unfinished: string;
  /** Open for writing. The caller closes it before `finish` or `drop`. */
  readonly fd: number;
  /** Moves the file to its final path and syncs it to disk. @throws FileRefused if something else has appeared there meanwhile */
  finish(): void;
  /** Deletes the new file. */
  drop(): void;
}

/**
 * Begins to write a file that appears at its final path complete or not at all. All writers use this function.
 *
 * A `named` target is one that a person has chosen. It must not be one of the desk's own files, and an existing one must be a regular file.
 * An `own` target is in the desk's data folder. Two writers of the same target don't interfere: each writes a separate file, and the later
 * one replaces the earlier.
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
    // Sets the permissions regardless of the umask.
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

/** Syncs a rename to disk. Windows has no such call and does not need it. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  let folder: number;
  try {
    folder = openSync(path, 'r');
  } catch {
    // The folder may be written but not read. The file exists nevertheless.
    return;
  }
  try {
    fsyncSync(folder);
  } catch {
    // Some network file systems don't support this for folders.
  } finally {
    closeSync(folder);
  }
}

/**
 * Writes a file completely or not at all, with a function that writes to the path it is given. @throws as `beginReplacement`, and whatever
 * `write` throws
 */
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
