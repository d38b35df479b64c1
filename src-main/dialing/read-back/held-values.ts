import type { HeldValue } from '../../../src-preload/contract/index.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Difference } from './compare.ts';

/** The longest part of a value that is kept, characters. */
const LONGEST = 500;

/** Keeps what the dialer holds of a job's lead otherwise than it was shown, in place of what was known. In the caller's transaction. */
export function keepHeldValues(store: Store, jobId: number, differences: readonly Difference[]): void {
  eraseHeldValues(store, [jobId]);
  for (const { field, shown, held } of differences) {
    const kept = { job_id: jobId, field, shown: shown.slice(0, LONGEST), held: held.slice(0, LONGEST) };
    store.run(sqlOf.insertInto('held_value').values(kept));
  }
}

/** What is held otherwise, by job; jobs of which nothing is are left out. */
export function heldValuesOf(store: Store, jobIds: readonly number[]): Map<number, HeldValue[]> {
  const found = new Map<number, HeldValue[]>();
  const rows = store.all(
    sqlOf
      .selectFrom('held_value')
      .select(['job_id as jobId', 'field', 'shown', 'held'])
      .where('job_id', 'in', inList(jobIds))
      .orderBy('job_id')
      .orderBy('field'),
  );
  for (const { jobId, ...value } of rows) found.set(jobId, [...(found.get(jobId) ?? []), value]);
  return found;
}

/** Forgets what was read back of jobs: it is a person's. In the caller's transaction. */
export function eraseHeldValues(store: Store, jobIds: readonly number[]): void {
  for (const id of jobIds) store.run(sqlOf.deleteFrom('held_value').where('job_id', '=', id));
}
