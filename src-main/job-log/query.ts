import type { DeliveryFacts, Job, JobFilter, JobState, PostFilter } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { heldValuesOf } from '../dialing/read-back/held-values.ts';
import { fromRowId, rowId } from '../dialing/row-id.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { checksUnderWay, shownCounts } from '../queue/rows/shown-counts.ts';
import { JobFacts } from './facts.ts';
import { asleep, base, matching } from './filter.ts';
import { jobsOfPosts, postPages } from './posted-jobs.ts';

/** The number of jobs read before yielding to other commands. A filter without an index reads all jobs, one window at a time. */
const WINDOW = 25_000;

type Order = 'newest' | 'oldest';

/** The sort key of the log: for one import the row, which is also the key of the source; otherwise the job id. */
const keyOf = (filter: JobFilter) =>
  filter.importId === undefined && filter.post === undefined ? 'job.id' : 'job.source';

type PostedFilter = JobFilter & { readonly post: PostFilter };
/** Whether the filter includes the results of posts. */
const byPost = (filter: JobFilter): filter is PostedFilter => filter.post !== undefined;

/** The range of keys that a filter can match, from `low` to `high` inclusive; null if there are none. */
function keyRange(store: Store, filter: JobFilter): { low: number; high: number } | null {
  const { state, connectionId } = filter;
  const counts = state === undefined ? null : shownCounts(store, connectionId === undefined ? {} : { connectionId });
  if (state !== undefined && counts?.[state] === 0) return null;
  const key = filter.importId === undefined ? 'id' : 'source';
  let query = sqlOf.selectFrom('job').select((eb) => [eb.fn.min<number | null>(key).as('low')]);
  let last = sqlOf.selectFrom('job').select((eb) => [eb.fn.max<number | null>(key).as('high')]);
  if (filter.importId !== undefined) {
    const [from, to] = [rowId(filter.importId, 0), rowId(filter.importId + 1, 0)];
    query = query.where('source', '>', from).where('source', '<', to);
    last = last.where('source', '>', from).where('source', '<', to);
  }
  const low = store.get(query)?.low ?? null;
  const high = store.get(last)?.high ?? null;
  return low === null || high === null ? null : { low, high };
}

/** Whether an index finds the matches directly. Otherwise windows are read one after another. */
function isServed({ state, reason, missing, differs, from, until, text, connectionId }: JobFilter): boolean {
  if (
    missing !== undefined ||
    differs !== undefined ||
    reason !== undefined ||
    from !== undefined ||
    until !== undefined ||
    (text ?? '').trim() !== ''
  )
    return false;
  if (state === undefined) return connectionId === undefined;
  return !['ready', 'held', 'delivered'].includes(state);
}

/** The ranges of keys to read, in order, starting after `after`. */
function* stretches(
  range: { low: number; high: number },
  order: Order,
  after: number | null,
  served: boolean,
): Generator<{ low: number; high: number }> {
  if (order === 'newest') {
    let high = after === null ? range.high : Math.min(range.high, after - 1);
    for (; high >= range.low; high -= WINDOW) {
      yield { low: served ? range.low : Math.max(range.low, high - WINDOW + 1), high };
      if (served) return;
    }
    return;
  }
  let low = after === null ? range.low : Math.max(range.low, after + 1);
  for (; low <= range.high; low += WINDOW) {
    yield { low, high: served ? range.high : Math.min(range.high, low + WINDOW - 1) };
    if (served) return;
  }
}

