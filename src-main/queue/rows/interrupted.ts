import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { QueuedJob } from '../types.ts';

/** The jobs that were being sent when the desk stopped. */
export const interruptedSends = (store: Store): QueuedJob[] =>
  store
    .prepare<[], QueuedJob>(
      `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
       WHERE state = 'sending' AND state NOT IN ('ready', 'delivered')`,
    )
    .all();

/** The unknown jobs that were being checked when the desk stopped. */
export const interruptedChecks = (store: Store): QueuedJob[] =>
  store
    .prepare<[], QueuedJob>(
      `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
       WHERE state = 'unknown' AND not_before = 0
         AND EXISTS (SELECT 1 FROM attempt a WHERE a.job_id = job.id AND a.no = job.attempts AND a.purpose = 'check' AND a.ended_at IS NULL)`,
    )
    .all();

/** Makes an interrupted send unknown, to be checked at an instant; 0 for no check. */
export function makeUnknown(store: Store, id: number, checkAt: Millis, reason: string, now: Millis): void {
  store
    .prepare<[number, string, number, number]>(
      `UPDATE job SET state = 'unknown', not_before = ?, reason = ?, updated_at = ? WHERE id = ? AND state = 'sending'`,
    )
    .run(checkAt, reason, now, id);
}

/** Makes an interrupted send ready again, because its request only read. */
export function makeReady(store: Store, id: number, now: Millis): void {
  store
    .prepare<[number, number]>(
      `UPDATE job SET state = 'ready', reason = NULL, updated_at = ? WHERE id = ? AND state = 'sending'`,
    )
    .run(now, id);
}

/** Ends an attempt whose answer was not stored. */
export function endInterrupted(store: Store, job: QueuedJob, outcome: 'not-sent' | 'unknown', now: Millis): void {
  store
    .prepare<[number, string, number, number]>(
      `UPDATE attempt SET ended_at = ?, outcome = ?, error = 'The desk stopped before the answer was kept'
       WHERE job_id = ? AND no = ? AND ended_at IS NULL`,
    )
    .run(now, outcome, job.id, job.attempts);
}
