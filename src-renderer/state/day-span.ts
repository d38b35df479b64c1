import type { MoneySpan } from '../../src-preload/contract/index.ts';
import { dayOf, readDay } from './reports-address.ts';

/** The last days up to today, or a range of days including both ends. */
export type DaySpan = MoneySpan;

export const FIRST_SPAN: DaySpan = { days: 30 };
const MOST_DAYS = 3_660;

/** The range in an address's query. Invalid parts count as missing. */
export function readSpan(query: string): DaySpan {
  const given = new URLSearchParams(query);
  const [from, until] = [readDay(given.get('from')), readDay(given.get('until'))];
  if (from !== null && until !== null) return between(from, until);
  const days = Number(given.get('days') ?? 0);
  return Number.isInteger(days) && days > 0 && days <= MOST_DAYS ? { days } : FIRST_SPAN;
}

/** The query that `readSpan` reads back. */
export const writeSpan = (span: DaySpan): string =>
  'days' in span ? `days=${span.days}` : `from=${span.from}&until=${span.until}`;

/** A reversed range is corrected. */
export const between = (one: string, other: string): DaySpan =>
  one <= other ? { from: one, until: other } : { from: other, until: one };

/** Its first and last day in this machine's time zone. */
export const daysOfSpan = (span: DaySpan, now: number): { readonly from: string; readonly until: string } =>
  'days' in span ? { from: dayOf(now, 1 - span.days), until: dayOf(now) } : span;
