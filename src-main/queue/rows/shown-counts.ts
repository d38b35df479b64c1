import { sql } from 'kysely';
import type { JobCounts } from '../../../src-preload/contract/index.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { JOB_STATES } from '../types.ts';

interface Where {
  readonly connectionId?: number;
  readonly groupId?: number;
}

/**
 * Jobs by state as an operator sees them: ready jobs of a connection that does not run, or of a paused group, count as held. They come from
 * the stored counts, so ten million jobs cost no more than ten. Only unknown jobs, which are few, are read.
 */
export function shownCounts(store: Store, where: Where = {}): JobCounts {
  let counted = sqlOf
    .selectFrom('job_count as n')
    .innerJoin('connection as c', 'c.id', 'n.connection_id')
    .innerJoin('job_group as g', 'g.id', 'n.group_id')
    .select(['n.state', sql<0 | 1>`c.run_state <> 'running' OR g.paused = 1`.as('asleep')])
    .select((eb) => eb.fn.sum<number>('n.jobs').as('jobs'))
    .groupBy([sql`1`, sql`2`]);
  if (where.connectionId !== undefined) counted = counted.where('n.connection_id', '=', where.connectionId);
  if (where.groupId !== undefined) counted = counted.where('n.group_id', '=', where.groupId);
  const rows = store.all(counted);
  const counts = { ...emptyCounts };
  for (const { state, asleep, jobs } of rows) {
    counts[state === 'ready' && asleep === 1 ? 'held' : state] += jobs;
    counts.total += jobs;
  }
  if (counts.unknown > 0) counts.checking = checkingCount(store, where);
  return counts;
}

/** The kinds of groups that have jobs, of one connection or of all. */
export function kindsOfJobs(store: Store, connectionId?: number): string[] {
  let groups = sqlOf
    .selectFrom('job_count as n')
    .innerJoin('job_group as g', 'g.id', 'n.group_id')
    .select('g.kind')
    .distinct()
    .where('n.jobs', '>', 0);
  if (connectionId !== undefined) groups = groups.where('n.connection_id', '=', connectionId);
  return store.all(groups).map(({ kind }) => kind);
}

/**
 * How many unknown jobs without a planned check are examined for a check in flight. Beyond this number the few such checks hardly change
 * the count.
 */
const LOOKED_AT = 200;

/** The number of unknown jobs that the queue resolves by itself, with a check planned or in flight. */
function checkingCount(store: Store, where: Where): number {
  // A cross join fixes the join order, so that the index of unknown jobs is searched by connection. The state is a literal, because the
  // index is partial.
  let unknown = sqlOf
    .selectFrom('connection as c')
    .crossJoin('job')
    .whereRef('job.connection_id', '=', 'c.id')
    .where('job.state', '=', sql.lit<'unknown'>('unknown'));
  if (where.connectionId !== undefined) unknown = unknown.where('c.id', '=', where.connectionId);
  if (where.groupId !== undefined) unknown = unknown.where('job.group_id', '=', where.groupId);
  const planned = unknown.where('job.not_before', '>', 0).select((eb) => eb.fn.countAll<number>().as('jobs'));
  const looked = unknown.where('job.not_before', '=', 0).select(['job.id', 'job.attempts']).limit(LOOKED_AT);
  const underWay = sqlOf
    .selectFrom(looked.as('looked'))
    .select((eb) => eb.fn.countAll<number>().as('jobs'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('attempt as a')
          .select('a.no')
          .whereRef('a.job_id', '=', 'looked.id')
          .whereRef('a.no', '=', 'looked.attempts')
          .where('a.purpose', '=', 'check')
          .where('a.ended_at', 'is', null),
      ),
    );
  return (store.get(planned)?.jobs ?? 0) + (store.get(underWay)?.jobs ?? 0);
}

/** For those of these jobs whose check is in flight: when it was sent, by job id. */
export function checksUnderWay(store: Store, jobs: readonly { readonly id: number }[]): ReadonlyMap<number, Millis> {
  if (jobs.length === 0) return new Map();
  const found = store.all(
    sqlOf
      .selectFrom('job')
      .innerJoin('attempt as a', (join) => join.onRef('a.job_id', '=', 'job.id').onRef('a.no', '=', 'job.attempts'))
      .select(['job.id', 'a.started_at as since'])
      .where('job.id', 'in', inList(jobs.map(({ id }) => id)))
      .where('a.purpose', '=', 'check')
      .where('a.ended_at', 'is', null),
  );
  return new Map(found.map(({ id, since }) => [id, since]));
}

const emptyCounts: JobCounts = {
  ...(Object.fromEntries(JOB_STATES.map((state) => [state, 0])) as JobCounts),
  total: 0,
  checking: 0,
};
