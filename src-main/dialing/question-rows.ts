import type { Selectable } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { DialQuestionTable } from '../db/tables.ts';

/** What is asked about an unknown job. */
export const questionRow = (store: Store, jobId: number): Selectable<DialQuestionTable> | undefined =>
  store.get(sqlOf.selectFrom('dial_question').selectAll().where('job_id', '=', jobId));

/** Notes that the dialer is to be asked about a job, anew where it was asked before. `afterNo`: the last attempt so far. */
export function putQuestion(store: Store, jobId: number, way: DialQuestionTable['way'], afterNo: number): void {
  const values = { way, after_no: afterNo, found: null };
  store.run(
    sqlOf
      .insertInto('dial_question')
      .values({ job_id: jobId, ...values })
      .onConflict((conflict) => conflict.column('job_id').doUpdateSet(values)),
  );
}

/** Keeps what was found so far, JSON. */
export function setFound(store: Store, jobId: number, found: string): void {
  store.run(sqlOf.updateTable('dial_question').set({ found }).where('job_id', '=', jobId));
}

/** The question about a job was answered. */
export function dropQuestion(store: Store, jobId: number): void {
  store.run(sqlOf.deleteFrom('dial_question').where('job_id', '=', jobId));
}
