import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/** The newest group of a kind; null if there is none. */
export const newestGroup = (store: Store, connectionId: number, kind: string): number | null =>
  store
    .prepare<[number, string], number | null>('SELECT max(id) FROM job_group WHERE connection_id = ? AND kind = ?')
    .pluck()
    .get(connectionId, kind) ?? null;

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

/** Whether a group of jobs is paused, and why; undefined if there is no such group. */
export function groupPause(
  store: Store,
  groupId: number,
): { readonly paused: boolean; readonly reason: string | null } | undefined {
  const row = store.get(sqlOf.selectFrom('job_group').select(['paused', 'paused_reason']).where('id', '=', groupId));
  return row && { paused: row.paused === 1, reason: row.paused_reason };
}

/** Pauses or resumes a group of jobs. `reason` is given if the vendor refuses the whole group. */
export function setGroupPaused(store: Store, groupId: number, paused: boolean, reason: string | null = null): void {
  store.run(
    sqlOf
      .updateTable('job_group')
      .set({ paused: paused ? 1 : 0, paused_reason: paused ? reason : null })
      .where('id', '=', groupId),
  );
}

/** A group of jobs; undefined if there is none. */
export const groupOf = (
  store: Store,
  id: number,
): { readonly connectionId: number; readonly kind: string; readonly label: string } | undefined =>
  store.get(
    sqlOf.selectFrom('job_group').select(['connection_id as connectionId', 'kind', 'label']).where('id', '=', id),
  );

/** The groups that are paused for a reason. */
export const groupsPausedBecause = (store: Store, reason: string): number[] =>
  store
    .all(sqlOf.selectFrom('job_group').select('id').where('paused', '=', 1).where('paused_reason', '=', reason))
    .map(({ id }) => id);

/** The newest groups of some kinds, newest first; of every connection if none is given. */
export function latestGroups(
  store: Store,
  { kinds, connectionId }: { readonly kinds: readonly string[]; readonly connectionId?: number },
  count: number,
): { id: number; connectionId: number; kind: string; label: string; createdAt: Millis }[] {
  let groups = sqlOf
    .selectFrom('job_group')
    .select(['id', 'connection_id as connectionId', 'kind', 'label', 'created_at as createdAt'])
    .where('kind', 'in', kinds)
    .orderBy('id', 'desc')
    .limit(count);
  if (connectionId !== undefined) groups = groups.where('connection_id', '=', connectionId);
  return store.all(groups);
}

/** Groups that are paused. Their ready jobs are shown as held. */
export const pausedGroups = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('job_group').select('id').where('paused', '=', 1)).map(({ id }) => id);
