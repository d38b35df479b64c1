import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAll } from './write-all.ts';

/** The suffix of a file's new version until it replaces the file. */
const ENDING = '.erased';

/** Whether a file is the new version of another that it has not replaced yet. */
export const isRewritten = (path: string): boolean => path.endsWith(ENDING);

/** A range of bytes in a file, from `from` up to `to`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Overwrites the part of a range that lies in these bytes, which begin at offset `start` of the file. */
export type Overwrite = (bytes: Buffer, start: number, place: Place) => void;

/** A complete copy of a file with some bytes overwritten, next to the file that it will replace. */
export interface Rewritten {
  /** SHA-256 of the new version. */
  readonly hash: string;
  /**
   * Replaces the file with the new version, and also overwrites the ranges in the old file's blocks. If the old file was removed meanwhile,
   * the new version is deleted.
   */
  finish(): void;
  /** Deletes the new version. */
  drop(): void;
}

/**
 * Writes a copy of a file with some ranges overwritten next to it, and syncs it to disk. A stop at any time leaves either the old or the
 * new version. It works in portions and yields between them.
 *
 * @throws Error of the file system, with nothing left behind
 */
export async function rewriteBeside(path: string, places: readonly Place[], overwrite: Overwrite): Promise<Rewritten> {
  const beside = path + ENDING;
  const hash = createHash('sha256');
  const drop = () => rmSync(beside, { force: true });
  drop();
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      let start = 0;
      for await (const block of createReadStream(path)) {
        const bytes = block as Buffer;
        for (const place of places)
          if (place.from < start + bytes.length && place.to > start) overwrite(bytes, start, place);
        hash.update(bytes);
        await file.writeFile(bytes);
        start += bytes.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    drop();
    throw error;
  }
  return {
    hash: hash.digest('hex'),
    drop,
    finish() {
      if (!existsSync(path)) return drop();
      const old = process.platform === 'win32' ? null : openSync(path, 'r+');
      try {
        renameSync(beside, path);
        syncFolder(dirname(path));
        if (old !== null) overwriteOld(old, places, overwrite);
      } finally {
        if (old !== null) closeSync(old);
      }
    },
  };
}

function overwriteOld(fd: number, places: readonly Place[], overwrite: Overwrite): void {
  for (const place of places) {
    const bytes = Buffer.alloc(place.to - place.from);
    readSync(fd, bytes, 0, bytes.length, place.from);
    overwrite(bytes, place.from, place);
    writeAll(fd, bytes, place.from);
  }
  fsyncSync(fd);
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Finishes a rewrite that was interrupted. The new version replaces the old one if `isWanted` confirms it, and is deleted otherwise.
 *
 * @param isWanted gets the old file's path and a function that returns the new version's SHA-256
 */
export async function finishRewriting(
  folder: string,
  isWanted: (path: string, hash: () => Promise<string>) => Promise<boolean>,
): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (!isRewritten(name)) continue;
    const beside = join(folder, name);
    const path = beside.slice(0, -ENDING.length);
    if (existsSync(path) && (await isWanted(path, () => hashOf(beside)))) renameSync(beside, path);
    else rmSync(beside, { force: true });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path)) hash.update(block as Buffer);
  return hash.digest('hex');
}
