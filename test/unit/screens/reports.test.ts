import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import {
  barHead,
  barName,
  shareWords,
  timesLabel,
  timeWords,
} from '../../../src-renderer/screens/reports/report-look.ts';
import {
  type AnsweredReport,
  askReports,
  closeReports,
  type ReportRow,
  sortRows,
  useReports,
  watchReports,
} from '../../../src-renderer/state/reports.ts';
import { marksUpTo } from '../../../src-renderer/ui/bars.tsx';
import { eventually } from '../../support/eventually.ts';
import { memoryBridge } from '../../support/memory-bridge.ts';

type Report = CommandOutput<'offers.report'>;

const QUESTION = { from: 0, until: 10, sources: [], teams: [] };
const NO_COUNTS = { offered: 0, claimed: 0, withAccount: 0, missed: 0, lost: 0, medianMs: null, p90Ms: null };
const row = (label: string, over: Partial<ReportRow> = {}): ReportRow => ({ key: label, label, ...NO_COUNTS, ...over });
const answer = (offered: number, over: Partial<Report> = {}): Report => ({
  rows: [],
  total: { ...NO_COUNTS, offered },
  distribution: [],
  choices: { sources: [], teams: [] },
  ...over,
});
const offered = () => useReports.getState().report?.byWho.total.offered;

afterEach(closeReports);

describe('asking', () => {
  test('both of its halves come at once, and old numbers stay until new ones are there', async () => {
    let reply: (report: Report) => void = () => {};
    let slow = false;
    setBridge(
      memoryBridge({
        'offers.report': ({ by }) => {
          if (!slow || by === 'hour') return answer(slow ? 2 : 1);
          return new Promise((resolve) => {
            reply = resolve;
          });
        },
      }),
    );
    await askReports(QUESTION, 'person');
    expect(offered()).toBe(1);
    slow = true;
    const asking = askReports(QUESTION, 'team');
    await eventually(() => expect(useReports.getState().report?.who).toBe('person'));
    expect(useReports.getState().report?.byHour.total.offered).toBe(1);
    reply(answer(2));
    await asking;
    expect(useReports.getState()).toMatchObject({ settled: true, report: { who: 'team' } });
    expect([offered(), useReports.getState().report?.byHour.total.offered]).toEqual([2, 2]);
  });

  test('a late answer to an older question is dropped', async () => {
    const waiting: (() => void)[] = [];
    setBridge(
      memoryBridge({
        'offers.report': ({ from }) =>
          from === 1 ? new Promise((resolve) => waiting.push(() => resolve(answer(1)))) : answer(2),
      }),
    );
    const older = askReports({ ...QUESTION, from: 1 }, 'person');
    await eventually(() => expect(waiting.length).toBe(2));
    await askReports(QUESTION, 'person');
    for (const go of waiting) go();
    await older;
    expect(offered()).toBe(2);
  });

  test('a failure is said, and the numbers before it stay', async () => {
    let fails = false;
    setBridge(
      memoryBridge({
        'offers.report': () => {
          if (fails) throw new Error('The disk is full.');
          return answer(7);
        },
      }),
    );
    await askReports(QUESTION, 'person');
    fails = true;
    await askReports(QUESTION, 'person');
    expect(useReports.getState()).toMatchObject({ error: 'The disk is full.', settled: true });
    expect(offered()).toBe(7);
    fails = false;
    await askReports(QUESTION, 'person');
    expect(useReports.getState().error).toBeNull();
  });

  describe('while offers change', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test('asks again, calmly, at offers alone, and no more once it is stopped', async () => {
      let times = 0;
      const bridge = memoryBridge({ 'offers.report': () => answer(++times) });
      setBridge(bridge);
      const asked = () => bridge.asked.length / 2;
      const stop = watchReports(QUESTION, 'person');
      await vi.advanceTimersByTimeAsync(0);
      expect(asked()).toBe(1);
      bridge.emit({ topic: 'leads' });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked()).toBe(1);
      for (let i = 0; i < 50; i++) {
        bridge.emit({ topic: 'offers' });
        await vi.advanceTimersByTimeAsync(100);
        expect(useReports.getState().settled).toBe(true);
      }
      expect(asked()).toBe(3);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked()).toBe(4);
      bridge.emit(null);
      await vi.advanceTimersByTimeAsync(0);
      expect(asked()).toBe(5);
      stop();
      bridge.emit({ topic: 'offers' });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked()).toBe(5);
    });
  });
});

