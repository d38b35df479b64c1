import type { CommandArguments, RevenueRow } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** What a row of the report is about, in SQL. A day is one of this machine's own calendar. */
const NAMES = {
  file: `b.label || ' (' || b.id || ')'`,
  day: `date(coalesce(p.accepted_at, b.created_at) / 1000, 'unixepoch', 'localtime')`,
  campaign: `coalesce(CAST(p.campaign AS TEXT), 'none')`,
} as const;

/** A lead that was returned or refused by review brings nothing. */
const PAID = `(p.return_state <> 'returned' AND p.review <> 'rejected')`;

/** What leads brought, by file, day, campaign or client, as told so far. Updates are no posts. */
export function revenue(
  store: Store,
  { by, connectionId, batchId, from, until }: CommandArguments<'delivery.revenue'>,
): RevenueRow[] {
  const where = `b.kind <> 'update' AND p.left_out = 0 AND (@connectionId IS NULL OR b.connection_id = @connectionId)
    AND (@batchId IS NULL OR b.id = @batchId) AND (@from IS NULL OR coalesce(p.accepted_at, b.created_at) >= @from)
    AND (@until IS NULL OR coalesce(p.accepted_at, b.created_at) < @until)`;
  const said = {
    connectionId: connectionId ?? null,
    batchId: batchId ?? null,
    from: from ?? null,
    until: until ?? null,
  };
  if (by === 'client') {
    return store
      .prepare<[typeof said], RevenueRow>(
        `SELECT s.client_name AS name, count(DISTINCT p.id) AS posts, count(DISTINCT iif(s.valid = 1, p.id, NULL)) AS delivered,
           count(DISTINCT iif(p.return_state = 'returned', p.id, NULL)) AS returned, sum(s.valid = 1) AS sends,
           coalesce(sum(iif(s.valid = 1 AND ${PAID}, s.price, 0)), 0) AS revenue
         FROM delivery_send s JOIN delivery_post p ON p.id = s.post_id JOIN delivery_batch b ON b.id = p.batch_id
         WHERE ${where} GROUP BY s.client_uid, s.client_name ORDER BY revenue DESC`,
      )
      .all(said);
  }
  return store
    .prepare<[typeof said], RevenueRow>(
      `SELECT ${NAMES[by]} AS name, count(*) AS posts, sum(job.state = 'delivered') AS delivered, sum(p.return_state = 'returned') AS returned,
         coalesce(sum((SELECT count(*) FROM delivery_send s WHERE s.post_id = p.id AND s.valid = 1)), 0) AS sends,
         coalesce(sum(iif(job.state = 'delivered' AND ${PAID}, p.price, 0)), 0) AS revenue
       FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id JOIN job ON job.source = p.id AND job.connection_id = b.connection_id
       WHERE ${where} GROUP BY 1 ORDER BY max(p.id) DESC`,
    )
    .all(said);
}
