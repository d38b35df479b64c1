import type { CDPSession, Page } from '@playwright/test';

/** What scrolling cost. */
export interface Scrolled {
  /** Time of the main thread's own on a processor, a frame, ms: what else the machine does is not in it. */
  readonly busy: number;
  readonly script: number;
  readonly layout: number;
  /** Frames that came more than 50 ms after the one before. */
  readonly late: number;
  readonly longest: number;
}

/** A page with a list that scrolls, and what is known of it from outside. */
export interface Scroller {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Selects what scrolls. */
  readonly selector: string;
}

const SLOW_MS = 50;

export async function scrollerOf(page: Page, selector: string): Promise<Scroller> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, cdp, selector };
}

async function metrics(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

/** Scrolls by `step` px at every frame, from `from` on, and measures. */
export async function scrollBy(list: Scroller, from: number, step: number, frames: number): Promise<Scrolled> {
  await goTo(list, from);
  const before = await metrics(list.cdp);
  const gaps = await list.page.evaluate(
    async ([selector, from, step, frames]) => {
      const scroller = document.querySelector(selector);
      if (scroller === null) throw new Error('There is no list.');
      const gaps: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 1; frame <= frames; frame++) {
        scroller.scrollTop = from + frame * step;
        const now = await new Promise<number>(requestAnimationFrame);
        gaps.push(now - last);
        last = now;
      }
      return gaps;
    },
    [list.selector, from, step, frames] as const,
  );
  const after = await metrics(list.cdp);
  const spent = (...names: string[]) =>
    (names.reduce((sum, name) => sum + (after.get(name) ?? 0) - (before.get(name) ?? 0), 0) * 1000) / frames;
  return {
    busy: spent('TaskDuration'),
    script: spent('ScriptDuration'),
    layout: spent('LayoutDuration', 'RecalcStyleDuration'),
    late: gaps.filter((ms) => ms > SLOW_MS).length,
    longest: Math.max(...gaps),
  };
}

/** Puts the list at a place and waits until every row in view is there. */
export async function goTo({ page, selector }: Scroller, top: number): Promise<void> {
  await page.evaluate(
    ([selector, top]) => {
      const scroller = document.querySelector(selector);
      if (scroller !== null) scroller.scrollTop = top;
    },
    [selector, top] as const,
  );
  await page.waitForTimeout(200);
  await page.waitForFunction(
    (selector) => document.querySelector(`${selector} [data-waiting]:not([hidden])`) === null,
    selector,
  );
}

/** How many rows stood in view without their data, counted after each frame. */
export function unfilled({ page, selector }: Scroller, step: number, frames: number): Promise<number> {
  return page.evaluate(
    async ([selector, step, frames]) => {
      const scroller = document.querySelector(selector);
      if (scroller === null) throw new Error('There is no list.');
      let rows = 0;
      for (let frame = 0; frame < frames; frame++) {
        scroller.scrollTop += step;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        rows += scroller.querySelectorAll('[role=row][data-waiting]:not([hidden])').length;
      }
      return rows;
    },
    [selector, step, frames] as const,
  );
}

/**
 * Scrolls from the first row to the last in so many frames; the heap then, MB: `most` with what
 * nobody uses any more, `heap` without. Script, elements and buffers are all in it.
 */
export async function heapAtEnd(list: Scroller, frames: number): Promise<{ heap: number; most: number; late: number }> {
  const whole = await list.page.evaluate((s) => document.querySelector(s)?.scrollHeight ?? 0, list.selector);
  const { late } = await scrollBy(list, 0, Math.ceil(whole / frames), frames);
  await list.page.waitForTimeout(300);
  const held = async () => {
    // Chromium tells more than its protocol's types do.
    const use: Record<string, number> = { ...(await list.cdp.send('Runtime.getHeapUsage')) };
    return ((use.usedSize ?? 0) + (use.embedderHeapUsedSize ?? 0) + (use.backingStorageSize ?? 0)) / 1e6;
  };
  const most = await held();
  await list.cdp.send('HeapProfiler.collectGarbage');
  return { heap: await held(), most, late };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest task of the page's main thread while it scrolls, ms of its own on a processor: a frame that is late though this
 * is short was kept waiting by something else on the machine.
 */
export async function longestTask(list: Scroller, step: number, frames: number): Promise<number> {
  const browser = list.page.context().browser();
  if (browser === null) throw new Error('The page has no browser to trace.');
  const cdp = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await goTo(list, 0);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'] },
  });
  await scrollBy(list, 0, step, frames);
  const ended = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
  await cdp.send('Tracing.end');
  await ended;
  await cdp.detach();
  // Every page has a main thread; the one that scrolled was the busiest.
  const mains = events
    .filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => {
      const spent = events.filter((e) => e.pid === pid && e.tid === tid).map((e) => (e.tdur ?? 0) / 1000);
      return { busy: spent.reduce((a, b) => a + b, 0), longest: spent.reduce((a, b) => Math.max(a, b), 0) };
    })
    .sort((a, b) => b.busy - a.busy);
  const longest = mains[0]?.longest ?? 0;
  if (longest === 0) throw new Error('Chromium told nothing of its tasks.');
  return longest;
}
