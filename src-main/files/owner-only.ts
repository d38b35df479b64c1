import { chmodSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORTS, UPLOADS } from './own-files.ts';
import { UNFINISHED } from './replace-file.ts';

/**
 * From here on every file that this process makes is its owner's alone, those of SQLite and of Electron included, whatever the shell that
 * started it says. To be called first of all, on the main thread: threads share it and may not change it.
 */
export function makeFilesOwnerOnly(): void {
  if (process.platform !== 'win32') process.umask(0o077);
}

/**
 * Makes all that a data folder holds its owner's alone: files 0600, folders 0700. Links are left as they are, and so is what they
 * lead to. Windows keeps the folder of a user's data from others itself.
 */
export function tightenDataFolder(dataDir: string): void {
  if (process.platform === 'win32') return;
  chmodSync(dataDir, 0o700);
  const waiting = [dataDir];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      try {
        if (entry.isDirectory()) {
          if (isLoose(path, 0o700)) chmodSync(path, 0o700);
          waiting.push(path);
        } else if (entry.isFile() && isLoose(path, 0o600)) chmodSync(path, 0o600);
      } catch (error) {
        // Gone meanwhile; anything else (not ours, a read-only disk) is for the desk's own opening to say.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      }
    }
  }
}

function isLoose(path: string, wanted: number): boolean {
  const found = lstatSync(path);
  return (found.isFile() || found.isDirectory()) && (found.mode & 0o777) !== wanted;
}

/** How writers of earlier versions called what they had not finished. */
const FORMERLY = /\.part$|^vault\.json\.[0-9a-f]{12}\.tmp$/;

/** Removes what a killed desk has left half written in its data folder. To be called once the folder is owned. */
export function removeUnfinished(dataDir: string): void {
  for (const folder of [dataDir, join(dataDir, EXPORTS), join(dataDir, UPLOADS)]) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const unfinished = UNFINISHED.test(entry.name) || FORMERLY.test(entry.name);
      if (unfinished && entry.isFile()) rmSync(join(folder, entry.name), { force: true });
    }
  }
}
