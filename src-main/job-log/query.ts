import type { DeliveryFacts, Job, JobFilter, JobState } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { ON_DO_NOT_CALL } from '../dialing/do-not-call.ts';
import { heldValuesOf } from '../dialing/read-back/held-values.ts';
import { fromRowId, rowId } from '../dialing/row-id.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { PageOfJobs } from '../queue/change-jobs.ts';
import { checksUnderWay, shownCounts } from '../queue/rows/shown-counts.ts';
import { JobFacts, type JobReason, type PostFinder } from './facts.ts';
import { asleep, base, isServed, matching } from './filter.ts';
import { finderFor, isPostGroup, jobsOfPosts, postPages } from './posted-jobs.ts';

/** The number of jobs read before yielding to other commands. A filter without an index reads all jobs, one window at a time. */
const WINDOW = 25_000;

type Order = 'newest' | 'oldest';

/** The sort key of jobs: for one import the row, which is also the key of the source; otherwise the job id. */
const keyOf = (filter: JobFilter) => (filter.importId === undefined ? 'job.id' : 'job.source');

/** The beginning of a cursor in a list of posts, which is ordered by their ids. */
const POST_CURSOR = 'post ';
/** Posts that are looked up at once where there is no page to be filled. */
const POSTS_AT_ONCE = 1_000;

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

/** Returns the ids of matching jobs in the order of their keys, portion by portion. `behind` is the last key of the previous one. */
export function matchingIds(store: Store, filter: JobFilter, facts: JobFacts): PageOfJobs {
  const finder = finderFor(store, facts, filter);
  return finder === null
    ? (behind, limit) => idsOfJobs(store, filter, behind, limit)
    : (behind, limit) => idsOfPosts(store, finder, filter, behind, limit);
}

type Portion = { ids: number[]; behind: number } | null;

async function idsOfPosts(
  store: Store,
  finder: PostFinder,
  filter: JobFilter,
  behind: number,
  limit: number,
): Promise<Portion> {
  for await (const posts of postPages(finder, filter, { order: 'oldest', behind, limit })) {
    const found = jobsOfPosts(finder, filter, posts).select(['job.id', 'job.source']).orderBy('job.source');
    const rows = store.all(found);
    const last = rows.at(-1);
    if (last) return { ids: rows.map(({ id }) => id), behind: last.source };
    await yieldToEventLoop();
  }
  return null;
}

async function idsOfJobs(store: Store, filter: JobFilter, behind: number, limit: number): Promise<Portion> {
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
  const finder = finderOfPage(store, facts, input);
  if (finder !== null) return listPosts(store, facts, finder, input);
  const after = input.after === null ? null : Number(input.after);
  const found: LogRow[] = [];
  const range = keyRange(store, filter);
  for (const stretch of range ? stretches(range, order, after, isServed(filter)) : []) {
    found.push(...readRows(store, filter, stretch, order, limit + 1 - found.length));
    if (found.length > limit) break;
    await yieldToEventLoop();
  }
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  const cursor = found.length > limit && last ? String(keyOf(filter) === 'job.id' ? last.id : last.source) : null;
  return { jobs: shownWith(store, facts, jobs), cursor };
}

interface PageAsked {
  readonly filter: JobFilter;
  readonly after: string | null;
  readonly limit: number;
  readonly order: Order;
}

/** A list that began with posts continues with posts, whatever jobs there are by then. */
function finderOfPage(store: Store, facts: JobFacts, { filter, after }: PageAsked): PostFinder | null {
  if (after === null) return finderFor(store, facts, filter);
  return after.startsWith(POST_CURSOR) ? facts.posts : null;
}

