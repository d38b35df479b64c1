import { sql } from 'kysely';
import type { CommandArguments, RevenueRow } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';

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

/** The revenue of leads by file, day, campaign or client, as reported so far. Updates are not posts. */
export function revenue(
  store: Store,
  { by, connectionId, batchId, from, until }: CommandArguments<'delivery.revenue'>,
): RevenueRow[] {
  let posts = sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .where('b.kind', '<>', 'update')
    .where('p.left_out', '=', 0);
  if (connectionId !== undefined) posts = posts.where('b.connection_id', '=', connectionId);
  if (batchId !== undefined) posts = posts.where('b.id', '=', batchId);
  if (from !== undefined) posts = posts.where(at, '>=', from);
  if (until !== undefined) posts = posts.where(at, '<', until);
  if (by === 'client') {
    return store.all(
      posts
        .innerJoin('delivery_send as s', 's.post_id', 'p.id')
        .select([
          's.client_name as name',
          sql<number>`count(DISTINCT p.id)`.as('posts'),
          sql<number>`count(DISTINCT iif(s.valid = 1, p.id, NULL))`.as('delivered'),
          sql<number>`count(DISTINCT iif(p.return_state = 'returned', p.id, NULL))`.as('returned'),
          sql<number>`sum(s.valid = 1)`.as('sends'),
          sql<number>`coalesce(sum(iif(s.valid = 1 AND ${paid}, s.price, 0)), 0)`.as('revenue'),
        ])
        .groupBy(['s.client_uid', 's.client_name'])
        .orderBy('revenue', 'desc'),
    );
  }
  const sends = sql`(SELECT count(*) FROM delivery_send s WHERE s.post_id = p.id AND s.valid = 1)`;
  return store.all(
    posts
      .innerJoin('job', (join) =>
        join.onRef('job.source', '=', 'p.id').onRef('job.connection_id', '=', 'b.connection_id'),
      )
      .select([
        NAMES[by].as('name'),
        sql<number>`count(*)`.as('posts'),
        sql<number>`sum(job.state = 'delivered')`.as('delivered'),
        sql<number>`sum(p.return_state = 'returned')`.as('returned'),
        sql<number>`coalesce(sum(${sends}), 0)`.as('sends'),
        sql<number>`coalesce(sum(iif(job.state = 'delivered' AND ${paid}, p.price, 0)), 0)`.as('revenue'),
      ])
      .groupBy(sql`1`)
      .orderBy(sql`max(p.id)`, 'desc'),
  );
}
