import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { testFolder } from './fault-list.ts';

/** A disk that can be full. */
export interface TinyDisk {
  readonly folder: string;
  fill(): void;
  free(): void;
}

/** Ways to get a full disk, and whether this machine and user can use them. */
export const TINY_DISKS: Readonly<Record<string, { readonly can: boolean; readonly make: () => TinyDisk }>> = {
  'a small file system': { can: canMount(), make: smallFileSystem },
  'a limit of the system on the size of files': {
    can: process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0,
    make: limitedFiles,
  },
};

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-mount-'));
  const can = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]).status === 0;
  if (can) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return can;
}

function smallFileSystem(): TinyDisk {
  const folder = testFolder('tiny');
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', folder]);
  // Unmounts lazily, because the test may have left files open.
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const fd = openSync(ballast, 'a');
      try {
        for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
          try {
            for (;;) writeSync(fd, Buffer.alloc(size));
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          }
        }
      } finally {
        closeSync(fd);
      }
    },
    free: () => rmSync(ballast),
  };
}

/** Limits the size of all files of the process, which has the same effect as a full disk and needs no permission to mount. */
function limitedFiles(): TinyDisk {
  const limit = (bytes: string) => {
    const done = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);
    if (done.status !== 0) throw new Error(`prlimit: ${done.stderr.toString()}`);
  };
  // Without a handler, the signal that comes with the error would end the process.
  process.on('SIGXFSZ', () => {});
  onTestFinished(() => limit('unlimited'));
  return { folder: testFolder('limited'), fill: () => limit('0'), free: () => limit('unlimited') };
}
