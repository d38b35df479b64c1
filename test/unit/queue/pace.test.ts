import { describe, expect, test } from 'vitest';
import { LONGEST_RETRY_AFTER_MS, retryAfterMs } from '../../../src-main/platform/retry-after.ts';
import { backOff } from '../../../src-main/queue/backoff.ts';
import { Pace, RateLimit } from '../../../src-main/queue/pace.ts';

const answers = (pace: Pace, n: number, ms: number) => {
  for (let at = 0; at < n; at++) pace.answered(ms, 0, true);
};

describe('Pace', () => {
  test('begins with one, whatever is allowed, so that a wrong password costs one login', () => {
    expect(new Pace(32).limit).toBe(1);
    expect(new Pace(null).limit).toBe(1);
  });

  test('doubles with each round of good answers, up to a fixed ceiling and no further', () => {
    const pace = new Pace(32);
    const limits = [pace.limit];
    for (let round = 0; round < 6; round++) {
      answers(pace, pace.limit, 5);
      limits.push(pace.limit);
    }
    expect(limits).toEqual([1, 2, 4, 8, 16, 32, 32]);
  });

  test('by itself it doubles too, and stops where a round takes twice as long as the one before', () => {
    const pace = new Pace(null);
    const limits = [];
    for (let round = 0; round < 6; round++) {
      limits.push(pace.limit);
      answers(pace, pace.limit, pace.limit <= 8 ? 5 : (5 * pace.limit) / 8);
    }
    expect(limits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(pace.limit).toBeLessThanOrEqual(16);
  });

  test.each([null, 32])('a 429 halves it, and a burst of them is halved each time (%j)', (fixed) => {
    const pace = new Pace(fixed);
    answers(pace, 31, 5);
    const limits = [pace.limit];
    for (let n = 0; n < 3; n++) {
      pace.onFailure({ is: 'throttled', until: 1_000 }, 0);
      limits.push(pace.limit);
    }
    expect(limits).toEqual([32, 16, 8, 4]);
  });

  test('answers that came while little was to be sent change nothing by themselves', () => {
    const pace = new Pace(null);
    answers(pace, 200, 5);
    const before = pace.limit;
    for (let n = 0; n < 5_000; n++) pace.answered(n % 2 === 0 ? 5 : 900, n * 100, false);
    expect(pace.limit).toBe(before);
  });

  test('a fixed one does not come down because answers are slow', () => {
    const pace = new Pace(8);
    answers(pace, 50, 5);
    answers(pace, 200, 900);
    expect(pace.limit).toBe(8);
  });

  test('is halved by each failure, never below one, and begins again with one after a stop', () => {
    const pace = new Pace(32);
    answers(pace, 100, 5);
    const limits = [];
    for (let n = 0; n < 7; n++) {
      pace.onFailure({ is: 'failed' }, 0);
      limits.push(pace.limit);
    }
    expect(limits).toEqual([16, 8, 4, 2, 1, 1, 1]);
    answers(pace, 100, 5);
    pace.restart();
    expect(pace.limit).toBe(1);
  });
});

describe('RateLimit', () => {
  test('gives as many permits as its rate, one at the start, and no more than a quarter second’s at once', () => {
    const rate = new RateLimit(20, 0);
    expect(rate.available(0)).toBe(1);
    rate.take(1);
    expect(rate.available(0)).toBe(0);
    expect(rate.untilNext()).toBe(50);
    expect(rate.available(50)).toBe(1);
    expect(rate.available(60_000)).toBe(5);
  });

  test('over a minute of work it keeps to the rate', () => {
    const rate = new RateLimit(2.5, 0);
    let sent = 0;
    for (let now = 0; now < 60_000; now += 10) {
      const n = rate.available(now);
      rate.take(n);
      sent += n;
    }
    expect(sent).toBeGreaterThanOrEqual(149);
    expect(sent).toBeLessThanOrEqual(151);
  });

  test('less than one a second works too, and a clock that is set back stops nothing', () => {
    const rate = new RateLimit(0.5, 10_000_000);
    rate.take(1);
    expect(rate.available(10_001_000)).toBe(0);
    expect(rate.available(10_002_000)).toBe(1);
    rate.take(1);
    // An hour back.
    expect(rate.available(6_400_000)).toBe(0);
    expect(rate.available(6_402_000)).toBe(1);
  });
});

describe('backOff', () => {
  test('is full jitter under a roof of 2 s that doubles to 15 minutes', () => {
    const roofs = [0, 1, 2, 3, 8, 9, 10, 50, 1e9].map((tries) => backOff(tries, () => 1));
    expect(roofs).toEqual([2_000, 4_000, 8_000, 16_000, 512_000, 900_000, 900_000, 900_000, 900_000]);
    expect(backOff(5, () => 0)).toBe(0);
    expect(backOff(5, () => 0.25)).toBe(16_000);
    expect(backOff(-3, () => 1)).toBe(2_000);
  });
});

describe('retryAfterMs', () => {
  const now = Date.UTC(2026, 6, 15, 12, 0, 0);
  test.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Wed, 15 Jul 2026 12:01:30 GMT', 90_000],
    ['Wed, 15 Jul 2026 11:00:00 GMT', 0],
    ['86400', LONGEST_RETRY_AFTER_MS],
    ['Thu, 16 Jul 2026 12:00:00 GMT', LONGEST_RETRY_AFTER_MS],
    ['99999999999999999999', LONGEST_RETRY_AFTER_MS],
    ['', null],
    ['soon', null],
    ['-5', null],
  ])('%j', (header, wait) => {
    if (header === '-5') expect([null, 0, LONGEST_RETRY_AFTER_MS]).toContain(retryAfterMs(header, now));
    else expect(retryAfterMs(header, now)).toBe(wait);
  });
});
