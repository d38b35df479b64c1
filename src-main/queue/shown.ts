import type { JobCounts, JobState } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { JOB_STATES } from './types.ts';

/**
 * Jobs by state as an operator sees them: ready jobs of a connection that does not run, or of a paused group, count as
 * held. Straight from the kept counts, so it costs the same for ten jobs and ten million.
 */
export function shownCounts(store: Store, where: { connectionId?: number; groupId?: number } = {}): JobCounts {
  const rows = store
    .prepare<[number | null, number | null], { state: JobState; asleep: number; jobs: number }>(
      `SELECT n.state AS state, (c.run_state <> 'running' OR g.paused = 1) AS asleep, sum(n.jobs) AS jobs
       FROM job_count n JOIN connection c ON c.id = n.connection_id JOIN job_group g ON g.id = n.group_id
       WHERE n.connection_id = coalesce(?, n.connection_id) AND n.group_id = coalesce(?, n.group_id)
       GROUP BY 1, 2`,
    )
    .all(where.connectionId ?? null, where.groupId ?? null);
  const counts = { ...emptyCounts };
  for (const { state, asleep, jobs } of rows) {
    counts[state === 'ready' && asleep === 1 ? 'held' : state] += jobs;
    counts.total += jobs;
  }
  return counts;
}

const emptyCounts: JobCounts = {
  ...(Object.fromEntries(JOB_STATES.map((state) => [state, 0])) as JobCounts),
  total: 0,
};
