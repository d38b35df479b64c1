import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { LONGEST_RETRY_AFTER_MS } from '../platform/retry-after.ts';

/**
 * The instant until which a connection is left alone; 0 when that is further off than anything ever makes one wait: a clock that was ahead
 * was put back.
 */
export const waitsUntil = (notBefore: Millis, now: Millis): Millis =>
  notBefore - now > LONGEST_RETRY_AFTER_MS ? 0 : notBefore;

/**
 * Jobs of a connection (of all without one) that would wait longer than anything makes a job wait may leave now. Asked group by group, so that
 * it is a look into the index of what waits and never a pass over all jobs. @returns how many
 */
export function endImpossibleWaits(store: Store, now: Millis, connectionId?: number): number {
  const groups = store
    .prepare<[number | null], { id: number; connectionId: number }>(
      'SELECT id, connection_id AS connectionId FROM job_group WHERE connection_id = coalesce(?, connection_id)',
    )
    .all(connectionId ?? null);
  const ready = store.prepare<[Millis, number, number, Millis]>(
    `UPDATE job SET not_before = ? WHERE state = 'ready' AND connection_id = ? AND group_id = ? AND not_before > ?`,
  );
  const unknown = store.prepare<[Millis, number, Millis]>(
    `UPDATE job SET not_before = ? WHERE state = 'unknown' AND connection_id = ? AND not_before > ?`,
  );
  const latest = now + LONGEST_RETRY_AFTER_MS;
  let ended = 0;
  for (const group of groups) ended += ready.run(now, group.connectionId, group.id, latest).changes;
  for (const id of new Set(groups.map((group) => group.connectionId))) ended += unknown.run(now, id, latest).changes;
  return ended;
}
