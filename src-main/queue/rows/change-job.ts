import type { Store } from '../../db/store.ts';
import type { JobState, Millis } from '../../db/tables.ts';
import type { QueuedJob } from '../types.ts';

/** Plans a check of an unknown job, no sooner than `settleMs` after it was last sent. In the caller's transaction. */
export function planCheck(store: Store, id: number, settleMs: number, now: Millis): void {
  store
    .prepare<[number, number, number, number, number]>(
      `UPDATE job SET not_before = max(?, (SELECT coalesce(max(coalesce(ended_at, started_at)), 0) + ? FROM attempt
          WHERE job_id = ? AND purpose = 'send')), updated_at = ? WHERE id = ? AND state = 'unknown'`,
    )
    .run(now, settleMs, id, now, id);
}

/** Erases a person's data from a job: its lane, the vendor's texts and its answers. In the caller's transaction. */
export function eraseJob(store: Store, id: number, reason: string): void {
  store
    .prepare(
      `UPDATE job SET lane = '', vendor_ref = NULL, vendor_line = NULL, reason = CASE WHEN reason IS NULL THEN NULL ELSE ? END WHERE id = ?`,
    )
    .run(reason, id);
  store.prepare(`UPDATE attempt SET payload_hash = '', answer = NULL, error = NULL WHERE job_id = ?`).run(id);
}

/** A job was not in the state that a step of the queue requires, because of a second writer or a damaged file. The step is rolled back. */
export class QueueInvariantError extends Error {
  override readonly name = 'QueueInvariantError';
}

/** Schedules no further checks of an unknown job and adds the cause to its reason. From now on only the operator can decide its result. */
export function handToOperator(store: Store, job: QueuedJob, sentence: string, now: Millis): void {
  store
    .prepare<[string, number, number]>(
      `UPDATE job SET not_before = 0, reason = coalesce(rtrim(reason, '.') || '. ', '') || ?, updated_at = ? WHERE id = ? AND state = 'unknown'`,
    )
    .run(sentence, now, job.id);
}

// The values common to nearly every delivery are written in the statement, as in that of its attempt (`attempts.ts`).
const MOVE_DELIVERED =
  "UPDATE job SET state = 'delivered', reason = NULL, vendor_ref = ?, vendor_line = ?, not_before = 0, updated_at = ? WHERE id = ? AND state = 'sending'";

const CHECK_STOPPED = 'The check was stopped: you have to decide';

/** Plans no further check of an unknown job, by an operator's decision. @returns whether one was planned */
export function stopCheck(store: Store, id: number, now: Millis): boolean {
  return (
    store
      .prepare<[string, string, number, number]>(
        `UPDATE job SET not_before = 0, reason = iif(reason LIKE '%' || ?, reason, coalesce(rtrim(reason, '.') || '. ', '') || ?), updated_at = ?
         WHERE id = ? AND state = 'unknown' AND not_before > 0`,
      )
      .run(CHECK_STOPPED, CHECK_STOPPED, now, id).changes === 1
  );
}

/** Changes the state of a job. @throws QueueInvariantError if it is not in the expected state */
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

const LAST_CHECK = 'Last check: ';

/**
 * Adds to the reason of an unknown or awaited job what its last check said, instead of what the one before said; nothing if that
 * is empty. Why the job is unknown stays: it may be all that tells what the vendor answered. @returns whether anything changed
 */
export function noteCheck(store: Store, id: number, explanation: string, now: Millis): boolean {
  const { reason = null } =
    store.prepare<[number], { reason: string | null }>('SELECT reason FROM job WHERE id = ?').get(id) ?? {};
  const [why = ''] = (reason ?? '').split(LAST_CHECK);
  const first = why.trim();
  const whole =
    first === '' || explanation === ''
      ? explanation || first
      : `${/[.!?]$/.test(first) ? first : `${first}.`} ${LAST_CHECK}${explanation}`;
  if (whole === (reason ?? '')) return false;
  return (
    store
      .prepare<[string, number, number]>(
        `UPDATE job SET reason = ?, updated_at = ? WHERE id = ? AND state IN ('unknown', 'awaiting-vendor')`,
      )
      .run(whole, now, id).changes === 1
  );
}

/** Plans a check of an unknown job at an instant. */
export function recheckAt(store: Store, id: number, at: Millis): void {
  store.prepare<[number, number]>(`UPDATE job SET not_before = ? WHERE id = ? AND state = 'unknown'`).run(at, id);
}

/** Stores which additional requests of a delivered job were not confirmed. */
export function setMissing(store: Store, id: number, missing: readonly string[]): void {
  store.prepare<[string, number]>('UPDATE job SET missing = ? WHERE id = ?').run(`,${missing.join(',')},`, id);
}
