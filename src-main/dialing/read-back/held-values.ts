import type { HeldValue } from '../../../src-preload/contract/index.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Difference } from './compare.ts';

/** The longest part of a value that is stored, characters. */
const LONGEST = 500;

/**
 * Stores the differences between what was shown and what the dialer stores for a job's lead, replacing earlier ones. In the caller's
 * transaction.
 */
export function keepHeldValues(store: Store, jobId: number, differences: readonly Difference[]): void {
  eraseHeldValues(store, [jobId]);
  for (const { field, shown, held } of differences) {
    const kept = { job_id: jobId, field, shown: shown.slice(0, LONGEST), held: held.slice(0, LONGEST) };
    store.run(sqlOf.insertInto('held_value').values(kept));
  }
}

/** The differences by job. Jobs without any are left out. */
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

/** Deletes what was read back for jobs, because it is personal data. In the caller's transaction. */
export function eraseHeldValues(store: Store, jobIds: readonly number[]): void {
  for (const id of jobIds) store.run(sqlOf.deleteFrom('held_value').where('job_id', '=', id));
}
