import { hash } from 'node:crypto';
import type { Store } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import { type CountChanges, QueueInvariantError } from './jobs.ts';
import type { Executor, QueuedJob } from './types.ts';

/** The most characters of a vendor's answer that are kept. */
export const ANSWER_CAP = 4096;

/** A job that is about to be sent, and its request without secrets. */
export interface Leaving {
  readonly job: QueuedJob;
  readonly shown: string;
}

/** The most jobs that one statement marks. With one statement per job, the call itself would cost more than its work. */
const TOGETHER = 16;

/** The statements that mark this number of jobs at once. */
function marking(jobs: number): { readonly mark: string; readonly begin: string } {
  const each = (one: string): string => Array(jobs).fill(one).join(', ');
  return {
    mark: `UPDATE job SET state = 'sending', attempts = attempts + 1, reason = NULL, updated_at = ? WHERE id IN (${each('?')}) AND state = 'ready'`,
    begin: `INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag) VALUES ${each("(?, ?, 'send', @now, ?, @tag)")}`,
  };
}
const MARKING = Array.from({ length: TOGETHER + 1 }, (_, jobs) => marking(jobs));

/** Marks jobs as being sent, with their attempts, in the caller's transaction and before anything is sent. @throws QueueInvariantError */
export function beginSends(store: Store, leaving: readonly Leaving[], tag: string, now: Millis): void {
  for (let at = 0; at < leaving.length; at += TOGETHER) {
    const some = leaving.slice(at, at + TOGETHER);
    const { mark, begin } = MARKING[some.length] ?? marking(some.length);
    const marked = store.prepare(mark).run(now, ...some.map(({ job }) => job.id)).changes;
    if (marked !== some.length) {
      const ids = some.map(({ job }) => job.id).join(', ');
      throw new QueueInvariantError(`Of the jobs ${ids}, which were to be sent, only ${marked} are still ready.`);
    }
    store
      .prepare(begin)
      .run(...some.flatMap(({ job, shown }) => [job.id, job.attempts + 1, payloadHash(shown)]), { now, tag });
  }
}

/** Records that an unknown job is being checked. The job stays unknown until an answer proves its result. @throws QueueInvariantError */
export function beginCheck(store: Store, job: QueuedJob, shown: string, tag: string, now: Millis): number {
  const no = job.attempts + 1;
  const marked = store
    .prepare<[number, number]>(`UPDATE job SET attempts = ?, not_before = 0 WHERE id = ? AND state = 'unknown'`)
    .run(no, job.id).changes;
  if (marked !== 1) throw new QueueInvariantError(`Job ${job.id} was to be checked but is no longer unknown.`);
  store
    .prepare<[number, number, number, string, string]>(
      `INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag) VALUES (?, ?, 'check', ?, ?, ?)`,
    )
    .run(job.id, no, now, payloadHash(shown), tag);
  return no;
}

/** Whether a check can still prove the result of an unknown job, given when it was first sent. */
export function checkable(store: Store, executor: Executor, job: QueuedJob, now: Millis): boolean {
  const first = store
    .prepare<[number], { at: number | null }>(
      `SELECT min(started_at) AS at FROM attempt WHERE job_id = ? AND purpose = 'send'`,
    )
    .get(job.id)?.at;
  return executor.canCheck(job, Math.max(0, now - (first ?? now)));
}

/** Plans no further checks of an unknown job and adds why to its reason. From now on only the operator can decide its result. */
export function handToOperator(store: Store, job: QueuedJob, sentence: string, now: Millis): void {
  store
    .prepare<[string, number, number]>(
      `UPDATE job SET not_before = 0, reason = coalesce(rtrim(reason, '.') || '. ', '') || ?, updated_at = ? WHERE id = ? AND state = 'unknown'`,
    )
    .run(sentence, now, job.id);
}

/** Leaves an unknown job that can't be checked to the operator. */
export function leaveToOperator(store: Store, job: QueuedJob, why: string, now: Millis): void {
  handToOperator(store, job, `It can’t be checked (${why}): you have to decide`, now);
}

/** The hash kept with an attempt: sha256 of the request as shown, secrets removed. */
export function payloadHash(shown: string): string {
  return hash('sha256', shown, 'hex');
}

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
const MOVE_DELIVERED =
  "UPDATE job SET state = 'delivered', reason = NULL, vendor_ref = ?, vendor_line = ?, not_before = 0, updated_at = ? WHERE id = ? AND state = 'sending'";

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

/** Moves a job on from the state it must be in. @throws QueueInvariantError when it is in another */
export function moveJob(
  store: Store,
  id: number,
  from: JobState,
  to: JobState,
  facts: { reason: string | null; ref: string | null; line: string | null; notBefore: Millis },
  now: Millis,
): void {
  const { reason, ref, line, notBefore } = facts;
  const plain = from === 'sending' && to === 'delivered' && reason === null && ref !== null && line !== null;
  const moved = plain
    ? store.prepare<[string, string, number, number]>(MOVE_DELIVERED).run(ref, line, now, id).changes
    : store
        .prepare<[string, string | null, string | null, string | null, number, number, number, string]>(
          `UPDATE job SET state = ?, reason = ?, vendor_ref = coalesce(?, vendor_ref), vendor_line = coalesce(?, vendor_line),
           not_before = ?, updated_at = ? WHERE id = ? AND state = ?`,
        )
        .run(to, reason, ref, line, notBefore, now, id, from).changes;
  if (moved !== 1) throw new QueueInvariantError(`Job ${id} was to go from ${from} to ${to} but is no longer ${from}.`);
}

/** Postpones the preparation of a ready job, or of an unknown job that is to be checked. */
export function prepareLater(store: Store, id: number, at: Millis): void {
  store
    .prepare<[number, number]>(`UPDATE job SET not_before = ? WHERE id = ? AND state IN ('ready', 'unknown')`)
    .run(at, id);
}

/** Holds or rejects a ready job that its feature won't send, with the reason and without an attempt. */
export function moveForPrepared(
  store: Store,
  job: QueuedJob,
  prepared: { readonly hold: string } | { readonly reject: string },
  counts: CountChanges,
  now: Millis,
): void {
  const to: JobState = 'hold' in prepared ? 'held' : 'rejected';
  const reason = 'hold' in prepared ? prepared.hold : prepared.reject;
  moveJob(store, job.id, 'ready', to, { reason, ref: null, line: null, notBefore: 0 }, now);
  counts.move(job, 'ready', to);
}
