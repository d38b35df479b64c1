import {
  CommandError,
  type MoneyCounts,
  type MoneyReport,
  type MoneySpan,
} from '../../../src-preload/contract/index.ts';
import { readDate } from '../what-if/read-date.ts';
import { dayText, Names } from '../what-if/run/tally.ts';
import { ZoneClock } from '../what-if/zone-clock.ts';
import { fillOf } from './fill.ts';
import { readMoney } from './read-money.ts';
import { Refusals, returnReasons } from './reasons.ts';
import type { ReportOf } from './report-of.ts';
import { Tables } from './tables.ts';
import { usedNow } from './used-now.ts';

const MOST_DAYS = 3_660;

/** The revenue of posted leads. @throws CommandError `invalid-input` for a range that ends before it begins, or an invalid day */
export async function moneyReport(of: ReportOf, span: MoneySpan): Promise<MoneyReport> {
  const { store, setup, readAt, now } = of;
  const clock = new ZoneClock(setup.timeZone);
  const today = clock.at(now).day;
  const { from, until } = daysOf(span, today);
  const names = new Names(setup);
  const tables = new Tables(names);
  const refusals = new Refusals();
  const read = await readMoney(of, clock, {
    ...{ from, until },
    refused({ postNo, reason }, day, campaign) {
      tables.addRefused(day, campaign);
      refusals.add(postNo, reason);
    },
  });
  for (const [day, sums] of read.days) if (day >= from && day <= until) tables.addDay(day, sums);
  const { used, unplaced } = usedNow(of, read, clock);
  const total = tables.total();
  return {
    ...{ from: dayText(from), until: dayText(until), timeZone: setup.timeZone, total, ...tables.rows() },
    refusals: await refusals.most(store),
    returns: await returnReasons(store, read),
    fill: fillOf(setup, names, used, clock, now),
    notes: notesOf(total, unplaced),
    ...{ readAt, newestAt: tables.newestAt },
  };
}

function daysOf(span: MoneySpan, today: number): { readonly from: number; readonly until: number } {
  if ('days' in span) return { from: today - span.days + 1, until: today };
  const [from, until] = [dayOf(span.from, 'from'), dayOf(span.until, 'until')];
  if (from > until) throw new CommandError('invalid-input', 'The period ends before it starts.', 'span.until');
  if (until - from > MOST_DAYS)
    throw new CommandError('invalid-input', 'The period can be ten years at most.', 'span.from');
  return { from, until };
}

function dayOf(text: string, field: 'from' | 'until'): number {
  const day = readDate(text)?.day;
  if (day === undefined || dayText(day) !== text)
    throw new CommandError('invalid-input', `${text} isn’t a valid day.`, `span.${field}`);
  return day;
}

function notesOf({ leads, told }: MoneyCounts, unplaced: number): string[] {
  const count = (n: number) => n.toLocaleString('en-US');
  return [
    ...(told < leads
      ? [
          `For ${count(leads - told)} of ${count(leads)} leads LeadExec didn’t report who bought them, so their revenue isn’t included.`,
        ]
      : []),
    ...(unplaced > 0
      ? [
          `${count(unplaced)} sends are not counted for the maxima of delivery accounts: their clients have several accounts that they may have gone to.`,
        ]
      : []),
  ];
}
