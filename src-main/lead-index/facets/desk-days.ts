import type { LeadFilter } from '../../../src-preload/contract/index.ts';

/** When a local day of the desk begins, `ahead` days from that of `now` (negative: before it), ms since 1970. */
export function dayBegins(now: number, ahead: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + ahead);
  return day.getTime();
}

/** The earliest time at which a lead must have been received, ms since 1970; undefined if it does not matter. */
export function receivedFrom({ received }: Pick<LeadFilter, 'received'>, now: number): number | undefined {
  const { from, lastDays } = received ?? {};
  if (lastDays === undefined) return from;
  return Math.max(from ?? Number.NEGATIVE_INFINITY, dayBegins(now, 1 - lastDays));
}

/** The part of the current time that determines which leads match a filter. A result is still valid at another time with the same value. */
export const momentOf = (filter: LeadFilter, now: number): readonly number[] => [
  filter.callback ? now : 0,
  filter.received?.lastDays === undefined ? 0 : dayBegins(now, 0),
];
