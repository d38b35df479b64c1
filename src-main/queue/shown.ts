import type { JobCounts, JobState } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { JOB_STATES } from './types.ts';

interface Where {
  readonly connectionId?: number;
  readonly groupId?: number;
}

/**
 * Jobs by state as an operator sees them: ready jobs of a connection that does not run, or of a paused group, count as
 * held. Straight from the kept counts, so it costs the same for ten jobs and ten million;
 * only unknown ones, which are few, are looked at.
 */
export function shownCounts(store: Store, where: Where = {}): JobCounts {
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
  if (counts.unknown > 0) counts.checking = checkingCount(store, where);
  return counts;
}

/** So many unknown jobs without a planned check are looked at for one that is under way: after so many the few of them don't change what is told. */
const LOOKED_AT = 200;

/** Unknown jobs that the queue settles without anybody: with a check planned, or under way. */
function checkingCount(store: Store, where: Where): number {
  // Through the connections the index of unknown jobs leads there.
  const unknown = `FROM connection c JOIN job ON job.connection_id = c.id AND job.state = 'unknown'
    WHERE c.id = coalesce(?, c.id) AND job.group_id = coalesce(?, job.group_id)`;
  const planned = store
    .prepare<[number | null, number | null], number>(`SELECT count(*) ${unknown} AND job.not_before > 0`)
    .pluck()
    .get(where.connectionId ?? null, where.groupId ?? null);
  const underWay = store
    .prepare<[number | null, number | null, number], number>(
      `SELECT count(*) FROM (SELECT job.id, job.attempts ${unknown} AND job.not_before = 0 LIMIT ?) looked
       WHERE EXISTS (SELECT 1 FROM attempt a
         WHERE a.job_id = looked.id AND a.no = looked.attempts AND a.purpose = 'check' AND a.ended_at IS NULL)`,
    )
    .pluck()
    .get(where.connectionId ?? null, where.groupId ?? null, LOOKED_AT);
  return (planned ?? 0) + (underWay ?? 0);
}

/** Since when these jobs are being asked about, by id: those whose check is under way. */
export function checksUnderWay(store: Store, jobs: readonly { readonly id: number }[]): ReadonlyMap<number, Millis> {
  if (jobs.length === 0) return new Map();
  const found = store
    .prepare<[string], { id: number; since: Millis }>(
      `SELECT job.id AS id, a.started_at AS since
       FROM json_each(?) wanted JOIN job ON job.id = wanted.value JOIN attempt a ON a.job_id = job.id AND a.no = job.attempts
       WHERE a.purpose = 'check' AND a.ended_at IS NULL`,
    )
    .all(JSON.stringify(jobs.map(({ id }) => id)));
  return new Map(found.map(({ id, since }) => [id, since]));
}

const emptyCounts: JobCounts = {
  ...(Object.fromEntries(JOB_STATES.map((state) => [state, 0])) as JobCounts),
  total: 0,
  checking: 0,
};