async function listPosts(
  store: Store,
  facts: JobFacts,
  finder: PostFinder,
  { filter, after, limit, order }: PageAsked,
): Promise<{ jobs: Job[]; cursor: string | null }> {
  const behind = after === null ? null : Number(after.slice(POST_CURSOR.length));
  const found: LogRow[] = [];
  for await (const posts of postPages(finder, filter, { order, behind, limit: limit + 1 })) {
    found.push(...readPosted(store, finder, filter, posts, order));
    if (found.length > limit) break;
    await yieldToEventLoop();
  }
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  const cursor = found.length > limit && last ? `${POST_CURSOR}${last.source}` : null;
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
  'job_group.kind as group_kind',
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

const readPosted = (
  store: Store,
  finder: PostFinder,
  filter: JobFilter,
  posts: readonly number[],
  order: Order,
): LogRow[] =>
  store.all(
    jobsOfPosts(finder, filter, posts)
      .select([...SHOWN, asleep.as('asleep')])
      .orderBy('job.source', sorted(order)),
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
  const { batchId, row, kind, reference, postId, leadId, campaign, price, estimatedPrice } = facts;
  const { review, returnState, redirectUrl, confirmation, checkBy, sends, agents } = facts;
  return {
    ...{ batchId, row, kind, reference, postId, leadId, campaign, price, estimatedPrice },
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
    isChange: row.group_kind?.startsWith('leadexec') === true,
    phone: row.lane,
    reason: !sleeps
      ? row.reason
      : row.paused === 1
        ? (row.paused_reason ?? (importId === 0 ? 'Its batch is paused' : 'The import is paused'))
        : (row.run_reason ?? row.reason),
    heldBy: state === 'held' ? heldBy(row, sleeps) : null,
    leadId: row.vendor_ref,
    lastAnswer: row.vendor_line,
    attempts: row.attempts,
    missing: row.missing === null ? [] : row.missing.split(',').filter((name) => name !== ''),
    nextAt: (row.state === 'ready' || row.state === 'unknown') && row.not_before > 0 ? row.not_before : null,
    updatedAt: row.updated_at,
  };
}

function heldBy(row: LogRow, sleeps: boolean): Job['heldBy'] {
  if (!sleeps) return row.reason === ON_DO_NOT_CALL ? 'do-not-call' : null;
  if (row.paused === 0) return 'connection';
  if (fromRowId(row.source).importId !== 0) return 'import';
  return isPostGroup(row.group_kind) ? 'batch' : null;
}

/** The most reasons returned. */
const REASONS_AT_MOST = 100;

/** States whose reasons are offered. */
const WITH_REASONS = ['held', 'unknown', 'rejected', 'duplicate', 'delivered', 'awaiting-vendor'] as const;

/** The reasons among the jobs that match, most frequent first. */
export async function jobReasons(store: Store, filter: JobFilter, facts: JobFacts): Promise<JobReason[]> {
  const finder = finderFor(store, facts, filter);
  const found = new Map<string, JobReason>();
  const add = ({ reason, state, jobs }: JobReason) => {
    const name = `${state} ${reason}`;
    found.set(name, { reason, state, jobs: jobs + (found.get(name)?.jobs ?? 0) });
  };
  for await (const part of finder === null ? partsOfJobs(store, filter) : partsOfPosts(finder, filter, add)) {
    const rows = store.all(
      part
        .select(['job.reason', 'job.state', (eb) => eb.fn.countAll<number>().as('jobs')])
        .where('job.reason', 'is not', null)
        .where('job.state', 'in', WITH_REASONS)
        .groupBy(['job.reason', 'job.state']),
    );
    for (const { reason, state, jobs } of rows) add({ reason: reason ?? '', state, jobs });
    await yieldToEventLoop();
  }
  return [...found.values()].sort((a, b) => b.jobs - a.jobs).slice(0, REASONS_AT_MOST);
}

/** Returns what the finder counts itself, and the rest as a series of queries. */
async function* partsOfPosts(
  finder: PostFinder,
  filter: JobFilter,
  counted: (reason: JobReason) => void,
): AsyncGenerator<ReturnType<typeof jobsOfPosts>> {
  const { counts, unread } = await finder.reasons(filter, WITH_REASONS);
  for (const one of counts) counted(one);
  for (let at = 0; at < unread.length; at += POSTS_AT_ONCE)
    yield jobsOfPosts(finder, filter, unread.slice(at, at + POSTS_AT_ONCE));
}

/** The matching jobs as a series of queries. */
function* partsOfJobs(store: Store, filter: JobFilter): Generator<ReturnType<typeof jobsOfPosts>> {
  const range = keyRange(store, filter);
  const key = keyOf(filter);
  for (const { low, high } of range ? stretches(range, 'oldest', null, false) : []) {
    yield matching(base, filter).where(key, '>=', low).where(key, '<=', high);
  }
}
