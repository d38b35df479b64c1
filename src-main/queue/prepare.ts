import type { Executor, Prepared, QueuedJob } from './types.ts';

/** Prepares jobs together; when that fails, one by one, so that one bad row holds itself and no other. */
export function prepareSafely(executor: Executor, jobs: readonly QueuedJob[]): [QueuedJob, Prepared][] {
  if (jobs.length === 0) return [];
  try {
    return pair(jobs, executor.prepare(jobs));
  } catch {
    return jobs.map((job) => {
      try {
        const [prepared] = executor.prepare([job]);
        return [job, prepared ?? { hold: 'It could not be prepared' }];
      } catch (error) {
        return [job, { hold: `It could not be prepared: ${error instanceof Error ? error.message : String(error)}` }];
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
