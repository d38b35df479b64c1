import type { HeldValue } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { Difference } from './compare.ts';

/** The longest part of a value that is kept, characters. */
const LONGEST = 500;

/** Keeps what the dialer holds of a job's lead otherwise than it was shown, in place of what was known. In the caller's transaction. */
export function keepHeldValues(store: Store, jobId: number, differences: readonly Difference[]): void {
  eraseHeldValues(store, [jobId]);
  const insert = store.prepare<[number, string, string, string]>(
    'INSERT INTO held_value (job_id, field, shown, held) VALUES (?, ?, ?, ?)',
  );
  for (const { field, shown, held } of differences) {
    insert.run(jobId, field, shown.slice(0, LONGEST), held.slice(0, LONGEST));
  }
}

/** What is held otherwise, by job; jobs of which nothing is are left out. */
export function heldValuesOf(store: Store, jobIds: readonly number[]): Map<number, HeldValue[]> {
  const found = new Map<number, HeldValue[]>();
  const rows = store
    .prepare<[string], HeldValue & { jobId: number }>(
      `SELECT job_id AS jobId, field, shown, held FROM held_value
       WHERE job_id IN (SELECT value FROM json_each(?)) ORDER BY job_id, field`,
    )
    .all(JSON.stringify(jobIds));
  for (const { jobId, ...value } of rows) found.set(jobId, [...(found.get(jobId) ?? []), value]);
  return found;
}

/** Forgets what was read back of jobs: it is a person's. In the caller's transaction. */
export function eraseHeldValues(store: Store, jobIds: readonly number[]): void {
  const erase = store.prepare<[number]>('DELETE FROM held_value WHERE job_id = ?');
  for (const id of jobIds) erase.run(id);
}
