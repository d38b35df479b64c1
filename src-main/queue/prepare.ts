import type { Store } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import { moveJob } from './rows/change-job.ts';
import type { CountChanges } from './rows/counts.ts';
import type { Executor, Prepared, QueuedJob } from './types.ts';

/** Prepares jobs together, for a send or a check. If that fails it prepares them one by one, so that a bad row holds no other row. */
export function prepareSafely(
  executor: Executor,
  jobs: readonly QueuedJob[],
  purpose: 'send' | 'check',
): [QueuedJob, Prepared][] {
  if (jobs.length === 0) return [];
  const prepare = (some: readonly QueuedJob[]): Prepared[] =>
    purpose === 'check' && executor.prepareCheck ? executor.prepareCheck(some) : executor.prepare(some);
  try {
    return pair(jobs, prepare(jobs));
  } catch {
    // One of the jobs can’t be prepared. Preparing them singly shows which one, and the others are sent.
    return jobs.map((job) => {
      try {
        const [prepared] = prepare([job]);
        return [job, prepared ?? { hold: 'The request could not be built' }];
      } catch (error) {
        return [
          job,
          { hold: `The request could not be built: ${error instanceof Error ? error.message : String(error)}` },
        ];
      }
    });
  }
}

function pair(jobs: readonly QueuedJob[], prepared: readonly Prepared[]): [QueuedJob, Prepared][] {
  return jobs.map((job, at) => {
    const found = prepared[at];
    if (!found) throw new Error('The executor prepared fewer requests than jobs');
    return [job, found];
  });
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
