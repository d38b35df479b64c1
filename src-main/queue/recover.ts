import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { checkable } from './attempts.ts';
import { CountChanges } from './jobs.ts';
import { endImpossibleWaits } from './longest-wait.ts';
import { CHECK_DELAY_MS } from './settle.ts';
import type { Executor, QueuedJob } from './types.ts';

/**
 * Makes every job unknown that was in flight when the desk stopped, never ready (`docs/queue.md`: start-up), unless its request only read.
 * It runs in one transaction before the runner starts. @returns how many jobs became unknown
 */
export function recover(store: Store, executorFor: (connectionId: number) => Executor | null, now: Millis): number {
  return store.write(() => {
    const counts = new CountChanges();
    const left = store
      .prepare<[], QueuedJob>(
        `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
         WHERE state = 'sending' AND state NOT IN ('ready', 'delivered')`,
      )
      .all();
    const toUnknown = store.prepare<[number, string, number, number]>(
      `UPDATE job SET state = 'unknown', not_before = ?, reason = ?, updated_at = ? WHERE id = ? AND state = 'sending'`,
    );
    const reason = 'Trunkline stopped while this was in flight; the vendor may or may not have received it';
    const toReady = store.prepare<[number, number]>(
      `UPDATE job SET state = 'ready', reason = NULL, updated_at = ? WHERE id = ? AND state = 'sending'`,
    );
    const reads = new Set<QueuedJob>();
    for (const job of left) {
      const executor = executorFor(job.connectionId);
      if (executor?.onlyReads?.(job)) {
        reads.add(job);
        toReady.run(now, job.id);
        counts.move(job, 'sending', 'ready');
        continue;
      }
      toUnknown.run(
        executor && checkable(store, executor, job, now) ? now + CHECK_DELAY_MS.restart : 0,
        reason,
        now,
        job.id,
      );
      counts.move(job, 'sending', 'unknown');
    }
    // An interrupted check proves nothing. Its job is still unknown and is checked again.
    const checks = store
      .prepare<[], QueuedJob>(
        `SELECT id, connection_id AS connectionId, group_id AS groupId, source, lane, attempts FROM job
         WHERE state = 'unknown' AND not_before = 0
           AND EXISTS (SELECT 1 FROM attempt a WHERE a.job_id = job.id AND a.no = job.attempts AND a.purpose = 'check' AND a.ended_at IS NULL)`,
      )
      .all();
    const checkAgain = store.prepare<[number, number]>('UPDATE job SET not_before = ? WHERE id = ?');
    for (const job of checks) checkAgain.run(now + CHECK_DELAY_MS.restart, job.id);
    endImpossibleWaits(store, now);
    const endAttempt = store.prepare<[number, string, number, number]>(
      `UPDATE attempt SET ended_at = ?, outcome = ?, error = 'The desk stopped before the answer was kept'
       WHERE job_id = ? AND no = ? AND ended_at IS NULL`,
    );
    for (const job of [...left, ...checks])
      endAttempt.run(now, reads.has(job) ? 'not-sent' : 'unknown', job.id, job.attempts);
    counts.flush(store);
    return left.length - reads.size;
  });
}
