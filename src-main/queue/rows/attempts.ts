import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { QueuedJob } from '../types.ts';

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
const CHANGED_NOTHING = `('again', 'not-sent', 'withdrawn', 'throttled', 'stopped')`;

/** Whether a write of the job may have reached the vendor. A write in flight counts. */
export const mayHaveArrived = (store: Store, jobId: number): boolean =>
  store
    .prepare<[number], number>(
      `SELECT 1 FROM attempt WHERE job_id = ? AND purpose = 'send' AND coalesce(outcome, '') NOT IN ${CHANGED_NOTHING}`,
    )
    .pluck()
    .get(jobId) !== undefined;

/** Whether a finished write of the job may have reached the vendor. */
export const hasArrivedPerhaps = (store: Store, jobId: number): boolean =>
  store
    .prepare<[number], number>(
      `SELECT 1 FROM attempt WHERE job_id = ? AND purpose = 'send' AND ended_at IS NOT NULL AND outcome NOT IN ${CHANGED_NOTHING}`,
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

/** The most characters of a vendor's answer that are kept. */
export const ANSWER_CAP = 4096;

export interface AttemptEnd {
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly answer: string | null;
  readonly error: string | null;
}

// Nearly every attempt ends as delivered, without further details. The values common to those are written in the statement, because binding
// a value costs about as much as storing it.
const END_DELIVERED =
  "UPDATE attempt SET ended_at = ?, outcome = 'delivered', http_status = 200, answer = ?, error = NULL WHERE job_id = ? AND no = ?";

/** Ends an attempt with its result. */
export function endAttempt(store: Store, jobId: number, no: number, end: AttemptEnd, now: Millis): void {
  const answer = end.answer?.slice(0, ANSWER_CAP) ?? null;
  if (end.outcome === 'delivered' && end.httpStatus === 200 && end.error === null) {
    store.prepare<[number, string | null, number, number]>(END_DELIVERED).run(now, answer, jobId, no);
    return;
  }
  store
    .prepare<[number, string, number | null, string | null, string | null, number, number]>(
      'UPDATE attempt SET ended_at = ?, outcome = ?, http_status = ?, answer = ?, error = ? WHERE job_id = ? AND no = ?',
    )
    .run(now, end.outcome, end.httpStatus, answer, end.error, jobId, no);
}

/** The number of a job's attempts, sends and checks, with an uncertain result. */
export const doubtfulEnds = (store: Store, jobId: number): number =>
  store
    .prepare<[number], { n: number }>(`SELECT count(*) AS n FROM attempt WHERE job_id = ? AND outcome = 'unknown'`)
    .get(jobId)?.n ?? 0;
