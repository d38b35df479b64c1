import { describe, expect, test } from 'vitest';
import { FIXED, goodput, runPace } from '../../support/pace-run.ts';
import { lognormal, type VendorModel } from '../../support/pace-vendors.ts';

/** So many workers that take `ms` for a request each. */
const workers = (n: number, ms: number) => (inside: number) => (Math.min(inside, n) * 1000) / ms;
/** The same, but with more than `best` in it at once it does less and less. */
const thrashing = (best: number, ms: number, power: number) => (inside: number) =>
  workers(best, ms)(inside) / Math.max(1, inside / best) ** power;
/** One model before `change` seconds and another after. */
const then =
  (change: number, before: (inside: number) => number, after: (inside: number) => number) =>
  (inside: number, at: number) =>
    at < change * 1000 ? before(inside) : after(inside);
const jump = (change: number, before: number, after: number) => (at: number) => (at < change * 1000 ? before : after);

interface Case {
  readonly model: VendorModel;
  /** Seconds at which the vendor changes; 0 where it is as it is from the beginning. */
  readonly changes?: readonly number[];
  readonly seconds?: number;
  /** Where chance or waits that the vendor asks for make a short window say little: the windows' length, seconds. */
  readonly window?: number;
}

const CASES: Readonly<Record<string, Case>> = {
  'answers after 20 ms': { model: { delay: () => 20 } },
  'answers after 100 ms': { model: { delay: () => 100 } },
  'answers after a second': { model: { delay: () => 1000 }, seconds: 150 },
  '200 ms slower after two quick seconds': { model: { delay: jump(2, 10, 210) }, changes: [2] },
  '200 ms slower': { model: { delay: jump(30, 100, 300) }, changes: [30] },
  '900 ms slower': { model: { delay: jump(30, 100, 1000) }, changes: [30] },
  '200 ms quicker': { model: { delay: jump(30, 210, 10) }, changes: [30] },
  'slower and quicker every 20 s': {
    model: { delay: (at) => (Math.floor(at / 20_000) % 2 === 0 ? 10 : 210) },
    changes: [20, 40, 60, 80, 100],
  },
  '2 workers': { model: { delay: () => 5, capacity: workers(2, 50) } },
  '4 workers': { model: { delay: () => 5, capacity: workers(4, 100) } },
  '16 workers': { model: { delay: () => 5, capacity: workers(16, 100) } },
  '4 workers, 200 ms slower': { model: { delay: jump(30, 5, 205), capacity: workers(4, 100) }, changes: [30] },
  '4 workers become 16': {
    model: { delay: () => 5, capacity: then(30, workers(4, 100), workers(16, 100)) },
    changes: [30],
  },
  '16 workers become 4': {
    model: { delay: () => 5, capacity: then(30, workers(16, 100), workers(4, 100)) },
    changes: [30],
  },
  '4 slow workers become 32': {
    model: { delay: () => 5, capacity: then(30, workers(4, 300), workers(32, 300)) },
    changes: [30],
  },
  'collapses above 8 at once': { model: { delay: () => 20, capacity: thrashing(8, 80, 3) } },
  'begins to collapse above 8': {
    model: { delay: () => 20, capacity: then(30, workers(32, 80), thrashing(8, 80, 1.5)) },
    changes: [30],
  },
  'no longer collapses above 8': {
    model: { delay: () => 20, capacity: then(30, thrashing(8, 80, 1.5), workers(32, 80)) },
    changes: [30],
  },
  '429 beyond 40 a second': { model: { delay: () => 100, limit: () => ({ perSecond: 40, retryAfter: 1 }) } },
  '429 beyond 10 a second': { model: { delay: () => 100, limit: () => ({ perSecond: 10, retryAfter: 1 }) } },
  '429 beyond 100 a second, from then on': {
    model: { delay: () => 100, limit: (at) => ({ perSecond: at < 30_000 ? 1e9 : 100, retryAfter: 1 }) },
    changes: [30],
  },
  '429 that asks for 5 s each time': {
    model: { delay: () => 100, limit: () => ({ perSecond: 100, retryAfter: 5 }) },
    seconds: 190,
    window: 180,
  },
  'scattered answers': { model: { delay: (_, random) => 100 * lognormal(random, 0.5) } },
  'widely scattered answers, 200 ms slower': {
    model: { delay: (at, random) => jump(30, 20, 220)(at) * lognormal(random, 1) },
    changes: [30],
    window: 40,
  },
  '8 workers, widely scattered': {
    model: {
      delay: (_, random) => 20 * lognormal(random, 1),
      capacity: workers(8, 80),
      work: (random) => lognormal(random, 1),
    },
    window: 40,
  },
  'shares two cores with us': { model: { delay: () => 0.3, capacity: thrashing(2, 4, 0.05) }, seconds: 60 },
  'stands still for 3 s': {
    model: { delay: (at) => (at > 30_000 && at < 33_000 ? 33_100 - at : 100) },
    changes: [33],
  },
  'stands still for a second, and collapses above 8': {
    model: {
      delay: (at) => (at > 30_000 && at < 31_000 ? 31_020 - at : 20),
      capacity: thrashing(8, 80, 1.5),
    },
    changes: [31],
  },
  'slower little by little': { model: { delay: (at) => 20 + at / 300 } },
  'less capacity little by little': {
    model: { delay: () => 20, capacity: (inside, at) => thrashing(32 * Math.exp(-at / 60_000), 80, 1.5)(inside) },
  },
  'one request in a thousand breaks': { model: { delay: () => 100, breaks: 0.001 } },
};

describe('the automatic pace against the best of the fixed ones, from ten seconds after a change', () => {
  test.each(Object.entries(CASES))('%s', (_, { model, changes = [0], seconds = 120, window = 20 }) => {
    const automatic = runPace(model, null, seconds);
    const fixed = FIXED.map((n) => runPace(model, n, seconds));
    const below: string[] = [];
    for (const [at, change] of changes.entries()) {
      const end = changes[at + 1] ?? seconds;
      for (let from = change + 10; from < end; from += window) {
        const to = Math.min(from + window, end);
        if (to - from < window / 2) break;
        const best = Math.max(...fixed.map((run) => goodput(run, from, to)));
        const ours = goodput(automatic, from, to);
        if (ours < 0.9 * best) below.push(`${from} to ${to} s: ${ours.toFixed(1)}/s of ${best.toFixed(1)}/s`);
      }
    }
    expect(below).toEqual([]);
  });
});

test('a vendor at its capacity gets no more at once than brings something', () => {
  const { limits } = runPace({ delay: () => 5, capacity: workers(4, 100) }, null, 120);
  const settled = limits.slice(10);
  expect(settled.filter((limit) => limit > 6)).toEqual([]);
  expect(settled.filter((limit) => limit === 4).length).toBeGreaterThan(settled.length * 0.7);
});

test('a 429 is provoked less and less often', () => {
  const model: VendorModel = { delay: () => 100, limit: () => ({ perSecond: 40, retryAfter: 1 }) };
  const { perSecond } = runPace(model, null, 190);
  const waits = (from: number, to: number) => perSecond.slice(from, to).filter((n) => n < 25).length;
  expect(waits(10, 190)).toBeLessThanOrEqual(12);
});
