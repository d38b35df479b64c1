import { sql } from 'kysely';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { LONGEST_RETRY_AFTER_MS } from '../../platform/retry-after.ts';
import type { QueuedJob } from '../types.ts';

// The `+?` in the queries of every tick is intentional. If rows are ordered or limited, SQLite peeks at the value bound to a bare `?` and
// plans the statement again on each run, which costs many times the run itself.

/** The jobs of a group that may be sent now, oldest first. */
export function readyJobs(store: Store, connectionId: number, groupId: number, now: Millis, most: number): QueuedJob[] {
  return store
    .prepare<[number, number, number, number], QueuedJob>(
      `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
       WHERE connection_id = +? AND group_id = +? AND state = 'ready' AND not_before <= ? ORDER BY not_before, id LIMIT +?`,
    )
    .all(connectionId, groupId, now, most);
}

/** A ready job from any position in a group, with `at` from 0 (first) to 1 (last), since the vendor may be failing on the first one. */
export function readyJobAt(
  store: Store,
  connectionId: number,
  groupId: number,
  now: Millis,
  at: number,
): QueuedJob | null {
  const within = `FROM job WHERE connection_id = +? AND group_id = +? AND state = 'ready' AND not_before = 0`;
  const ends = store
    .prepare<[number, number, number, number], { low: number | null; high: number | null }>(
      `SELECT (SELECT min(id) ${within}) AS low, (SELECT max(id) ${within}) AS high`,
    )
    .get(connectionId, groupId, connectionId, groupId);
  if (ends?.low == null || ends.high === null) return readyJobs(store, connectionId, groupId, now, 1)[0] ?? null;
  const from = ends.low + Math.floor(at * (ends.high - ends.low + 1));
  const found = store
    .prepare<[number, number, number], QueuedJob>(
      `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
       WHERE connection_id = +? AND group_id = +? AND state = 'ready' AND not_before = 0 AND id >= +? ORDER BY id LIMIT 1`,
    )
    .get(connectionId, groupId, from);
  return found ?? readyJobs(store, connectionId, groupId, now, 1)[0] ?? null;
}

/** The unknown jobs that are due for a check. */
export function dueChecks(store: Store, connectionId: number, now: Millis, most: number): QueuedJob[] {
  return store
    .prepare<[number, number, number], QueuedJob>(
      `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
       WHERE connection_id = +? AND state = 'unknown' AND not_before > 0 AND not_before <= ? ORDER BY not_before, id LIMIT +?`,
    )
    .all(connectionId, now, most);
}

/** When the next ready job or check of a connection may be sent; null if none is waiting. Paused groups are ignored. */
export function nextDue(store: Store, connectionId: number, activeGroups: readonly number[]): Millis | null {
  const check = nextCheck(store, connectionId);
  const ready = nextReady(store, connectionId, activeGroups);
  return check === null || ready === null ? (check ?? ready) : Math.min(check, ready);
}

/** When the next check of an unknown job of a connection is due; null when none is planned. */
export function nextCheck(store: Store, connectionId: number): Millis | null {
  return (
    store
      .prepare<[number], { at: number | null }>(
        `SELECT min(not_before) AS at FROM job WHERE connection_id = +? AND state = 'unknown' AND not_before > 0`,
      )
      .get(connectionId)?.at ?? null
  );
}

/** When the next ready job of these groups may be sent; null if none is ready. */
export function nextReady(store: Store, connectionId: number, groups: readonly number[]): Millis | null {
  const ready = store.prepare<[number, number], { at: number | null }>(
    `SELECT min(not_before) AS at FROM job WHERE connection_id = +? AND group_id = +? AND state = 'ready'`,
  );
  let least: Millis | null = null;
  for (const group of groups) {
    const at = ready.get(connectionId, group)?.at ?? null;
    if (at !== null && (least === null || at < least)) least = at;
  }
  return least;
}

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
