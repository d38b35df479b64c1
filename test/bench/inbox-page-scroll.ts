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
