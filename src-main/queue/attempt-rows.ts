import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { QueuedJob } from './types.ts';

/** An attempt as the log shows it. */
export function attemptsOf(store: Store, jobId: number) {
  return store.all(
    sqlOf
      .selectFrom('attempt')
      .select([
        'no',
        'purpose',
        'started_at as startedAt',
        'ended_at as endedAt',
        'payload_hash as payloadHash',
        'http_status as httpStatus',
        'outcome',
        'answer',
        'error',
      ])
      .where('job_id', '=', jobId)
      .orderBy('no'),
  );
}

/** Outcomes of a send that changed nothing at the vendor: it only read, was never sent, or was refused before it was processed. */
const TOLD_NOTHING = `('again', 'not-sent', 'withdrawn', 'throttled', 'stopped')`;

/** Whether a write of the job may have reached the vendor. A write in flight counts. */
export const mayHaveArrived = (store: Store, jobId: number): boolean =>
  store
    .prepare<[number], number>(
      `SELECT 1 FROM attempt WHERE job_id = ? AND purpose = 'send' AND coalesce(outcome, '') NOT IN ${TOLD_NOTHING}`,
    )
    .pluck()
    .get(jobId) !== undefined;

/** Whether a finished write of the job may have reached the vendor. */
export const hasArrivedPerhaps = (store: Store, jobId: number): boolean =>
  store
    .prepare<[number], number>(
      `SELECT 1 FROM attempt WHERE job_id = ? AND purpose = 'send' AND ended_at IS NOT NULL AND outcome NOT IN ${TOLD_NOTHING}`,
    )
    .pluck()
    .get(jobId) !== undefined;

/** The outcome of a job's last attempt; null if that has no outcome yet or there was no attempt. */
export const lastOutcome = (store: Store, jobId: number): string | null =>
  store
    .prepare<[number], string | null>('SELECT outcome FROM attempt WHERE job_id = ? ORDER BY no DESC LIMIT 1')
    .pluck()
    .get(jobId) ?? null;

/** Whether the job was sent again after one of its attempts. */
export const wasSentAfter = (store: Store, jobId: number, no: number): boolean =>
  store
    .prepare<[number, number], number>(`SELECT 1 FROM attempt WHERE job_id = ? AND purpose = 'send' AND no > ? LIMIT 1`)
    .pluck()
    .get(jobId, no) !== undefined;

/** When the job was first sent; null if it never was. */
export const firstSentAt = (store: Store, jobId: number): Millis | null =>
  store
    .prepare<[number], number | null>(`SELECT min(started_at) FROM attempt WHERE job_id = ? AND purpose = 'send'`)
    .pluck()
    .get(jobId) ?? null;

/**
 * The highest id that the vendor assigned to jobs delivered before `before`, among jobs at most `within` ids away; null if none is known.
 */
export const highestRefBefore = (store: Store, job: QueuedJob, before: Millis, within: number): number | null =>
  store
    .prepare<[number, number, number, number], number | null>(
      `SELECT max(CAST(job.vendor_ref AS INTEGER)) FROM job JOIN attempt ON attempt.job_id = job.id
       WHERE job.id BETWEEN ? AND ? AND job.connection_id = +? AND job.state = 'delivered'
         AND attempt.purpose = 'send' AND attempt.outcome = 'delivered' AND attempt.ended_at < ?`,
    )
    .pluck()
    .get(job.id - within, job.id + within, job.connectionId, before) ?? null;
