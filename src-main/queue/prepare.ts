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
