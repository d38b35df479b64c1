import { type SelectQueryBuilder, sql } from 'kysely';
import type { Job, JobFilter, JobState, WhichJobs } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';
import { fromRowId, rowId } from '../dialing/row-id.ts';

const base = sqlOf
  .selectFrom('job')
  .innerJoin('connection', 'connection.id', 'job.connection_id')
  .innerJoin('job_group', 'job_group.id', 'job.group_id');

type Joined = SelectQueryBuilder<
  Pick<Tables, 'job' | 'connection' | 'job_group'>,
  'job' | 'connection' | 'job_group',
  object
>;

/** Whether a ready job sleeps: its connection does not run, or its import is paused. */
const asleep = sql<boolean>`(connection.run_state <> 'running' OR job_group.paused = 1)`;

/** The states that few jobs are in, in the words of the index over them: SQLite takes a partial index only where it sees those. */
const notable = sql<boolean>`job.state NOT IN ('ready', 'delivered')`;

function matching<Q extends Joined>(query: Q, filter: JobFilter): Q {
  let q = query as Joined;
  switch (filter.state) {
    case undefined:
      break;
    case 'ready':
      q = q.where('job.state', '=', 'ready').where(sql<boolean>`NOT ${asleep}`);
      break;
    case 'held':
      q = q.where((eb) => eb.or([eb('job.state', '=', 'held'), eb.and([eb('job.state', '=', 'ready'), asleep])]));
      break;
    case 'delivered':
      q = q.where('job.state', '=', 'delivered');
      break;
    default:
      q = q.where('job.state', '=', filter.state).where(notable);
  }
  if (filter.connectionId !== undefined) q = q.where('job.connection_id', '=', filter.connectionId);
  if (filter.importId !== undefined) {
    q = q.where('job.source', '>', rowId(filter.importId, 0)).where('job.source', '<', rowId(filter.importId + 1, 0));
  }
  if (filter.reason !== undefined) q = q.where('job.reason', '=', filter.reason);
  if (filter.from !== undefined) q = q.where('job.updated_at', '>=', filter.from);
  if (filter.until !== undefined) q = q.where('job.updated_at', '<', filter.until);
  const text = filter.text?.trim() ?? '';
  if (text !== '') {
    const digits = text.replace(/[\s().+-]/g, '');
    const words = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    q = /^\d{4,}$/.test(digits)
      ? q.where((eb) =>
          eb.or([eb('job.lane', '=', digits), eb('job.vendor_ref', '=', digits), eb('job.lane', 'like', `%${digits}`)]),
        )
      : q.where(sql<boolean>`(job.vendor_line LIKE ${words} ESCAPE '\\' OR job.reason LIKE ${words} ESCAPE '\\')`);
  }
  return q as Q;
}

/** The ids of the jobs that match, in order; `from` is the last id of the portion before. */
export function matchingIds(store: Store, which: WhichJobs, from: number, limit: number): number[] {
  if ('ids' in which)
    return which.ids
      .filter((id) => id > from)
      .sort((a, b) => a - b)
      .slice(0, limit);
  return store
    .all(matching(base, which.filter).select('job.id').where('job.id', '>', from).orderBy('job.id').limit(limit))
    .map(({ id }) => id);
}

/** A page of the log: by last change or, for exports and the terminal, by row. */
export function listJobs(
  store: Store,
  input: { filter: JobFilter; after: string | null; limit: number; order: 'newest' | 'oldest' },
): { jobs: Job[]; cursor: string | null } {
  let query = matching(base, input.filter).select([
    'job.id',
    'job.state',
    'job.connection_id',
    'connection.name as connection',
    'job_group.label as label',
    'job.source',
    'job.lane',
    'job.reason',
    'job.vendor_ref',
    'job.vendor_line',
    'job.attempts',
    'job.not_before',
    'job.updated_at',
    'connection.run_reason',
    'job_group.paused',
    asleep.as('asleep'),
  ]);
  const after = input.after === null ? null : Number(input.after);
  query =
    input.order === 'newest'
      ? query.orderBy('job.id', 'desc').$if(after !== null, (q) => q.where('job.id', '<', after ?? 0))
      : query.orderBy('job.id').$if(after !== null, (q) => q.where('job.id', '>', after ?? 0));
  const rows = store.all(query.limit(input.limit + 1));
  const jobs = rows.slice(0, input.limit).map((row): Job => {
    const sleeps = row.state === 'ready' && Boolean(row.asleep);
    const { importId, row: rowNo } = fromRowId(row.source);
    const state: JobState = sleeps ? 'held' : row.state;
    return {
      id: row.id,
      state,
      connectionId: row.connection_id,
      connection: row.connection,
      importId,
      importName: row.label,
      row: rowNo,
      phone: row.lane,
      reason: sleeps ? (row.paused === 1 ? 'The import is paused' : (row.run_reason ?? row.reason)) : row.reason,
      leadId: row.vendor_ref,
      lastAnswer: row.vendor_line,
      attempts: row.attempts,
      nextAt: (row.state === 'ready' || row.state === 'unknown') && row.not_before > 0 ? row.not_before : null,
      updatedAt: row.updated_at,
    };
  });
  return { jobs, cursor: rows.length > input.limit ? String(jobs.at(-1)?.id ?? '') : null };
}

/** The reasons among the jobs that match, most frequent first. */
export function jobReasons(store: Store, filter: JobFilter): { reason: string; state: JobState; jobs: number }[] {
  return store
    .all(
      matching(base, filter)
        .select(['job.reason', 'job.state', (eb) => eb.fn.countAll<number>().as('jobs')])
        .where('job.reason', 'is not', null)
        .where('job.state', 'in', ['held', 'unknown', 'rejected', 'duplicate', 'delivered', 'awaiting-vendor'])
        .groupBy(['job.reason', 'job.state'])
        .orderBy('jobs', 'desc')
        .limit(100),
    )
    .map((row) => ({ reason: row.reason ?? '', state: row.state, jobs: row.jobs }));
}
