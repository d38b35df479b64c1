import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BinaryFound } from './choose-shell.ts';

/** After how long a download is told of, ms: one that fails for want of a network is over by then. */
const QUIET_MS = 3_000;
/** Longest time that fetching Electron may take, ms. */
const LONGEST_MS = 10 * 60_000;

export interface FetchLimits {
  readonly quietMs?: number;
  readonly longestMs?: number;
  readonly tell?: (sentence: string) => void;
}

/**
 * Electron's program inside its package: the one that is there, or fetched now, since the package brings none on
 * install. Without a network this fails within moments, and at the latest after ten minutes.
 */
export async function findElectron(packageDir: string, limits: FetchLimits = {}): Promise<BinaryFound> {
  if (!existsSync(join(packageDir, 'install.js'))) return { because: 'its package is not installed' };
  const there = installed(packageDir);
  if (there !== null) return { binary: there };
  const how = await runInstaller(join(packageDir, 'install.js'), limits);
  const fetched = how === 'done' ? installed(packageDir) : null;
  if (fetched !== null) return { binary: fetched };
  return {
    because: how === 'too long' ? 'its binary could not be downloaded in time' : 'its binary could not be downloaded',
  };
}

/** The program that the package's installer has put in place; null when it is not whole. */
function installed(packageDir: string): string | null {
  const text = (...path: string[]) => {
    try {
      return readFileSync(join(packageDir, ...path), 'utf8').trim();
    } catch {
      return null;
    }
  };
  const program = text('path.txt');
  const wanted = (JSON.parse(text('package.json') ?? '{}') as { version?: string }).version;
  if (program === null || text('dist', 'version')?.replace(/^v/, '') !== wanted) return null;
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(packageDir, 'dist'), program);
  return existsSync(path) ? path : null;
}

function runInstaller(
  installer: string,
  { quietMs = QUIET_MS, longestMs = LONGEST_MS, tell = () => {} }: FetchLimits,
): Promise<'done' | 'failed' | 'too long'> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: 'ignore',
      env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' },
    });
    const notice = setTimeout(() => tell('Fetching Electron, about 120 MB. This happens once.'), quietMs);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, longestMs);
    const end = (how: 'done' | 'failed' | 'too long') => {
      clearTimeout(notice);
      clearTimeout(limit);
      resolve(how);
    };
    child.on('error', () => end('failed'));
    child.on('close', (code) => end(late ? 'too long' : code === 0 ? 'done' : 'failed'));
  });
}
