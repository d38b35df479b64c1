import type { MoneyRow } from '../../../../src-preload/contract/index.ts';

/** A bar of the plot: a day, a week or a month. */
export interface DayGroup {
  readonly key: string;
  /** The label below its bar. */
  readonly head: string;
  readonly name: string;
  readonly leads: number;
  readonly refused: number;
  readonly revenue: number;
}

const DAYS_SHOWN = 31;
const WEEKS_SHOWN = 27;
const DAY_MS = 86_400_000;

const monthDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** The length of one bar for a number of days. */
export const groupWord = (days: number): 'day' | 'week' | 'month' =>
  days <= DAYS_SHOWN ? 'day' : days <= WEEKS_SHOWN * 7 ? 'week' : 'month';

/** The days of a range as bars, including days without leads. Long ranges are grouped by week (from Sunday) or by month. */
export function dayGroups(rows: readonly MoneyRow[], from: string, until: string): readonly DayGroup[] {
  const [first, last] = [Date.parse(from), Date.parse(until)];
  const by = groupWord((last - first) / DAY_MS + 1);
  const begins = (at: number): number => {
    if (by === 'day') return at;
    if (by === 'week') return at - new Date(at).getUTCDay() * DAY_MS;
    return Date.parse(`${new Date(at).toISOString().slice(0, 7)}-01`);
  };
  const groups = new Map<number, { leads: number; refused: number; revenue: number }>();
  for (let at = first; at <= last; at += DAY_MS) {
    if (!groups.has(begins(at))) groups.set(begins(at), { leads: 0, refused: 0, revenue: 0 });
  }
  for (const { key, leads, refused, revenue } of rows) {
    const group = groups.get(begins(Date.parse(key)));
    if (group === undefined) continue;
    group.leads += leads;
    group.refused += refused;
    group.revenue += revenue;
  }
  const head = by === 'month' ? month : monthDay;
  return [...groups].map(([at, sums]) => {
    const key = new Date(at).toISOString().slice(0, 10);
    return { key, head: head.format(at), name: by === 'week' ? `Week of ${key}` : key, ...sums };
  });
}
