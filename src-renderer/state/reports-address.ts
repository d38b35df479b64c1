import type { CommandInput } from '../../src-preload/contract/index.ts';

/** Time ranges that a link can name without a date, so that "today" stays today. */
export const REPORT_SPANS = ['today', 'week', 'month'] as const;
export type ReportSpan = (typeof REPORT_SPANS)[number];

/** What a row of the table is about. */
export const WHO = ['person', 'team', 'source'] as const;
export type Who = (typeof WHO)[number];

/** The columns by which the table can be sorted. */
export const REPORT_SORTS = [
  'name',
  'offered',
  'claimed',
  'missed',
  'open',
  'lost',
  'rate',
  'misses',
  'median',
  'p90',
] as const;
export type ReportSort = (typeof REPORT_SORTS)[number];

/** A day in this machine's time zone, as `2026-03-04`. */
export type Day = string;

/** The content of the reports' address. */
export interface ReportsAddress {
  /** Null for a custom range of days. */
  readonly span: ReportSpan | null;
  /** First and last day, both included; only used without a span. */
  readonly from: Day | null;
  readonly until: Day | null;
  readonly who: Who;
  /** One source, and a team's key; null means all. */
  readonly source: number | null;
  readonly team: string | null;
  readonly sort: ReportSort;
  readonly descending: boolean;
}

export const FIRST_REPORT: ReportsAddress = {
  span: 'week',
  from: null,
  until: null,
  who: 'person',
  source: null,
  team: null,
  sort: 'offered',
  descending: true,
};

/** Parses an address's query. Invalid parts count as missing. */
export function readReportsAddress(query: string): ReportsAddress {
  const given = new URLSearchParams(query);
  const [from, until] = [readDay(given.get('from')), readDay(given.get('until'))];
  const span = REPORT_SPANS.find((one) => one === given.get('when'));
  const source = given.get('source');
  const sort = (given.get('sort') ?? '').replace(/^-/, '');
  const known = REPORT_SORTS.find((one) => one === sort);
  return {
    span: span ?? (from === null && until === null ? FIRST_REPORT.span : null),
    from: span === undefined ? from : null,
    until: span === undefined ? until : null,
    who: WHO.find((one) => one === given.get('by')) ?? FIRST_REPORT.who,
    source: source !== null && /^\d{1,15}$/.test(source) ? Number(source) : null,
    team: given.get('team')?.slice(0, 200) || null,
    sort: known ?? FIRST_REPORT.sort,
    descending: known === undefined ? FIRST_REPORT.descending : (given.get('sort') ?? '').startsWith('-'),
  };
}

/** The address that `readReportsAddress` reads back. */
export function writeReportsAddress(address: ReportsAddress): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null, usual: unknown = null) => {
    if (value !== null && value !== usual) query.set(name, String(value));
  };
  put('when', address.span, FIRST_REPORT.span);
  put('from', address.span === null ? address.from : null);
  put('until', address.span === null ? address.until : null);
  put('by', address.who, FIRST_REPORT.who);
  put('source', address.source);
  put('team', address.team);
  put('sort', `${address.descending ? '-' : ''}${address.sort}`, `-${FIRST_REPORT.sort}`);
  const text = query.toString();
  return text === '' ? '/reports' : `/reports?${text}`;
}

/** A day in the form of an address; null if it is invalid. */
export function readDay(text: string | null): Day | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = startOf(text);
  return !Number.isNaN(at) && dayOf(at) === text ? text : null;
}

/** The start of a day in this machine's time zone, or of one some days later, ms since 1970. */
export function startOf(day: Day, later = 0): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

/** The day of an instant, or one some days later. */
export function dayOf(at: number, later = 0): Day {
  const day = new Date(at);
  day.setHours(12, 0, 0, 0);
  day.setDate(day.getDate() + later);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The selected days, both included. If one of a custom range is missing it is the same as the other, and a reversed range is corrected. */
export function daysOf(
  { span, from, until }: ReportsAddress,
  now: number,
): { readonly from: Day; readonly until: Day } {
  const today = dayOf(now);
  switch (span) {
    case 'today':
      return { from: today, until: today };
    case 'week':
      return { from: dayOf(now, -6), until: today };
    case 'month':
      return { from: dayOf(now, -29), until: today };
    case null: {
      const first = from ?? until ?? today;
      const last = until ?? from ?? today;
      return first <= last ? { from: first, until: last } : { from: last, until: first };
    }
  }
}

export type ReportQuestion = Required<Omit<CommandInput<'offers.report'>, 'by'>>;

/** The query of an address, without what a row is about. */
export function questionOf(address: ReportsAddress, now: number): ReportQuestion {
  const { from, until } = daysOf(address, now);
  return {
    from: startOf(from),
    until: startOf(until, 1),
    sources: address.source === null ? [] : [address.source],
    teams: address.team === null ? [] : [address.team],
  };
}

/** Whether a source or a team is filtered. */
export function isNarrowed({ source, team }: ReportsAddress): boolean {
  return source !== null || team !== null;
}

/** The order after sorting by this column: the same column again reverses it. Numbers start with the highest, names with A. */
export function sortedBy(address: ReportsAddress, sort: ReportSort): Pick<ReportsAddress, 'sort' | 'descending'> {
  if (address.sort === sort) return { sort, descending: !address.descending };
  return { sort, descending: sort !== 'name' && sort !== 'median' && sort !== 'p90' };
}
