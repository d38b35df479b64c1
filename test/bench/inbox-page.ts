import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { build, isBuilt } from '../../build/start/build-if-needed.ts';
import { TOKEN_HEADER, TOKEN_STORED } from '../../src-preload/contract/page-session.ts';
import { launchChromium } from '../support/screen-shells.ts';
import { type ListLook, recycle } from './inbox-page-recycler.ts';
import {
  heapAtEnd,
  longestTask,
  type Scrolled,
  type Scroller,
  scrollBy,
  scrollerOf,
  unfilled,
} from './inbox-page-scroll.ts';
import { deskOf } from './inbox-store.ts';

/** Px a frame: as one reads, and as one flies past. */
const STEPS = [100, 2000] as const;
const FRAMES = 240;
const END_TO_END = 400;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

interface Round {
  readonly ours: Scrolled;
  readonly floor: Scrolled;
}

/** The browser shell as a process of its own; see `inbox-page-desk.ts`. */
async function startDesk(dataDir: string, made: number): Promise<{ url: string; close: () => Promise<void> }> {
  const script = fileURLToPath(new URL('./inbox-page-desk.ts', import.meta.url));
  const server = spawn(process.execPath, [script, dataDir, String(made)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    server.once('exit', (code) => reject(new Error(`The desk ended with ${code}.`)));
  });
  return {
    url,
    close: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** Heads that are called otherwise than their column. */
const TITLES: Readonly<Record<string, string>> = {
  Tries: 'attempts',
  'Last call': 'lastDisposition',
  Received: 'receivedAt',
};
const GRID = '[role=grid][aria-label=Leads]';

/** The inbox's page, and what its list looks like. */
async function openInbox(context: BrowserContext, url: string): Promise<{ page: Page; look: ListLook }> {
  const page = await context.newPage();
  const asked = page.waitForRequest((request) => request.url().endsWith('/leads.rows'));
  await page.goto(url);
  await page.goto(`${new URL(url).origin}/#/inbox`);
  const question = (await asked).postData() ?? '{}';
  await page.waitForSelector(`${GRID} [role=rowgroup] > [role=row]:not([hidden]):not([data-waiting])`);
  const { heads, ...seen } = await page.evaluate((selector) => {
    const grid = document.querySelector<HTMLElement>(selector);
    if (grid === null) throw new Error('The inbox has no list.');
    return {
      template: grid.style.getPropertyValue('--columns'),
      width: grid.clientWidth,
      height: grid.clientHeight,
      count: Number(grid.getAttribute('aria-rowcount')) - 1,
      heads: [...grid.querySelectorAll('[role=columnheader]')].slice(1).map((head) => head.textContent),
      styles: document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.href ?? '',
    };
  }, GRID);
  const icons = readdirSync(join(ROOT, 'out', 'renderer', 'assets')).find((name) => name.startsWith('status-icons'));
  const statuses = 'new New,working Working,callback Callback,waiting Waiting,done Done,do-not-call Do not call'
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)] as const);
  const asks = JSON.parse(question) as { columns: string[] };
  const columns = heads.map((head) => TITLES[head] ?? head.toLowerCase());
  if (columns.join() !== [...columns].filter((c) => asks.columns.includes(c)).join())
    throw new Error(`The list's columns are ${heads.join(', ')}, and it asks for ${asks.columns.join(', ')}.`);
  const value = await page.evaluate((stored) => localStorage.getItem(stored) ?? '', TOKEN_STORED);
  const token = { header: TOKEN_HEADER, value };
  return { page, look: { ...seen, question, token, columns, icons: `/assets/${icons}`, statuses } };
}

/** The recycler's page: an empty page of the same desk, so that it may ask the same questions. */
async function openRecycler(context: BrowserContext, url: string, look: ListLook): Promise<Page> {
  const page = await context.newPage();
  const address = `${new URL(url).origin}/recycler`;
  const html = '<!doctype html><html lang="en"><title>Recycler</title><body></body></html>';
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(address);
  // A page whose requests are looked at pays for it.
  await page.unroute(address);
  await page.evaluate(recycle, look);
  return page;
}

/** The texts of the rows in view, top to bottom; both pages must show the same. */
function shown({ page, selector }: Scroller): Promise<string[]> {
  return page.evaluate((selector) => {
    const scroller = document.querySelector(selector);
    const box = scroller?.getBoundingClientRect();
    if (!scroller || !box) return [];
    return [...scroller.querySelectorAll<HTMLElement>(':scope > div > .row, [role=rowgroup] > [role=row]')]
      .filter((row) => !row.hidden && row.getBoundingClientRect().top >= box.top + 32)
      .filter((row) => row.getBoundingClientRect().bottom < box.bottom)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((row) => [...row.children].map((cell) => cell.textContent).join('|'));
  }, selector);
}

