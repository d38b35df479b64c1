import type { Selectable } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { DialQuestionTable } from '../db/tables.ts';

/** The question stored for an unknown job. */
export const questionRow = (store: Store, jobId: number): Selectable<DialQuestionTable> | undefined =>
  store.get(sqlOf.selectFrom('dial_question').selectAll().where('job_id', '=', jobId));

/** Stores that the dialer is to be asked about a job, replacing an earlier question. `afterNo` is the number of the last attempt so far. */
export function putQuestion(store: Store, jobId: number, way: DialQuestionTable['way'], afterNo: number): void {
  const values = { way, after_no: afterNo, found: null };
  store.run(
    sqlOf
      .insertInto('dial_question')
      .values({ job_id: jobId, ...values })
      .onConflict((conflict) => conflict.column('job_id').doUpdateSet(values)),
  );
}

/** Stores what was found so far, as JSON. */
export function setFound(store: Store, jobId: number, found: string): void {
  store.run(sqlOf.updateTable('dial_question').set({ found }).where('job_id', '=', jobId));
}

/** Deletes the question about a job, because it was answered. */
export function dropQuestion(store: Store, jobId: number): void {
  store.run(sqlOf.deleteFrom('dial_question').where('job_id', '=', jobId));
}
