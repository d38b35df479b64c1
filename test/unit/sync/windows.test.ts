import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src-main/practice/seeded-random.ts';
import { clockSeconds, clockText, instantMs } from '../../../src-main/sync/vendor-clock.ts';
import { cut, isSmallest, strays, type WindowShape, windowQuery } from '../../../src-main/sync/windows.ts';
import type { ReadRecord } from '../../../src-main/vendors/lead-record.ts';
import { NO_FIELDS } from '../../../src-main/vendors/lead-record.ts';

const NOW = Date.UTC(2026, 10, 21) / 1000;
const sent = (...times: number[]): ReadRecord[] =>
  times.map((at, n) => ({
    externalId: String(n),
    fields: { ...NO_FIELDS, sent: `${clockText(at)}-05:00` },
    raw: '{}',
    unlocked: false,
  }));
const window = (from: number | null, to: number | null, more: Partial<WindowShape> = {}): WindowShape => ({
  axis: 'sent',
  from,
  to,
  refine: {},
  ...more,
});

describe('cutting a window', () => {
  test('leaves no second out and none twice, ends open where it was open, and always gets smaller', () => {
    const random = seededRandom(3);
    for (let n = 0; n < 3_000; n++) {
      const from = random() < 0.2 ? null : NOW - Math.floor(random() ** 4 * 4e8);
      const to = random() < 0.3 ? null : (from ?? NOW - 4e8) + 2 + Math.floor(random() ** 6 * 4e8);
      const whole = window(from, to, random() < 0.2 ? { axis: 'unlocked' } : {});
      const spread = random() < 0.5 ? 4e8 : random() < 0.5 ? 10 : 0;
      const page =
        random() < 0.1 ? [] : sent(...Array.from({ length: 100 }, () => NOW - Math.floor(random() * spread)));
      const pieces = cut(whole, page, NOW);
      expect(pieces.length).toBeGreaterThan(1);
      expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([from, to]);
      for (const [at, piece] of pieces.entries()) {
        if (at > 0) expect(piece.from).toBe(pieces[at - 1]?.to);
        if (piece.from !== null && piece.to !== null) expect(piece.to).toBeGreaterThan(piece.from);
        expect([piece.from, piece.to]).not.toEqual([from, to]);
      }
    }
  });

  test('always comes to an end, even if every window stays full', () => {
    let open = [window(null, null)];
    for (let depth = 0; open.length > 0; depth++) {
      expect(depth).toBeLessThan(400);
      // The first and the last alone: the open ends are what could go on for ever.
      const next = open.flatMap((one) => (isSmallest(one) ? [] : cut(one, [], NOW)));
      open = [next[0], next.at(-1)].filter((one): one is WindowShape => one !== undefined);
    }
  });

  test('follows the density of the page, so that the next one fits', () => {
    // A lead an hour for years: a hundred of them are some four days.
    const page = sent(...Array.from({ length: 100 }, (_, n) => NOW - 4e7 + n * 3600));
    const pieces = cut(window(NOW - 4e7, null), page, NOW);
    expect((pieces[0]?.to ?? 0) - (pieces[0]?.from ?? 0)).toBeCloseTo(99 * 3600 * 0.7, -2);
    expect(pieces.length).toBe(9);
  });
});

describe('asking for a window', () => {
  test('begins a second earlier, since nobody says whether “after” means the second itself', () => {
    const from = Date.UTC(2024, 0, 1) / 1000;
    expect(windowQuery(window(from, from + 86_400, { refine: { license: 'MD' } }))).toEqual({
      license: 'MD',
      start_date: '2023-12-31T23:59:59',
      end_date: '2024-01-02T00:00:00',
    });
    expect(windowQuery(window(null, null))).toEqual({});
    expect(windowQuery(window(from, null, { axis: 'unlocked' }))).toEqual({
      start_unlocked_date: '2023-12-31T23:59:59',
    });
  });

  test('notices leads of other times, in whatever zone the clock is', () => {
    const hour = window(NOW, NOW + 3600);
    expect(strays(hour, sent(NOW - 14 * 3600, NOW + 14 * 3600))).toEqual({ before: false, after: false });
    expect(strays(hour, sent(NOW - 90 * 86_400))).toEqual({ before: true, after: false });
    expect(strays(hour, sent(NOW + 90 * 86_400))).toEqual({ before: false, after: true });
  });
});

describe('the vendor’s clock', () => {
  test.each([
    ['2015-12-08T15:24:35-05:00', '2015-12-08T15:24:35', Date.UTC(2015, 11, 8, 20, 24, 35)],
    ['2015-12-08T15:24:35', '2015-12-08T15:24:35', Date.UTC(2015, 11, 8, 15, 24, 35)],
    ['2015-12-08 15:24:35', '2015-12-08T15:24:35', Date.UTC(2015, 11, 8, 15, 24, 35)],
    ['2018-01-16T09:09:09.000Z', '2018-01-16T09:09:09', Date.UTC(2018, 0, 16, 9, 9, 9)],
    ['2021-01-01', '2021-01-01T00:00:00', Date.UTC(2021, 0, 1)],
  ])('reads %s', (text, wall, instant) => {
    expect(clockText(clockSeconds(text) ?? 0)).toBe(wall);
    expect(instantMs(text)).toBe(instant);
  });
  test.each(['', 'yesterday', '01/12/2001', '2015-13-45'])('reads nothing in %j', (text) => {
    expect(clockSeconds(text)).toBeNull();
    expect(instantMs(text)).toBeNull();
  });
});