/** The ids of matching jobs in the order of their keys. `behind` is the last key of the previous portion. */
export async function matchingIds(
  store: Store,
  filter: JobFilter,
  behind: number,
  limit: number,
  facts: JobFacts,
): Promise<{ ids: number[]; behind: number } | null> {
  if (byPost(filter)) {
    for (const posts of postPages(store, facts, filter, { order: 'oldest', behind })) {
      const rows = store.all(
        jobsOfPosts(filter, posts).select(['job.id', 'job.source']).orderBy('job.source').limit(limit),
      );
      const last = rows.at(-1);
      if (last) return { ids: rows.map(({ id }) => id), behind: last.source };
      await yieldToEventLoop();
    }
    return null;
  }
  const range = keyRange(store, filter);
  if (!range) return null;
  const key = keyOf(filter);
  for (const { low, high } of stretches(range, 'oldest', behind, isServed(filter))) {
    const rows = store.all(
      matching(base, filter)
        .select(['job.id', `${key} as key`])
        .where(key, '>=', low)
        .where(key, '<=', high)
        .orderBy(key)
        .limit(limit),
    );
    const last = rows.at(-1);
    if (last) return { ids: rows.map(({ id }) => id), behind: last.key };
    await yieldToEventLoop();
  }
  return null;
}

/** A page of the log. `after` is the cursor of the page before. It reads until the page is full and yields to other commands. */
export async function listJobs(
  store: Store,
  input: { filter: JobFilter; after: string | null; limit: number; order: Order },
  facts: JobFacts = new JobFacts(),
): Promise<{ jobs: Job[]; cursor: string | null }> {
  const { filter, limit, order } = input;
  const after = input.after === null ? null : Number(input.after);
  const found: LogRow[] = [];
  if (byPost(filter)) {
    for (const posts of postPages(store, facts, filter, { order, behind: after })) {
      found.push(...readPosted(store, filter, posts, order, limit + 1 - found.length));
      if (found.length > limit) break;
      await yieldToEventLoop();
    }
    return pageOf(store, facts, filter, found, limit);
  }
  const range = keyRange(store, filter);
  for (const stretch of range ? stretches(range, order, after, isServed(filter)) : []) {
    found.push(...readRows(store, filter, stretch, order, limit + 1 - found.length));
    if (found.length > limit) break;
    await yieldToEventLoop();
  }
  return pageOf(store, facts, filter, found, limit);
}

function pageOf(
  store: Store,
  facts: JobFacts,
  filter: JobFilter,
  found: readonly LogRow[],
  limit: number,
): { jobs: Job[]; cursor: string | null } {
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  const cursor = found.length > limit && last ? String(keyOf(filter) === 'job.id' ? last.id : last.source) : null;
  return { jobs: shownWith(store, facts, jobs), cursor };
}

/** One job of the log, or undefined. */
export function readJob(store: Store, id: number, facts = new JobFacts()): Job | undefined {
  const [row] = readRows(store, {}, { low: id, high: id }, 'oldest', 1);
  return row && shownWith(store, facts, [row])[0];
}

type LogRow = ReturnType<typeof readRows>[number];

const SHOWN = [
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
  'job.missing',
  'job.not_before',
  'job.updated_at',
  'connection.run_reason',
  'job_group.paused',
  'job_group.paused_reason',
] as const;

const sorted = (order: Order) => (order === 'newest' ? 'desc' : 'asc');

function readRows(
  store: Store,
  filter: JobFilter,
  { low, high }: { low: number; high: number },
  order: Order,
  limit: number,
) {
  const key = keyOf(filter);
  return store.all(
    matching(base, filter)
      .select([...SHOWN, asleep.as('asleep')])
      .where(key, '>=', low)
      .where(key, '<=', high)
      .orderBy(key, sorted(order))
      .limit(limit),
  );
}

const readPosted = (store: Store, filter: JobFilter, posts: readonly number[], order: Order, limit: number) =>
  store.all(
    jobsOfPosts(filter, posts)
      .select([...SHOWN, asleep.as('asleep')])
      .orderBy('job.source', sorted(order))
      .limit(limit),
  );

