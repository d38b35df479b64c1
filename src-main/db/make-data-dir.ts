import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { expectDesk } from './known-desks.ts';

/**
 * Creates the data folder, readable only by its owner. @returns its real path
 *
 * @throws DeskMissing if there was a desk in this folder and its data is missing; OtherDesk if it is a different one
 */
export function makeDataDir(dataDir: string): string {
  expectDesk(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(dataDir, 0o700);
  return realpathSync.native(dataDir);
}
