import { expect, test } from 'vitest';
import type { LeadRows } from '../../../src-preload/contract/index.ts';
import { LeadPages, PAGE_ROWS } from '../../../src-renderer/state/inbox-pages.ts';

/** Answers when it is told to, in the order it chooses. */
class Desk {
  readonly asked: number[] = [];
  readonly #waiting = new Map<number, (rows: LeadRows) => void>();
  readonly length: number;
  constructor(length: number) {
    this.length = length;
  }

  ask = (at: number, limit: number): Promise<LeadRows> => {
    this.asked.push(at);
    expect(limit).toBe(PAGE_ROWS);
    return new Promise((resolve) => this.#waiting.set(at, resolve));
  };

  async answer(at: number): Promise<void> {
    const ids = Array.from({ length: Math.max(0, Math.min(PAGE_ROWS, this.length - at)) }, (_, i) => at + i + 1);
    const resolve = this.#waiting.get(at);
    if (resolve === undefined) throw new Error(`Nobody asked for ${at}.`);
    this.#waiting.delete(at);
    resolve({ ids, columns: { name: ids.map((id) => `Lead ${id}`) } });
    await Promise.resolve();
    await new Promise((r) => setImmediate(r));
  }

  async answerAll(): Promise<void> {
    while (this.#waiting.size > 0) for (const at of [...this.#waiting.keys()]) await this.answer(at);
  }
}

function pagesOver(desk: Desk, count = desk.length, exact = true) {
  const heard = { changed: 0, failed: [] as unknown[] };
  const pages = new LeadPages(
    { ask: desk.ask, changed: () => heard.changed++, failed: (thrown) => heard.failed.push(thrown) },
    count,
    exact,
  );
  return { pages, heard };
}

test('what is in view is fetched first, then pages ahead, four at once and each once', async () => {
  const desk = new Desk(1_000_000);
  const { pages } = pagesOver(desk);
  pages.inView(1000, 1020, 1);
  pages.inView(1001, 1021, 1);
  expect(desk.asked).toEqual([1000, 1200, 1400, 1600]);
  await desk.answer(1000);
  expect(pages.has(1020)).toBe(true);
  expect(pages.id(1020)).toBe(1021);
  expect(pages.value(1020, 'name')).toBe('Lead 1021');
  expect(pages.has(1200)).toBe(false);
  expect(pages.find(1021)).toBe(1020);
});

test('going up, what is above is fetched ahead', () => {
  const desk = new Desk(1_000_000);
  const { pages } = pagesOver(desk);
  pages.inView(1000, 1020, -1);
  expect(desk.asked).toEqual([1000, 800, 600, 400]);
});

test('after a jump only the new place is fetched, however many were passed', async () => {
  const desk = new Desk(5_000_000);
  const { pages } = pagesOver(desk);
  pages.inView(0, 20, 1);
  for (let at = 0; at < 3_000_000; at += 10_000) pages.inView(at, at + 20, 1);
  expect(desk.asked).toHaveLength(4);
  pages.inView(4_000_000, 4_000_020, 1);
  await desk.answer(0);
  expect(desk.asked.at(-1)).toBe(4_000_000);
});

test('scrolled from end to end it keeps a bounded number of rows, those near the view among them', async () => {
  const desk = new Desk(200_000);
  const { pages } = pagesOver(desk);
  for (let at = 0; at < 200_000; at += 2000) {
    pages.inView(at, at + 25, 1);
    await desk.answerAll();
    expect(pages.kept).toBeLessThanOrEqual(12_000);
    expect(pages.has(at)).toBe(true);
    expect(pages.has(at + 25)).toBe(true);
  }
  expect(pages.has(0)).toBe(false);
});

test('a count that stopped at its cap grows until the end is found', async () => {
  const desk = new Desk(3050);
  const { pages } = pagesOver(desk, 1000, false);
  pages.inView(980, 999, 1);
  await desk.answerAll();
  expect(pages.count).toBeGreaterThan(1000);
  expect(pages.count).toBeLessThanOrEqual(2400);
  expect(pages.exact).toBe(false);
  for (let turns = 0; turns < 10 && !pages.exact; turns++) {
    pages.inView(pages.count - 20, pages.count - 1, 1);
    await desk.answerAll();
  }
  expect(pages.count).toBe(3050);
  expect(pages.exact).toBe(true);
});

test('rows that left make the list shorter instead of leaving holes', async () => {
  const desk = new Desk(90);
  const { pages } = pagesOver(desk, 100);
  pages.inView(0, 20, 1);
  await desk.answerAll();
  expect(pages.count).toBe(90);
});

test('what failed is told, and asked for again when it is looked at again', async () => {
  let fails = true;
  const failed: unknown[] = [];
  const pages = new LeadPages(
    {
      ask: async () => {
        if (fails) throw new Error('No answer');
        return { ids: [7], columns: {} };
      },
      changed: () => undefined,
      failed: (thrown) => failed.push(thrown),
    },
    1,
    true,
  );
  pages.inView(0, 0, 1);
  await new Promise((r) => setImmediate(r));
  expect(failed).toHaveLength(1);
  fails = false;
  pages.inView(0, 0, 1);
  await new Promise((r) => setImmediate(r));
  expect(pages.id(0)).toBe(7);
});

test('an answer that comes after the list was closed is dropped', async () => {
  const desk = new Desk(1000);
  const { pages, heard } = pagesOver(desk);
  pages.inView(0, 20, 1);
  pages.close();
  await desk.answerAll();
  expect(pages.has(0)).toBe(false);
  expect(heard.changed).toBe(0);
});