describe('in order', () => {
  const rows = [
    row('Cid', { offered: 5, claimed: 1, missed: 1, medianMs: 9 }),
    row('Ann', { offered: 5, claimed: 3, missed: 1 }),
    row('Bob', { offered: 9 }),
  ];
  const order = (...how: [Parameters<typeof sortRows>[1], boolean]) => sortRows(rows, ...how).map(({ label }) => label);

  test('by number, equals by name', () => {
    expect(order('offered', true)).toEqual(['Bob', 'Ann', 'Cid']);
    expect(order('offered', false)).toEqual(['Ann', 'Cid', 'Bob']);
    expect(order('open', true)).toEqual(['Bob', 'Cid', 'Ann']);
    expect(order('name', true)).toEqual(['Cid', 'Bob', 'Ann']);
  });

  test('what has no number comes last either way', () => {
    expect(order('rate', true)).toEqual(['Ann', 'Cid', 'Bob']);
    expect(order('rate', false)).toEqual(['Cid', 'Ann', 'Bob']);
    expect(order('misses', true)).toEqual(['Cid', 'Ann', 'Bob']);
    expect(order('median', true)).toEqual(['Cid', 'Ann', 'Bob']);
  });
});

describe('in words', () => {
  const bars: Report['distribution'] = [
    { untilMs: 10_000, claims: 4 },
    { untilMs: 60_000, claims: 0 },
    { untilMs: 86_400_000, claims: 1 },
    { untilMs: null, claims: 2 },
  ];

  test('each bar of the distribution', () => {
    expect(bars.map((_, at) => barName(bars, at))).toEqual([
      'under 10 s',
      '10 s to 1 min',
      '1 min to 1 day',
      '1 day or more',
    ]);
    expect(bars.map((_, at) => barHead(bars, at))).toEqual(['< 10 s', '< 1 min', '< 1 day', '≥ 1 day']);
  });

  test('the whole of it for a screen reader', () => {
    const byWho = answer(9, { distribution: bars, total: { ...NO_COUNTS, medianMs: 8_000 } });
    const report: AnsweredReport = { who: 'person', question: QUESTION, byWho, byHour: byWho };
    expect(timesLabel(report)).toBe(
      'Time to claim of 7 claims, half of them within 8 s: under 10 s 4, 1 min to 1 day 1, 1 day or more 2',
    );
    expect(timesLabel({ ...report, byWho: answer(9) })).toBe('Time to claim: no claims with a known time');
  });

  test('rates are of what is decided, and without any there is none', () => {
    expect(shareWords({ claimed: 3, missed: 1 }, 'claimed')).toBe('75%');
    expect(shareWords({ claimed: 999, missed: 1 }, 'missed')).toBe('1%');
    // 87.5 and 12.5: not 88 and 13.
    expect(shareWords({ claimed: 14, missed: 2 }, 'claimed')).toBe('88%');
    expect(shareWords({ claimed: 14, missed: 2 }, 'missed')).toBe('12%');
    expect(shareWords({ claimed: 0, missed: 0 }, 'claimed')).toBe('–');
    expect([timeWords(90_500), timeWords(null)]).toEqual(['1 min 31 s', '–']);
  });
});

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6, 8]],
  [76, [0, 20, 40, 60, 80]],
  [1_001, [0, 500, 1_000, 1_500]],
])('an axis up to %d is marked at %j', (most, marks) => {
  expect(marksUpTo(most)).toEqual(marks);
});
