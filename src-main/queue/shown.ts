import { sql } from 'kysely';
import type { JobCounts } from '../../src-preload/contract/index.ts';
import { inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
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

/** So many unknown jobs without a planned check are looked at for one that is under way: after so many the few of them don't change what is told. */
const LOOKED_AT = 200;

/** Unknown jobs that the queue settles without anybody: with a check planned, or under way. */
function checkingCount(store: Store, where: Where): number {
  // A cross join keeps this order: through the connections the index of unknown jobs leads there. It is partial, so the state is written out.
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

/** Since when these jobs are being asked about, by id: those whose check is under way. */
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
