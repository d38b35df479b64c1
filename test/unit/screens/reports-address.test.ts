import { describe, expect, test } from 'vitest';
import {
  dayOf,
  daysOf,
  FIRST_REPORT,
  isNarrowed,
  questionOf,
  type ReportsAddress,
  readReportsAddress,
  sortedBy,
  writeReportsAddress,
} from '../../../src-renderer/state/reports-address.ts';

const NOW = new Date(2026, 2, 4, 15, 30).getTime();
const read = (address: string) => readReportsAddress(address.split('?')[1] ?? '');

describe('the address', () => {
  test.each<[Partial<ReportsAddress>, string]>([
    [{}, '/reports'],
    [{ span: 'today' }, '/reports?when=today'],
    [{ who: 'team', team: '3:6', source: 3 }, '/reports?by=team&source=3&team=3%3A6'],
    [{ span: null, from: '2026-01-30', until: '2026-02-02' }, '/reports?from=2026-01-30&until=2026-02-02'],
    [{ sort: 'median', descending: false }, '/reports?sort=median'],
    [{ sort: 'lost' }, '/reports?sort=-lost'],
    [{ descending: false }, '/reports?sort=offered'],
  ])('%j is written and read back', (change, address) => {
    const whole = { ...FIRST_REPORT, ...change };
    expect(writeReportsAddress(whole)).toBe(address);
    expect(read(address)).toEqual(whole);
  });

  test.each(['when=ever', 'from=2026-02-30', 'from=yesterday', 'by=hour', 'source=a', 'team=', 'sort=-nothing'])(
    '%s makes no sense and counts as not there',
    (query) => {
      expect(readReportsAddress(query)).toEqual(FIRST_REPORT);
    },
  );

  test('a span goes before days', () => {
    expect(readReportsAddress('when=month&from=2026-01-01')).toEqual({ ...FIRST_REPORT, span: 'month' });
  });
});

describe('the time that is meant', () => {
  const days = (change: Partial<ReportsAddress>) => Object.values(daysOf({ ...FIRST_REPORT, ...change }, NOW));

  test('today, and so many days with today', () => {
    expect(days({ span: 'today' })).toEqual(['2026-03-04', '2026-03-04']);
    expect(days({ span: 'week' })).toEqual(['2026-02-26', '2026-03-04']);
    expect(days({ span: 'month' })).toEqual(['2026-02-03', '2026-03-04']);
  });

  test('days of one’s own: one alone is both, and a wrong order is put right', () => {
    expect(days({ span: null, from: '2026-01-02', until: null })).toEqual(['2026-01-02', '2026-01-02']);
    expect(days({ span: null, from: null, until: '2026-01-02' })).toEqual(['2026-01-02', '2026-01-02']);
    expect(days({ span: null, from: '2026-01-09', until: '2026-01-02' })).toEqual(['2026-01-02', '2026-01-09']);
  });

  test('is asked for from the first moment of the first day up to the end of the last', () => {
    const own = {
      ...FIRST_REPORT,
      span: null,
      from: '2026-03-01',
      until: '2026-03-31',
      source: 3,
      team: '3:6',
    } as const;
    expect(questionOf(own, NOW)).toEqual({
      from: new Date(2026, 2, 1).getTime(),
      until: new Date(2026, 3, 1).getTime(),
      sources: [3],
      teams: ['3:6'],
    });
  });

  test('the same question all day long', () => {
    const lateAt = new Date(2026, 2, 4, 23, 59, 59).getTime();
    expect(questionOf(FIRST_REPORT, NOW)).toEqual(questionOf(FIRST_REPORT, lateAt));
    expect(questionOf(FIRST_REPORT, lateAt + 1000)).not.toEqual(questionOf(FIRST_REPORT, lateAt));
  });

  test('days are those of this machine’s calendar', () => {
    expect(dayOf(new Date(2026, 0, 31, 23, 59).getTime(), 1)).toBe('2026-02-01');
    expect(dayOf(new Date(2026, 2, 1, 0, 0).getTime(), -1)).toBe('2026-02-28');
  });
});

test('a column begins with its most, names and times with their least; once more turns it round', () => {
  expect(sortedBy(FIRST_REPORT, 'missed')).toEqual({ sort: 'missed', descending: true });
  expect(sortedBy(FIRST_REPORT, 'offered')).toEqual({ sort: 'offered', descending: false });
  expect(sortedBy(FIRST_REPORT, 'name')).toEqual({ sort: 'name', descending: false });
  expect(sortedBy(FIRST_REPORT, 'median')).toEqual({ sort: 'median', descending: false });
});

test('only a source or a team narrows', () => {
  expect(isNarrowed({ ...FIRST_REPORT, span: 'today', who: 'team', sort: 'name' })).toBe(false);
  expect(isNarrowed({ ...FIRST_REPORT, team: '3:6' })).toBe(true);
  expect(isNarrowed({ ...FIRST_REPORT, source: 3 })).toBe(true);
});
