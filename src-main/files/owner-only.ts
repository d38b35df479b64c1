import { chmodSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORTS, UPLOADS } from './own-files.ts';
import { UNFINISHED } from './replace-file.ts';

/**
 * Makes all files that this process creates from now on accessible to their owner only, including those of SQLite and Electron, whatever
 * the umask of its shell. Call it first, on the main thread, because threads share the umask and can't change it.
 */
export function makeFilesOwnerOnly(): void {
  if (process.platform !== 'win32') process.umask(0o077);
}

/**
 * Makes the contents of a data folder accessible to their owner only: files 0600, folders 0700. Links and their targets are not changed.
 * Windows itself protects a user's data folder from others.
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
        // The file was removed meanwhile. Other problems (another owner, a read-only disk) are reported when the desk opens.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      }
    }
  }
}

function isLoose(path: string, wanted: number): boolean {
  const found = lstatSync(path);
  return (found.isFile() || found.isDirectory()) && (found.mode & 0o777) !== wanted;
}

/** The names of unfinished files from earlier versions. */
const FORMERLY = /\.part$|^vault\.json\.[0-9a-f]{12}\.tmp$/;

/** Removes unfinished files of a killed desk from its data folder. Call it once this process owns the folder. */
export function removeUnfinished(dataDir: string): void {
  for (const folder of [dataDir, join(dataDir, EXPORTS), join(dataDir, UPLOADS)]) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const unfinished = UNFINISHED.test(entry.name) || FORMERLY.test(entry.name);
      if (unfinished && entry.isFile()) rmSync(join(folder, entry.name), { force: true });
    }
  }
}