/** Rows as shown in the log, with the read-back of their leads or the results of a post. */
function shownWith(store: Store, facts: JobFacts, rows: readonly LogRow[]): Job[] {
  const ids = rows.map(({ id }) => id);
  const held = heldValuesOf(store, ids);
  const posted = facts.of(store, ids);
  // An unknown job whose check is in flight has no planned check.
  const unplanned = rows.filter(({ state, not_before }) => state === 'unknown' && not_before === 0);
  const checks = checksUnderWay(store, unplanned);
  return rows.map((row) => {
    const shown = show(row);
    const job = { ...shown, nextAt: shown.nextAt ?? checks.get(row.id) ?? null, differs: held.get(row.id) ?? [] };
    const known = posted.get(row.id);
    return known === undefined ? job : { ...job, ...ofPost(known) };
  });
}

/** What a job shows about the lead that it posted. While the lead is queued at the receiver, the reference is the post's. */
function ofPost(facts: DeliveryFacts): Partial<Job> {
  const { row, kind, reference, postId, leadId, campaign, price, estimatedPrice } = facts;
  const { review, returnState, redirectUrl, confirmation, checkBy, sends, agents } = facts;
  return {
    ...{ row, kind, reference, postId, leadId, campaign, price, estimatedPrice },
    ...{ review, returnState, redirectUrl, confirmation, checkBy, sends, agents },
  };
}

function show(row: LogRow): Omit<Job, 'differs'> {
  const sleeps = row.state === 'ready' && Boolean(row.asleep);
  const { importId, row: rowNo } = fromRowId(row.source);
  const state: JobState = sleeps ? 'held' : row.state;
  return {
    id: row.id,
    state,
    connectionId: row.connection_id,
    connection: row.connection,
    importId: importId === 0 ? null : importId,
    importName: row.label,
    row: importId === 0 ? 0 : rowNo,
    phone: row.lane,
    reason: sleeps
      ? row.paused === 1
        ? (row.paused_reason ?? 'The import is paused')
        : (row.run_reason ?? row.reason)
      : row.reason,
    leadId: row.vendor_ref,
    lastAnswer: row.vendor_line,
    attempts: row.attempts,
    missing: row.missing === null ? [] : row.missing.split(',').filter((name) => name !== ''),
    nextAt: (row.state === 'ready' || row.state === 'unknown') && row.not_before > 0 ? row.not_before : null,
    updatedAt: row.updated_at,
  };
}

/** The most reasons returned. */
const REASONS_AT_MOST = 100;

/** The reasons among the jobs that match, most frequent first. */
export async function jobReasons(
  store: Store,
  filter: JobFilter,
  facts: JobFacts,
): Promise<{ reason: string; state: JobState; jobs: number }[]> {
  const found = new Map<string, { reason: string; state: JobState; jobs: number }>();
  for (const part of partsOf(store, filter, facts)) {
    const rows = store.all(
      part
        .select(['job.reason', 'job.state', (eb) => eb.fn.countAll<number>().as('jobs')])
        .where('job.reason', 'is not', null)
        .where('job.state', 'in', ['held', 'unknown', 'rejected', 'duplicate', 'delivered', 'awaiting-vendor'])
        .groupBy(['job.reason', 'job.state']),
    );
    for (const { reason, state, jobs } of rows) {
      const name = `${state} ${reason}`;
      found.set(name, { reason: reason ?? '', state, jobs: jobs + (found.get(name)?.jobs ?? 0) });
    }
    await yieldToEventLoop();
  }
  return [...found.values()].sort((a, b) => b.jobs - a.jobs).slice(0, REASONS_AT_MOST);
}

/** The matching jobs as a series of queries. */
function* partsOf(store: Store, filter: JobFilter, facts: JobFacts): Generator<ReturnType<typeof jobsOfPosts>> {
  if (byPost(filter)) {
    for (const posts of postPages(store, facts, filter, { order: 'oldest', behind: null }))
      yield jobsOfPosts(filter, posts);
    return;
  }
  const range = keyRange(store, filter);
  const key = keyOf(filter);
  for (const { low, high } of range ? stretches(range, 'oldest', null, false) : []) {
    yield matching(base, filter).where(key, '>=', low).where(key, '<=', high);
  }
}
