import type { Store } from '../../db/store.ts';
import type { JobState } from '../../db/tables.ts';

/** How many jobs of each group are final or wait only for the vendor. */
export const settledOfGroups = (store: Store): { groupId: number; settled: number }[] =>
  store
    .prepare<[], { groupId: number; settled: number }>(
      `SELECT group_id AS groupId, sum(jobs) AS settled FROM job_count
       WHERE state IN ('delivered', 'duplicate', 'rejected', 'awaiting-vendor') GROUP BY group_id`,
    )
    .all();

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
