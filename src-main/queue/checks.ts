import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { firstSentAt } from './rows/attempts.ts';
import { handToOperator } from './rows/change-job.ts';
import type { Executor, QueuedJob } from './types.ts';

/** Whether a check can still prove the result of an unknown job, given when it was first sent. */
export function checkable(store: Store, executor: Executor, job: QueuedJob, now: Millis): boolean {
  const first = firstSentAt(store, job.id);
  return executor.canCheck(job, Math.max(0, now - (first ?? now)));
}

/** Leaves an unknown job that can't be checked to the operator. */
export function leaveToOperator(store: Store, job: QueuedJob, why: string, now: Millis): void {
  handToOperator(store, job, `It can’t be checked (${why}): you have to decide`, now);
}
