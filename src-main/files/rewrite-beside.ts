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

/** How the new version of a file is called, beside it, until it takes its place. */
const ENDING = '.erased';

/** Whether a file is the new version of another that has not taken its place. */
export const isRewritten = (path: string): boolean => path.endsWith(ENDING);

/** Bytes of a file, from `from` up to `to`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Overwrites what of a place lies in these bytes, which begin at `start` of the file. */
export type Overwrite = (bytes: Buffer, start: number, place: Place) => void;

/** A file with some of its bytes overwritten, whole beside the one it is to replace. */
export interface Rewritten {
  /** SHA-256 of it. */
  readonly hash: string;
  /** Puts it in its place; what it overwrites goes from the old one's blocks, too. Nothing where the old one was removed meanwhile. */
  finish(): void;
  /** Takes it away again. */
  drop(): void;
}

/**
 * Writes a copy of a file, with some places of it overwritten, whole and brought to the disk beside it: a stop at any time leaves the old
 * one or the new one. In portions, each of which lets others go on.
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
 * Ends what a stop left between the two: the new version takes its place where `isWanted` says that it was decided, and goes where not.
 *
 * @param isWanted given the old one's path and what gives the new one's SHA-256
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
