import type { Store } from '../../db/store.ts';
import type { JobState, Millis } from '../../db/tables.ts';
import type { QueuedJob } from '../types.ts';

/** A stored job with its current state. */
export interface StoredJob extends QueuedJob {
  readonly state: JobState;
  /** Why it is in its state; null if that needs no explanation. */
  readonly reason: string | null;
  /** The vendor's id for the delivered row. */
  readonly vendorRef: string | null;
  readonly vendorLine: string | null;
  readonly updatedAt: Millis;
}

/** The source row of a job. A source row has one job per connection. */
export interface JobSource {
  readonly connectionId: number;
  readonly source: number;
}

export const SELECT = `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts, state, reason,
  vendor_ref AS vendorRef, vendor_line AS vendorLine, updated_at AS updatedAt FROM job`;

/** A job by id; undefined if there is none. */
export const jobOf = (store: Store, id: number): StoredJob | undefined =>
  store.prepare<[number], StoredJob>(`${SELECT} WHERE id = ?`).get(id);

/** The state of a job; undefined if there is none. */
export const stateOf = (store: Store, id: number): JobState | undefined =>
  store.prepare<[number], JobState>('SELECT state FROM job WHERE id = ?').pluck().get(id);

/** The job of a source row; undefined if there is none. */
export const jobOfSource = (store: Store, { connectionId, source }: JobSource): StoredJob | undefined =>
  store
    .prepare<[number, number], StoredJob>(`${SELECT} WHERE source = ? AND connection_id = ?`)
    .get(source, connectionId);

/** The jobs of source rows. Rows without a job are omitted. */
export const jobsOfSources = (store: Store, sources: readonly JobSource[]): StoredJob[] =>
  sources.flatMap((one) => jobOfSource(store, one) ?? []);

/** The jobs of a source row, for all connections. */
export const jobsOfRow = (store: Store, source: number): StoredJob[] =>
  store.prepare<[number], StoredJob>(`${SELECT} WHERE source = ?`).all(source);

/** The jobs of a lane. In dial lists a lane is a phone number. */
export const jobsOfLane = (store: Store, lane: string): StoredJob[] =>
  store.prepare<[string], StoredJob>(`${SELECT} WHERE lane = ?`).all(lane);

/**
 * Returns a function that looks up a lane's jobs at a connection, except cancelled and rejected ones. It is prepared once and called for
 * every row of a list.
 */
export function sentOfLane(
  store: Store,
): (lane: string, connectionId: number) => IterableIterator<{ readonly groupId: number; readonly source: number }> {
  const read = store.prepare<[string, number], { groupId: number; source: number }>(
    `SELECT group_id AS groupId, source FROM job
     WHERE lane = ? AND connection_id = ? AND state NOT IN ('cancelled', 'rejected')`,
  );
  return (lane, connectionId) => read.iterate(lane, connectionId);
}

/** Whether another job of the lane was delivered with this vendor id. */
export const isDeliveredAs = (
  store: Store,
  job: Pick<QueuedJob, 'id' | 'lane' | 'connectionId'>,
  vendorRef: string,
): boolean =>
  store
    .prepare<[string, number, string, number], { id: number }>(
      `SELECT id FROM job WHERE lane = ? AND connection_id = +? AND vendor_ref = ? AND state = 'delivered' AND id <> ?`,
    )
    .get(job.lane, job.connectionId, vendorRef, job.id) !== undefined;

/** The jobs of lanes at some connections that changed in a time range, with the names of their groups, newest first. */
export function latestOfLanes(
  store: Store,
  lanes: readonly string[],
  connectionIds: readonly number[],
  span: { readonly from: Millis; readonly before: Millis; readonly limit: number },
): (StoredJob & { readonly label: string })[] {
  return store
    .prepare<[string, string, number, number, number], StoredJob & { label: string }>(
      `SELECT j.id, j.connection_id AS connectionId, j.group_id AS groupId, j.source, j.lane, j.attempts, j.state, j.reason,
         j.vendor_ref AS vendorRef, j.vendor_line AS vendorLine, j.updated_at AS updatedAt, g.label
       FROM job j JOIN job_group g ON g.id = j.group_id
       WHERE j.lane IN (SELECT value FROM json_each(?)) AND +j.connection_id IN (SELECT value FROM json_each(?))
         AND j.updated_at >= ? AND j.updated_at < ? ORDER BY j.updated_at DESC, j.id DESC LIMIT ?`,
    )
    .all(JSON.stringify(lanes), JSON.stringify(connectionIds), span.from, span.before, span.limit);
}

/** The source rows whose jobs are in a state, in groups of some kinds. The state is a literal, because the index is partial. */
export const sourcesIn = (store: Store, kinds: readonly string[], state: 'ready' | 'unknown'): number[] =>
  store
    .prepare<[string], number>(
      `SELECT j.source FROM job_group g JOIN job j ON j.connection_id = g.connection_id AND j.group_id = g.id
       WHERE g.kind IN (SELECT value FROM json_each(?)) AND j.state = '${state}'`,
    )
    .pluck()
    .all(JSON.stringify(kinds));

/** The jobs of a connection that are held for a reason. */
export const heldBecause = (store: Store, connectionId: number, reason: string): number[] =>
  store
    .prepare<[number, string], number>(
      `SELECT id FROM job WHERE connection_id = +? AND state = 'held' AND reason = ? ORDER BY id`,
    )
    .pluck()
    .all(connectionId, reason);

/** The next jobs of a group that have not been sent, in the order of their ids. */
export const unsentOfGroup = (store: Store, groupId: number, behind: number, most: number): number[] =>
  store
    .prepare<[number, number, number], number>(
      `SELECT id FROM job WHERE group_id = ? AND state IN ('ready', 'held') AND id > ? ORDER BY id LIMIT ?`,
    )
    .pluck()
    .all(groupId, behind, most);
