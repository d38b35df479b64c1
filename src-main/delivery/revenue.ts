import { sql } from 'kysely';
import type { CommandArguments, RevenueRow } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';

type Asked = CommandArguments<'delivery.revenue'>;

/** The number of posts that are added up before other commands can run: some 10 ms. */
const AT_ONCE = 5_000;

/** When the lead of a post was accepted; if it was not, when it was posted. */
const at = sql<number>`coalesce(p.accepted_at, b.created_at)`;

/** What a row of the report stands for. Days are in this machine's time zone. */
const NAMES = {
  file: sql<string>`b.label || ' (' || b.id || ')'`,
  day: sql<string>`date(${at} / 1000, 'unixepoch', 'localtime')`,
  campaign: sql<string>`coalesce(CAST(p.campaign AS TEXT), 'none')`,
} as const;

/** A lead that was returned or rejected in review has no revenue. */
const paid = sql<boolean>`(p.return_state <> 'returned' AND p.review <> 'rejected')`;

interface Sum extends RevenueRow {
  readonly key: string;
  /** The newest post that it counts. */
  readonly newest: number;
}

/** Posts with numbers from `low` to `high`. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * The revenue of leads by file, day, campaign or client, as reported so far. Updates are not posts. Posts are added up a range at a time, so
 * that other commands run while there are millions.
 */
export async function revenue(store: Store, asked: Asked): Promise<RevenueRow[]> {
  const { by } = asked;
  const sums = new Map<string, Sum>();
  const { low, high } = rangeOf(store, asked);
  for (let from = low; from <= high; from += AT_ONCE) {
    const range = { low: from, high: Math.min(high, from + AT_ONCE - 1) };
    for (const part of by === 'client' ? ofClients(store, asked, range) : ofPosts(store, { ...asked, by }, range)) {
      const sum = sums.get(part.key);
      sums.set(part.key, sum === undefined ? part : added(sum, part));
    }
    await yieldToEventLoop();
  }
  const rows = [...sums.values()];
  rows.sort((a, b) => (by === 'client' ? b.revenue - a.revenue : b.newest - a.newest));
  return rows.map(({ key: _key, newest: _newest, ...row }) => ({
    ...row,
    revenue: Math.round(row.revenue * 1e6) / 1e6,
  }));
}

function added(a: Sum, b: Sum): Sum {
  return {
    ...{ key: a.key, name: a.name, newest: Math.max(a.newest, b.newest) },
    posts: a.posts + b.posts,
    delivered: a.delivered + b.delivered,
    returned: a.returned + b.returned,
    sends: a.sends + b.sends,
    revenue: a.revenue + b.revenue,
    unpriced: a.unpriced + b.unpriced,
  };
}

/** The first and last number of the posts that may count. */
function rangeOf(store: Store, { batchId }: Asked): Range {
  let posts = sqlOf
    .selectFrom('delivery_post')
    .select((eb) => [eb.fn.min<number | null>('id').as('low'), eb.fn.max<number | null>('id').as('high')]);
  if (batchId !== undefined) posts = posts.where('batch_id', '=', batchId);
  const { low, high } = store.get(posts) ?? { low: null, high: null };
  return { low: low ?? 1, high: high ?? 0 };
}

function postsOf({ connectionId, batchId, from, until }: Asked, { low, high }: Range) {
  let posts = sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .where('p.id', '>=', low)
    .where('p.id', '<=', high)
    .where('b.kind', '<>', 'update')
    .where('p.left_out', '=', 0);
  if (connectionId !== undefined) posts = posts.where('b.connection_id', '=', connectionId);
  if (batchId !== undefined) posts = posts.where('b.id', '=', batchId);
  if (from !== undefined) posts = posts.where(at, '>=', from);
  if (until !== undefined) posts = posts.where(at, '<', until);
  return posts;
}

/** The sends of a post are all in its range, so that none of its clients counts it twice. */
const ofClients = (store: Store, asked: Asked, range: Range): Sum[] =>
  store.all(
    postsOf(asked, range)
      .innerJoin('delivery_send as s', 's.post_id', 'p.id')
      .select([
        sql<string>`s.client_uid || char(31) || s.client_name`.as('key'),
        's.client_name as name',
        sql<number>`max(p.id)`.as('newest'),
        sql<number>`count(DISTINCT p.id)`.as('posts'),
        sql<number>`count(DISTINCT iif(s.valid = 1, p.id, NULL))`.as('delivered'),
        sql<number>`count(DISTINCT iif(p.return_state = 'returned', p.id, NULL))`.as('returned'),
        sql<number>`coalesce(sum(s.valid = 1), 0)`.as('sends'),
        sql<number>`coalesce(sum(iif(s.valid = 1 AND ${paid}, s.price, 0)), 0)`.as('revenue'),
        sql<number>`count(DISTINCT iif(s.valid = 1 AND ${paid} AND s.price IS NULL, p.id, NULL))`.as('unpriced'),
      ])
      .groupBy(['s.client_uid', 's.client_name']),
  );

function ofPosts(store: Store, asked: Asked & { readonly by: keyof typeof NAMES }, range: Range): Sum[] {
  const sends = sql`(SELECT count(*) FROM delivery_send s WHERE s.post_id = p.id AND s.valid = 1)`;
  return store.all(
    postsOf(asked, range)
      .innerJoin('job', (join) =>
        join.onRef('job.source', '=', 'p.id').onRef('job.connection_id', '=', 'b.connection_id'),
      )
      .select([
        NAMES[asked.by].as('key'),
        NAMES[asked.by].as('name'),
        sql<number>`max(p.id)`.as('newest'),
        sql<number>`count(*)`.as('posts'),
        sql<number>`sum(job.state = 'delivered')`.as('delivered'),
        sql<number>`sum(p.return_state = 'returned')`.as('returned'),
        sql<number>`coalesce(sum(${sends}), 0)`.as('sends'),
        sql<number>`coalesce(sum(iif(job.state = 'delivered' AND ${paid}, p.price, 0)), 0)`.as('revenue'),
        sql<number>`sum(job.state = 'delivered' AND ${paid} AND p.price IS NULL)`.as('unpriced'),
      ])
      .groupBy(sql`1`),
  );
}
