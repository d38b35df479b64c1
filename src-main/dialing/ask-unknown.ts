import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** A dialer may still be at work on what it didn't answer: it is not asked sooner after the last try, ms. */
const SETTLING_MS = 30_000;

/**
 * Notes the operator's word that the dialer is to be asked about unknown rows of dial lists: `search` only reads, `post` sends each again
 * under a duplicate check that covers its list. The queue asks at its own pace, each time as an attempt of its own. In one
 * transaction. @returns how many rows that concerns
 */
export function askUnknown(store: Store, ids: readonly number[], way: 'search' | 'post', now: Millis): number {
  const note = store.prepare<[string, number]>(
    `INSERT INTO dial_question (job_id, way, after_no, found)
     SELECT job.id, ?, job.attempts, NULL FROM job JOIN dial_import ON dial_import.group_id = job.group_id
      WHERE job.id = ? AND job.state = 'unknown'
     ON CONFLICT (job_id) DO UPDATE SET way = excluded.way, after_no = excluded.after_no, found = NULL`,
  );
  const plan = store.prepare<[number, number, number, number, number]>(
    `UPDATE job SET not_before = max(?, (SELECT coalesce(max(coalesce(ended_at, started_at)), 0) + ? FROM attempt
        WHERE job_id = ? AND purpose = 'send')), updated_at = ? WHERE id = ? AND state = 'unknown'`,
  );
  return store.write(() => {
    let asked = 0;
    for (const id of ids) {
      if (note.run(way, id).changes === 0) continue;
      plan.run(now, SETTLING_MS, id, now, id);
      asked++;
    }
    return asked;
  });
}

/** The connections of those unknown rows that belong to dial lists. */
export function connectionsOf(store: Store, ids: readonly number[]): number[] {
  const read = store.prepare<[number], { id: number }>(
    `SELECT job.connection_id AS id FROM job JOIN dial_import ON dial_import.group_id = job.group_id
      WHERE job.id = ? AND job.state = 'unknown'`,
  );
  const found = new Set<number>();
  for (const id of ids) {
    const row = read.get(id);
    if (row) found.add(row.id);
  }
  return [...found];
}
