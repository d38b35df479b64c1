import { sql } from 'kysely';
import type { RevenueRow } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { PostRange } from './post.ts';
import { isPaid, isSold, soldAt } from './sold.ts';

/** When the lead of a post was sold; if it was not, when it was posted. */
const at = sql<number>`coalesce(${soldAt}, b.created_at)`;

/** What a row of the report is about. Days are in this machine's time zone. */
const NAMES = {
  file: sql<string>`b.label || ' (' || b.id || ')'`,
  day: sql<string>`date(${at} / 1000, 'unixepoch', 'localtime')`,
  campaign: sql<string>`coalesce(CAST(p.campaign AS TEXT), 'none')`,
} as const;

/** Which posts count, by when their leads were accepted. Updates and rows that were left out never do. */
export interface Counted {
  readonly connectionId?: number | undefined;
  readonly batchId?: number | undefined;
  readonly from?: Millis | undefined;
  readonly until?: Millis | undefined;
}

/** A row of the report, for the posts of a range. */
export interface RevenueSum extends RevenueRow {
  /** Equal for the sums of the same row. */
  readonly key: string;
  /** The newest post that it counts. */
  readonly newest: number;
}

/** The first and last number of the posts of a batch, or of all. */
export function rangeOfPosts(store: Store, batchId: number | undefined): PostRange {
  let posts = sqlOf
    .selectFrom('delivery_post')
    .select((eb) => [eb.fn.min<number | null>('id').as('low'), eb.fn.max<number | null>('id').as('high')]);
  if (batchId !== undefined) posts = posts.where('batch_id', '=', batchId);
  const { low, high } = store.get(posts) ?? { low: null, high: null };
  return { low: low ?? 1, high: high ?? 0 };
}

function postsOf({ connectionId, batchId, from, until }: Counted, { low, high }: PostRange) {
  let posts = sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .innerJoin('job', (join) =>
      join.onRef('job.source', '=', 'p.id').onRef('job.connection_id', '=', 'b.connection_id'),
    )
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

/** Adds up the posts of a range by client. The sends of a post are all in its range, so that none of its clients counts it twice. */
export const revenueOfClients = (store: Store, counted: Counted, range: PostRange): RevenueSum[] =>
  store.all(
    postsOf(counted, range)
      .innerJoin('delivery_send as s', 's.post_id', 'p.id')
      .select([
        sql<string>`s.client_uid || char(31) || s.client_name`.as('key'),
        's.client_name as name',
        sql<number>`max(p.id)`.as('newest'),
        sql<number>`count(DISTINCT p.id)`.as('posts'),
        sql<number>`count(DISTINCT iif(s.valid = 1, p.id, NULL))`.as('delivered'),
        sql<number>`count(DISTINCT iif(p.return_state = 'returned', p.id, NULL))`.as('returned'),
        sql<number>`coalesce(sum(s.valid = 1), 0)`.as('sends'),
        sql<number>`coalesce(sum(iif(s.valid = 1 AND ${isPaid}, s.price, 0)), 0)`.as('revenue'),
        sql<number>`count(DISTINCT iif(s.valid = 1 AND ${isPaid} AND s.price IS NULL, p.id, NULL))`.as('unpriced'),
      ])
      .groupBy(['s.client_uid', 's.client_name']),
  );

/** Adds up the posts of a range by file, day or campaign. */
export function revenueOfPosts(store: Store, by: keyof typeof NAMES, counted: Counted, range: PostRange): RevenueSum[] {
  const sends = sql`(SELECT count(*) FROM delivery_send s WHERE s.post_id = p.id AND s.valid = 1)`;
  return store.all(
    postsOf(counted, range)
      .select([
        NAMES[by].as('key'),
        NAMES[by].as('name'),
        sql<number>`max(p.id)`.as('newest'),
        sql<number>`count(*)`.as('posts'),
        sql<number>`sum(${isSold})`.as('delivered'),
        sql<number>`sum(p.return_state = 'returned')`.as('returned'),
        sql<number>`coalesce(sum(${sends}), 0)`.as('sends'),
        sql<number>`coalesce(sum(iif(${isPaid}, p.price, 0)), 0)`.as('revenue'),
        sql<number>`sum(${isPaid} AND p.price IS NULL)`.as('unpriced'),
      ])
      .groupBy(sql`1`),
  );
}
