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
import { eachRefused, plainReason, Reasons, returnReasons } from './reasons.ts';
import type { ReportOf } from './report-of.ts';
import { Tables } from './tables.ts';
import { usedNow } from './used-now.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_660;

/** The revenue of posted leads. @throws CommandError `invalid-input` for a range that ends before it begins, or an invalid day */
export async function moneyReport(of: ReportOf, span: MoneySpan): Promise<MoneyReport> {
  const { store, setup, receivers, readAt, now } = of;
  const clock = new ZoneClock(setup.timeZone);
  const today = clock.at(now).day;
  const { from, until } = daysOf(span, today);
  const connectionIds = [...receivers.keys()];
  const campaignOf = (connectionId: number) => receivers.get(connectionId)?.campaign ?? 0;
  const asked = { connectionIds, timeZone: setup.timeZone, campaignOf };
  const days = await of.sums.days({ ...asked, from, until });
  const names = new Names(setup);
  const tables = new Tables(names);
  for (const [day, sums] of days) tables.addDay(day, sums);
  const refusals = new Reasons();
  const instants = { from: clock.instant(from * DAY_MS), until: clock.instant((until + 1) * DAY_MS), connectionIds };
  await eachRefused(store, instants, ({ at, connectionId, campaign, reason }) => {
    tables.addRefused(clock.at(at).day, campaign ?? campaignOf(connectionId));
    refusals.add(plainReason(reason));
  });
  const { used, unplaced } = await usedNow(of, asked, clock);
  const total = tables.total();
  return {
    ...{ from: dayText(from), until: dayText(until), timeZone: setup.timeZone, total, ...tables.rows() },
    refusals: refusals.most(),
    returns: total.returned + total.reviewRejected === 0 ? [] : await returnReasons(store, instants),
    fill: fillOf(setup, names, used, clock, now),
    notes: notesOf(total, unplaced),
    ...{ readAt, newestAt: tables.newestAt },
  };
}

function daysOf(span: MoneySpan, today: number): { readonly from: number; readonly until: number } {
  if ('days' in span) return { from: today - span.days + 1, until: today };
  const [from, until] = [dayOf(span.from, 'from'), dayOf(span.until, 'until')];
  if (from > until) throw new CommandError('invalid-input', 'The span ends before it begins.', 'span.until');
  if (until - from > MOST_DAYS) throw new CommandError('invalid-input', 'A span has ten years at most.', 'span.from');
  return { from, until };
}

function dayOf(text: string, field: 'from' | 'until'): number {
  const day = readDate(text)?.day;
  if (day === undefined || dayText(day) !== text)
    throw new CommandError('invalid-input', `${text} is no day.`, `span.${field}`);
  return day;
}

function notesOf({ leads, told }: MoneyCounts, unplaced: number): string[] {
  const count = (n: number) => n.toLocaleString('en-US');
  return [
    ...(told < leads
      ? [
          `For ${count(leads - told)} of ${count(leads)} leads LeadExec did not say who bought them: their revenue is not in the numbers.`,
        ]
      : []),
    ...(unplaced > 0
      ? [
          `${count(unplaced)} sends are not counted for the maxima of delivery accounts: their clients have several accounts that they may have gone to.`,
        ]
      : []),
  ];
}
