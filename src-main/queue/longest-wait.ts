import { sql } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { LONGEST_RETRY_AFTER_MS } from '../platform/retry-after.ts';

/**
 * The instant until which a connection has to wait; 0 if that is later than any rule allows, which means that the clock was ahead and has
 * been set back.
 */
export const waitsUntil = (notBefore: Millis, now: Millis): Millis =>
  notBefore - now > LONGEST_RETRY_AFTER_MS ? 0 : notBefore;

/**
 * Makes jobs due now that would wait longer than any rule allows, of one connection or of all. It queries group by group, which uses the
 * indexes of waiting jobs instead of scanning all jobs. @returns how many
 */
export function endImpossibleWaits(store: Store, now: Millis, connectionId?: number): number {
  let groups = sqlOf.selectFrom('job_group').select(['id', 'connection_id']);
  if (connectionId !== undefined) groups = groups.where('connection_id', '=', connectionId);
  // The states are literals, because the indexes of waiting jobs are partial.
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
