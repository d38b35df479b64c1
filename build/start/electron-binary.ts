import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesIn } from './bytes-in.ts';
import type { BinaryFound } from './choose-shell.ts';

/** After how long a download is told of, ms: one that fails for want of a network is over by then. */
const QUIET_MS = 3_000;
/** How long nothing may arrive, ms: behind a firewall that drops what it does not like, nothing ever fails by itself. */
const STALL_MS = 15_000;
/** Longest time that fetching Electron may take, ms. */
const LONGEST_MS = 10 * 60_000;

export interface FetchLimits {
  readonly quietMs?: number;
  readonly stallMs?: number;
  readonly longestMs?: number;
  readonly tell?: (sentence: string) => void;
}

/**
 * Electron's program inside its package: the one that is there, or fetched now, since the package brings none on
 * install. Without a network this fails within moments, at the latest when nothing has arrived for 15 s.
 */
export async function findElectron(packageDir: string, limits: FetchLimits = {}): Promise<BinaryFound> {
  if (!existsSync(join(packageDir, 'install.js'))) return { because: 'its package is not installed' };
  const there = installed(packageDir);
  if (there !== null) return { binary: there };
  const how = await runInstaller(packageDir, limits);
  const fetched = how === 'done' ? installed(packageDir) : null;
  if (fetched !== null) return { binary: fetched };
  return { because: NOT_FETCHED[how] };
}

type FetchEnd = 'done' | 'failed' | 'stalled' | 'too long';

const NOT_FETCHED: Readonly<Record<FetchEnd, string>> = {
  done: 'its binary could not be downloaded',
  failed: 'its binary could not be downloaded',
  stalled: 'its binary could not be downloaded: nothing arrived',
  'too long': 'its binary could not be downloaded in time',
};

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
  packageDir: string,
  { quietMs = QUIET_MS, stallMs = STALL_MS, longestMs = LONGEST_MS, tell = () => {} }: FetchLimits,
): Promise<FetchEnd> {
  // What is half there goes with this folder, and how it grows tells whether anything arrives.
  const half = mkdtempSync(join(tmpdir(), 'trunkline-electron-'));
  const arrived = () => bytesIn(half) + bytesIn(join(packageDir, 'dist'));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageDir, 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1', TMPDIR: half, TEMP: half, TMP: half },
    });
    let how: FetchEnd = 'done';
    const stop = (why: FetchEnd) => {
      how = why;
      child.kill('SIGKILL');
    };
    const notice = setTimeout(() => tell('Fetching Electron, about 120 MB. This happens once.'), quietMs);
    const limit = setTimeout(() => stop('too long'), longestMs);
    let bytes = arrived();
    let since = performance.now();
    const watch = setInterval(() => {
      const now = arrived();
      if (now !== bytes) since = performance.now();
      else if (performance.now() - since >= stallMs) stop('stalled');
      bytes = now;
    }, stallMs / 10);
    const end = (code: number | null) => {
      clearTimeout(notice);
      clearTimeout(limit);
      clearInterval(watch);
      rmSync(half, { recursive: true, force: true });
      resolve(how !== 'done' || code === 0 ? how : 'failed');
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
}
