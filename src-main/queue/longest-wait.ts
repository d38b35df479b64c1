import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { LONGEST_RETRY_AFTER_MS } from './backoff.ts';

/**
 * The instant until which a connection is left alone; 0 when that is further off than anything ever makes one wait: a clock that was ahead
 * was put back.
 */
export const waitsUntil = (notBefore: Millis, now: Millis): Millis =>
  notBefore - now > LONGEST_RETRY_AFTER_MS ? 0 : notBefore;

/** Jobs of a connection (of all without one) that would wait longer than anything makes a job wait may leave now. @returns how many */
export function endImpossibleWaits(store: Store, now: Millis, connectionId?: number): number {
  return store
    .prepare<[Millis, number | null, Millis]>(
      `UPDATE job SET not_before = ? WHERE connection_id = coalesce(?, connection_id) AND state IN ('ready', 'unknown') AND not_before > ?`,
    )
    .run(now, connectionId ?? null, now + LONGEST_RETRY_AFTER_MS).changes;
}