async function sameRows(ours: Scroller, floor: Scroller): Promise<void> {
  const [a, b] = [await shown(ours), await shown(floor)];
  if (a.length < 10 || a.join('\n') !== b.join('\n'))
    throw new Error(
      `The two lists do not show the same rows:\n${a.slice(0, 3).join('\n')}\n${b.slice(0, 3).join('\n')}`,
    );
}

/**
 * Prints what scrolling the inbox costs its page, in real Chromium over the browser shell, beside a hand-written recycler that
 * shows the same rows in the same round: main-thread time a frame, late frames, rows in view without data, and the heap at the end.
 * `made` leads answer instead of stored ones when a desk of that size would take too long to make.
 */
export async function benchInboxPage({
  leads,
  rounds,
  made,
}: {
  leads: number;
  rounds: number;
  made: boolean;
}): Promise<void> {
  if (!isBuilt(ROOT)) await build(ROOT);
  const scratch = made ? mkdtempSync(join(tmpdir(), 'trunkline-bench-page-')) : null;
  const desk = await startDesk(scratch ?? deskOf(leads), made ? leads : 0);
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const { page, look } = await openInbox(context, desk.url);
    const ours = await scrollerOf(page, GRID);
    const floor = await scrollerOf(await openRecycler(context, desk.url, look), '.scroller');
    console.log(
      `inbox page over ${look.count.toLocaleString('en-US')} ${made ? 'made' : 'stored'} leads, ${look.columns.length} columns, medians of ${rounds}`,
    );
    await printRounds(ours, floor, rounds, look.count);
    await floor.page.bringToFront();
    const floorTask = await longestTask(floor, 2000, FRAMES);
    await page.bringToFront();
    console.log(
      `  longest task of the main thread at 2,000 px a frame: ${(await longestTask(ours, 2000, FRAMES)).toFixed(1)} ms of its own (50), recycler ${floorTask.toFixed(1)}`,
    );
    const bare: number[] = [];
    const heap: number[] = [];
    const most: number[] = [];
    const late: number[] = [];
    for (let round = 0; round < Math.min(3, rounds); round++) {
      await scrollBy(ours, 0, 100, 10);
      bare.push(await unfilled(ours, 2000, FRAMES));
      const end = await heapAtEnd(ours, END_TO_END);
      heap.push(end.heap);
      most.push(end.most);
      late.push(end.late);
    }
    console.log(`  rows without data at 2,000 px a frame: ${sum(bare)} in ${bare.length * FRAMES} frames (0)`);
    console.log(
      `  heap, scrolled from end to end: ${median(most).toFixed(0)} MB (150), ${median(heap).toFixed(0)} once what is not used has gone; frames over 50 ms on the way: ${sum(late)} of ${late.length * END_TO_END}`,
    );
  } finally {
    await browser.close();
    await desk.close();
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
  }
}

async function printRounds(ours: Scroller, floor: Scroller, rounds: number, count: number): Promise<void> {
  for (const step of STEPS) {
    const done: Round[] = [];
    // The first, that nothing is compiled in yet, doesn't count.
    for (let round = -1; round < rounds; round++) {
      const from = ((round + 1) * 7_000_000) % Math.max(1, count * 32 - step * (FRAMES + 10));
      const measure = async (list: Scroller) => {
        await list.page.bringToFront();
        return scrollBy(list, from, step, FRAMES);
      };
      const oursFirst = round % 2 === 0;
      const one = await measure(oursFirst ? ours : floor);
      const other = await measure(oursFirst ? floor : ours);
      await ours.page.waitForTimeout(300);
      await sameRows(ours, floor);
      if (round >= 0) done.push(oursFirst ? { ours: one, floor: other } : { ours: other, floor: one });
    }
    const of = (pick: (round: Round) => number) => median(done.map(pick)).toFixed(2);
    const late = (pick: (round: Round) => Scrolled) => sum(done.map((round) => pick(round).late));
    console.log(
      `  ${step.toLocaleString('en-US').padStart(5)} px a frame: main thread ${of((r) => r.ours.busy)} ms a frame, recycler ${of((r) => r.floor.busy)}: ${of((r) => r.ours.busy / r.floor.busy)} (1.5)`,
    );
    console.log(
      `        script ${of((r) => r.ours.script)} against ${of((r) => r.floor.script)}, style and layout ${of((r) => r.ours.layout)} against ${of((r) => r.floor.layout)}`,
    );
    console.log(
      `        frames over 50 ms: ${late((r) => r.ours)} (0), recycler ${late((r) => r.floor)}, of ${rounds * FRAMES}; longest ${of((r) => r.ours.longest)}, recycler ${of((r) => r.floor.longest)}`,
    );
  }
}

// `node test/bench/inbox-page.ts [leads] [rounds] [stored]`; made leads unless `stored`.
if (import.meta.main) {
  const [, , leads = '1000000', rounds = '5', stored] = process.argv;
  await benchInboxPage({ leads: Number(leads), rounds: Number(rounds), made: stored !== 'stored' });
}
