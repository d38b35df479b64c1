import type { Store } from '../db/store.ts';
import { sqlOf } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import type { QueuedJob } from './types.ts';

/** Changes to the counts by state, gathered during a transaction and written once at its end. */
export class CountChanges {
  readonly #groups = new Map<number, { readonly connectionId: number; readonly by: Map<JobState, number> }>();

  add(connectionId: number, groupId: number, state: JobState, by: number): void {
    let group = this.#groups.get(groupId);
    if (!group) {
      group = { connectionId, by: new Map() };
      this.#groups.set(groupId, group);
    }
    group.by.set(state, (group.by.get(state) ?? 0) + by);
  }

  move(job: { connectionId: number; groupId: number }, from: JobState, to: JobState): void {
    this.add(job.connectionId, job.groupId, from, -1);
    this.add(job.connectionId, job.groupId, to, 1);
  }

  /** Writes the changes. Call it inside the transaction that changed the jobs. */
  flush(store: Store): void {
    const update = store.prepare<[number, number, number, string]>(
      'UPDATE job_count SET jobs = jobs + ? WHERE connection_id = ? AND group_id = ? AND state = ?',
    );
    const insert = store.prepare<[number, number, string, number]>(
      'INSERT INTO job_count (connection_id, group_id, state, jobs) VALUES (?, ?, ?, ?)',
    );
    for (const [groupId, { connectionId, by }] of this.#groups) {
      for (const [state, jobs] of by) {
        if (jobs === 0) continue;
        if (update.run(jobs, connectionId, groupId, state).changes === 0)
          insert.run(connectionId, groupId, state, jobs);
      }
    }
    this.#groups.clear();
  }
}

/** A job was not in the state that a step of the queue requires, because of a second writer or a damaged file. The step is rolled back. */
export class QueueInvariantError extends Error {
  override readonly name = 'QueueInvariantError';
}

/** Creates the group for the jobs of one command. */
export function createGroup(
  store: Store,
  group: { connectionId: number; kind: string; label: string; now: Millis },
): number {
  return store.run(
    sqlOf.insertInto('job_group').values({
      connection_id: group.connectionId,
      kind: group.kind,
      label: group.label,
      paused: 0,
      paused_reason: null,
      created_at: group.now,
    }),
  ).lastId;
}

/**
 * Puts jobs into the queue, ready. Call it inside the transaction of what caused them (`docs/queue.md`, → ready). A source
 * row that already has a job for this connection is left as it is; the number of new jobs is returned.
 */
export function enqueue(
  store: Store,
  group: { id: number; connectionId: number },
  sources: Iterable<{ readonly source: number; readonly lane: string }>,
  now: Millis,
): number {
  const insert = store.prepare<[number, number, number, string, number]>(
    `INSERT INTO job (connection_id, group_id, source, lane, state, updated_at) VALUES (?, ?, ?, ?, 'ready', ?)
     ON CONFLICT (source, connection_id) DO NOTHING`,
  );
  let added = 0;
  store.write(() => {
    for (const { source, lane } of sources)
      added += insert.run(group.connectionId, group.id, source, lane, now).changes;
    const counts = new CountChanges();
    counts.add(group.connectionId, group.id, 'ready', added);
    counts.flush(store);
  });
  return added;
}

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

/** The groups of a connection that have ready jobs and are not paused. */
export function activeGroups(store: Store, connectionId: number): number[] {
  return store
    .prepare<[number], { id: number }>(
      `SELECT c.group_id AS id FROM job_count c JOIN job_group g ON g.id = c.group_id
       WHERE c.connection_id = +? AND c.state = 'ready' AND c.jobs > 0 AND g.paused = 0 ORDER BY c.group_id`,
    )
    .all(connectionId)
    .map((row) => row.id);
}
