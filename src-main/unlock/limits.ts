import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { requestsSince } from './request-rows.ts';

/** The limits that this desk sets itself; null means no limit. */
export interface UnlockLimits {
  readonly perDay: number | null;
  readonly perMonth: number | null;
}

const KEY = 'unlock-limits';

export function readLimits(store: Store): UnlockLimits {
  const kept = metaOf(store).get(KEY);
  return kept === null ? { perDay: null, perMonth: null } : (JSON.parse(kept) as UnlockLimits);
}

export function keepLimits(store: Store, limits: UnlockLimits): UnlockLimits {
  metaOf(store).set(KEY, JSON.stringify({ perDay: limits.perDay, perMonth: limits.perMonth }));
  return readLimits(store);
}

/**
 * The number of unlocks in the current day and month, in this desk's time zone. Waiting and unknown ones count as used. Those that the
 * vendor refused or left locked, and cancelled ones, don't.
 */
export function usedUnlocks(store: Store, now: Millis): { today: number; month: number } {
  const at = new Date(now);
  const [day, month] = [
    new Date(at.getFullYear(), at.getMonth(), at.getDate()),
    new Date(at.getFullYear(), at.getMonth(), 1),
  ];
  const used = requestsSince(store, month.getTime()).filter((asked) => {
    const state = jobOfSource(store, asked)?.state;
    return state !== undefined && state !== 'rejected' && state !== 'cancelled';
  });
  return { today: used.filter((asked) => asked.askedAt >= day.getTime()).length, month: used.length };
}

/** The text that says why this many more may not be unlocked; null if they may. */
export function overLimit(used: { today: number; month: number }, limits: UnlockLimits, more: number): string | null {
  const say = (name: string, spent: number, limit: number) =>
    `Your limit is ${limit.toLocaleString('en-US')} ${name}; ${spent.toLocaleString('en-US')} are used, so ${Math.max(0, limit - spent).toLocaleString('en-US')} are left. Choose fewer, or raise the limit.`;
  if (limits.perDay !== null && used.today + more > limits.perDay) return say('a day', used.today, limits.perDay);
  if (limits.perMonth !== null && used.month + more > limits.perMonth)
    return say('a month', used.month, limits.perMonth);
  return null;
}
