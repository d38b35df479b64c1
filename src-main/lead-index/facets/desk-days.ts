import type { LeadFilter } from '../../../src-preload/contract/index.ts';

/** When a day of the desk's own clock begins, `ahead` days from that of `now` (negative: before it), ms since 1970. */
export function dayBegins(now: number, ahead: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + ahead);
  return day.getTime();
}

/** From when on a lead must have been received, ms since 1970, included; undefined when it does not matter. */
export function receivedFrom({ received }: Pick<LeadFilter, 'received'>, now: number): number | undefined {
  const { from, lastDays } = received ?? {};
  if (lastDays === undefined) return from;
  return Math.max(from ?? Number.NEGATIVE_INFINITY, dayBegins(now, 1 - lastDays));
}

/** What of a moment bears on which leads match a filter: what was found at one holds at another that gives the same. */
export const momentOf = (filter: LeadFilter, now: number): readonly number[] => [
  filter.callback ? now : 0,
  filter.received?.lastDays === undefined ? 0 : dayBegins(now, 0),
];
