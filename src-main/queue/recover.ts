import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { checkable } from './checks.ts';
import { recheckAt } from './rows/change-job.ts';
import { CountChanges } from './rows/counts.ts';
import { endInterrupted, interruptedChecks, interruptedSends, makeReady, makeUnknown } from './rows/interrupted.ts';
import { endImpossibleWaits } from './rows/waiting-jobs.ts';
import { CHECK_DELAY_MS } from './settle.ts';
import type { Executor, QueuedJob } from './types.ts';

/**
 * Makes every job unknown that was in flight when the desk stopped, never ready (`docs/queue.md`: start-up), unless its request only read.
 * It runs in one transaction before the runner starts. @returns how many jobs became unknown
 */
export function recover(store: Store, executorFor: (connectionId: number) => Executor | null, now: Millis): number {
  return store.write(() => {
    const counts = new CountChanges();
    const left = interruptedSends(store);
    const reason = 'Trunkline stopped while this was in flight; the vendor may or may not have received it';
    const reads = new Set<QueuedJob>();
    for (const job of left) {
      const executor = executorFor(job.connectionId);
      if (executor?.onlyReads?.(job)) {
        reads.add(job);
        makeReady(store, job.id, now);
        counts.move(job, 'sending', 'ready');
        continue;
      }
      const checkAt = executor && checkable(store, executor, job, now) ? now + CHECK_DELAY_MS.restart : 0;
      makeUnknown(store, job.id, checkAt, reason, now);
      counts.move(job, 'sending', 'unknown');
    }
    // An interrupted check proves nothing. Its job is still unknown and is checked again.
    const checks = interruptedChecks(store);
    for (const job of checks) recheckAt(store, job.id, now + CHECK_DELAY_MS.restart);
    endImpossibleWaits(store, now);
    for (const job of [...left, ...checks]) endInterrupted(store, job, reads.has(job) ? 'not-sent' : 'unknown', now);
    counts.flush(store);
    return left.length - reads.size;
  });
}
