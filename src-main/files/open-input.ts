import { type BigIntStats, constants, type Stats } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { idOf, refuseOwnFile, whatElse } from './own-files.ts';
import { FileRefused, plainPath } from './plain-path.ts';

/** Opening must not wait for the other end of a pipe, nor make a terminal this process's controlling one. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

export interface OpenInput {
  readonly file: FileHandle;
  /** The path with every link resolved, which is the one to store. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Opens a file for reading by a path that somebody has chosen. All readers use this function: it accepts only regular files that don't
 * belong to the desk. The opened file itself is checked, so that replacing it by a link meanwhile has no effect.
 *
 * The caller closes it.
 *
 * @throws FileRefused for what may not be read; the system's error when it isn't there or can't be opened
 */
export async function openInput(text: string): Promise<OpenInput> {
  const path = plainPath(text);
  // The file is examined before it is opened, because opening some devices has effects, and closing one of the desk's own files would
  // release the locks that SQLite holds on it (POSIX locks belong to the process, whoever opened the file).
  const before = await stat(path, { bigint: true });
  refuseOther(path, before);
  refuseOwnFile(await realpath(path), before, 'read');
  const file = await open(path, FLAGS);
  try {
    const found = await file.stat({ bigint: true });
    refuseOther(path, found);
    const real = await realpath(path);
    if (idOf(await stat(real, { bigint: true })) !== idOf(found)) {
      throw new FileRefused(`${path} was replaced while it was opened. Try again.`);
    }
    if (process.platform === 'linux' && /^\/(?:proc|sys)\//.test(real)) {
      throw new FileRefused(`${path} is a virtual file of the system, not a file on a disk. Choose another file.`);
    }
    refuseOwnFile(real, found, 'read');
    return { file, path: real, size: Number(found.size) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Checks that a file that somebody has chosen may be read, and returns the path to store and to read it by. */
export async function resolveInput(text: string): Promise<string> {
  const { file, path } = await openInput(text);
  await file.close();
  return path;
}

/**
 * Opens a file by a path from `resolveInput`, which may be old. No part of the path may have become a link since.
 *
 * @throws as `openInput`
 */
export async function openResolved(path: string): Promise<OpenInput> {
  const input = await openInput(path);
  if (input.path === path) return input;
  await input.file.close();
  throw new FileRefused(
    `${path} has been replaced by a link to another file since it was opened. Open the list again.`,
  );
}

function refuseOther(path: string, found: BigIntStats | Stats): void {
  const what = whatElse(found as BigIntStats);
  if (what === null) return;
  const how = what === 'a folder' ? 'Choose the file inside it.' : 'Choose a file.';
  throw new FileRefused(`The file ${path} can’t be read: it is ${what}. ${how}`);
}
