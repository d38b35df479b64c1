import { describe, expect, test } from 'vitest';
import { cursorAfter, latestPossible, newestFew } from '../../../src-main/sync/newest.ts';
import { record } from '../leads/support.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;
const sent = (id: string, at: number) => record(id, { sent: new Date(at).toISOString() });
const LATEST = latestPossible(NOW, null);

describe('the cursor', () => {
  test('is that of the third newest record, of however many pages', () => {
    const first = newestFew(null, [sent('1', NOW - 9 * HOUR), sent('2', NOW - 8 * HOUR)], LATEST);
    const few = newestFew(JSON.stringify(first), [sent('3', NOW - 7 * HOUR), sent('4', NOW - 6 * HOUR)], LATEST);
    expect(cursorAfter(few, null, LATEST)).toBe(NOW - 8 * HOUR);
  });

  test('is not moved by one record with a date ahead of its time, nor by the same one seen twice', () => {
    const ahead = sent('9', NOW - HOUR);
    const old = [1, 2, 3].map((n) => sent(String(n), NOW - 700 * HOUR + n));
    const few = newestFew(JSON.stringify(newestFew(null, [...old, ahead], LATEST)), [ahead, ...old], LATEST);
    expect(cursorAfter(few, NOW - 700 * HOUR, LATEST)).toBe(NOW - 700 * HOUR + 2);
  });

  test('passes over what is dated beyond the vendor’s clock, however much of it there is', () => {
    const behind = latestPossible(NOW, NOW - 240 * HOUR);
    const ahead = [1, 2, 3, 4].map((n) => sent(String(n), NOW - n * HOUR));
    expect(newestFew(null, ahead, behind)).toEqual([]);
    expect(cursorAfter([], NOW - 300 * HOUR, behind)).toBe(NOW - 300 * HOUR);
  });

  test('goes back only from a time that is still to come', () => {
    const few = newestFew(null, [sent('1', NOW - 50 * HOUR)], LATEST);
    expect(cursorAfter(few, NOW - HOUR, LATEST)).toBe(NOW - HOUR);
    expect(cursorAfter(few, NOW + 99 * HOUR, LATEST)).toBe(LATEST);
  });

  test('takes the earlier of two clocks, and none that is years off', () => {
    expect(latestPossible(NOW, NOW + HOUR)).toBe(LATEST);
    expect(latestPossible(NOW, NOW - HOUR)).toBe(LATEST - HOUR);
    expect(latestPossible(NOW, 0)).toBe(LATEST);
  });
});
