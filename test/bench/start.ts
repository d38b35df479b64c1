import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { build, isBuilt } from '../../build/start/build-if-needed.ts';
import { keepDesksApart } from '../support/apart-desks.ts';
import { launchChromium } from '../support/screen-shells.ts';
import { deskOf } from './inbox-store.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DROP_CACHES = '/proc/sys/vm/drop_caches';
const FIRST_ROW = '[role=grid][aria-label=Leads] [role=rowgroup] > [role=row]:not([hidden]):not([data-waiting])';
/** So long a desk is left alone before its memory is read, ms: what was read for lists is forgotten after two minutes. */
const IDLE_MS = 150_000;

/** One start: ms from the start of npm to each sign of it. */
interface Start {
  /** The address to open is told: npm, Node, the data opened, the server listening. */
  readonly address: number;
  /** From asking for the address to the page's code having run. */
  readonly loaded: number;
  /** From then to its first paint with something in it. */
  readonly painted: number;
  /** From then to the first rows. */
  readonly rows: number;
}

const total = ({ address, loaded, painted, rows }: Start): number => address + loaded + painted + rows;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface RunningDesk {
  readonly url: string;
  /** Its process; null where the system does not tell which of npm's it is. */
  readonly pid: number | null;
  close(): Promise<void>;
}

/** `npm start -- --browser` on a data folder. */
function startDesk(dataDir: string): Promise<RunningDesk> {
  const args = ['start', '--silent', '--', '--browser', '--no-open', '--data', dataDir];
  const child = spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const url = /http:\S+/.exec(said)?.[0];
      if (url === undefined) return;
      const pid = lastChildOf(child.pid ?? 0);
      const close = async () => {
        if (pid === null) child.kill('SIGTERM');
        else process.kill(pid, 'SIGTERM');
        await ended;
      };
      resolve({ url, pid, close });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The desk ended with ${code}.`)));
  });
}

/** npm starts a shell, that Node, and that the project's own Node, which is the desk. */
function lastChildOf(pid: number): number | null {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(file)) return null;
  const child = Number(readFileSync(file, 'utf8').trim().split(' ').at(-1));
  return child > 0 ? lastChildOf(child) : pid;
}

/** What a process holds in memory, MB: all, and what is its own and not of files that the system can drop. */
function memoryOf(pid: number): { readonly all: number; readonly own: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { all: mb('VmRSS'), own: mb('RssAnon') };
}

async function startOnce(browser: Browser, dataDir: string): Promise<{ start: Start; desk: RunningDesk }> {
  // A browser that runs already, as a person's does; the page itself it has never seen.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript((row) => {
    const marks = globalThis as { firstRow?: number };
    const look = () => {
      if (marks.firstRow === undefined && document.querySelector(row) !== null) marks.firstRow = performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  }, FIRST_ROW);
  const began = performance.now();
  const desk = await startDesk(dataDir);
  const address = performance.now() - began;
  await page.goto(desk.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => (globalThis as { firstRow?: number }).firstRow !== undefined);
  const seen = await page.evaluate(() => ({
    loaded: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).domContentLoadedEventEnd,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    row: (globalThis as { firstRow?: number }).firstRow ?? Number.NaN,
  }));
  await context.close();
  const painted = Math.max(seen.loaded, seen.painted);
  return {
    desk,
    start: { address, loaded: seen.loaded, painted: painted - seen.loaded, rows: seen.row - painted },
  };
}

/** The system forgets what it has read of every file; false where it does not let itself be told. */
function forgetFiles(): boolean {
  try {
    spawnSync('sync');
    writeFileSync(DROP_CACHES, '3');
    return true;
  } catch {
    return false;
  }
}

/**
 * Prints how long it takes from `npm start` (built) to the first rows of the inbox, warm and with nothing of it in the system's memory,
 * with where the time goes, and what a desk holds in memory that is left alone.
 */
export async function benchStart({ leads, runs }: { leads: number; runs: number }): Promise<void> {
  if (!isBuilt(ROOT)) await build(ROOT);
  const dataDir = deskOf(leads);
  const browser = await launchChromium();
  try {
    // The first start on a file that no desk has written takes its checksums, and is none that a person sees twice.
    await (await startOnce(browser, dataDir)).desk.close();
    for (const kind of ['warm', 'cold'] as const) {
      const starts: Start[] = [];
      for (let run = 0; run < runs; run++) {
        if (kind === 'cold' && !forgetFiles()) break;
        const { start, desk } = await startOnce(browser, dataDir);
        starts.push(start);
        await desk.close();
      }
      print(kind, leads, starts);
    }
    const { desk } = await startOnce(browser, dataDir);
    const { pid } = desk;
    if (pid === null) console.log('  memory of an idle desk: not measured; the system does not tell.');
    else {
      const atFirst = memoryOf(pid);
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const { all, own } = memoryOf(pid);
      console.log(
        `  memory: ${atFirst.all.toFixed(0)} MB once the rows are there, ${all.toFixed(0)} MB idle (200), ${own.toFixed(0)} of it its own`,
      );
    }
    await desk.close();
  } finally {
    await browser.close();
  }
}

function print(kind: 'warm' | 'cold', leads: number, starts: readonly Start[]): void {
  if (starts.length === 0) {
    console.log(`  start, ${kind}: not measured. It takes a user who may write to ${DROP_CACHES}.`);
    return;
  }
  const of = (pick: (start: Start) => number) => median(starts.map(pick)).toFixed(0);
  const all = starts.map(total);
  const target = kind === 'warm' ? ' (1,500)' : '';
  console.log(
    `start, ${kind}, to the first rows of ${leads.toLocaleString('en-US')} leads: ${median(all).toFixed(0)} ms${target}, ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} of ${starts.length}; load ${loadavg()[0]?.toFixed(2)}`,
  );
  console.log(
    `  to the address ${of((s) => s.address)}, page loaded ${of((s) => s.loaded)}, painted ${of((s) => s.painted)}, first rows ${of((s) => s.rows)}`,
  );
}

// `node test/bench/start.ts [leads] [runs]`
if (import.meta.main) {
  keepDesksApart();
  const [, , leads = '1000000', runs = '5'] = process.argv;
  await benchStart({ leads: Number(leads), runs: Number(runs) });
}
