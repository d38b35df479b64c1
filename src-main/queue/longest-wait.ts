import { sql } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
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
  let groups = sqlOf.selectFrom('job_group').select(['id', 'connection_id']);
  if (connectionId !== undefined) groups = groups.where('connection_id', '=', connectionId);
  // The indexes of what waits are partial: the states are written out.
  const waiting = sqlOf
    .updateTable('job')
    .set({ not_before: now })
    .where('not_before', '>', now + LONGEST_RETRY_AFTER_MS);
  const ready = waiting.where('state', '=', sql.lit<'ready'>('ready'));
  const unknown = waiting.where('state', '=', sql.lit<'unknown'>('unknown'));
  const found = store.all(groups);
  let ended = 0;
  for (const group of found) {
    const ofGroup = ready.where('connection_id', '=', group.connection_id).where('group_id', '=', group.id);
    ended += store.run(ofGroup).changes;
  }
  for (const id of new Set(found.map((group) => group.connection_id)))
    ended += store.run(unknown.where('connection_id', '=', id)).changes;
  return ended;
}
