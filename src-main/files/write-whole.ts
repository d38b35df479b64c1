import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { writeAll } from './write-all.ts';

/** Writes a file that only its owner can read, completely or not at all. */
export function writeWhole(path: string, text: string | Buffer): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const fd = openSync(beside, 'w', 0o600);
    try {
      writeAll(fd, typeof text === 'string' ? Buffer.from(text) : text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
