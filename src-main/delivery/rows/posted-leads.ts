import { inList } from '../../db/in-list.ts';
import { noteRowChanges } from '../../db/row-changes.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { batchOptions } from './batches.ts';
import { type ReportedSend, sendsOfPosts } from './sends.ts';

/** A lead that a receiver accepted, with what it reported. */
export interface PostedLead {
  readonly postNo: number;
  readonly at: Millis;
  readonly connectionId: number;
  readonly kind: string;
  readonly campaign: number | null;
  readonly leadId: string | null;
  /** JSON: the receiver's fields by name. */
  readonly fields: string;
  readonly review: string;
  readonly returnState: string;
  /** It was posted with the order of a ping. */
  readonly hasOrder: boolean;
  /** It was posted as not to be sold. */
  readonly noSell: boolean;
  /** It was posted to be sold later. */
  readonly isDelayed: boolean;
  /** The reported sends. */
  readonly sends: readonly ReportedSend[];
}

export interface PostedSpan {
  /** The receivers. */
  readonly connectionIds: readonly number[];
  readonly from: Millis;
  readonly until: Millis;
}

/** The accepted posts after one of them, in the order of time. */
export function postedLeads(
  store: Store,
  { connectionIds, from, until }: PostedSpan,
  after: { readonly at: Millis; readonly postNo: number } | null,
  count: number,
): PostedLead[] {
  const start = after ?? { at: from, postNo: 0 };
  const rows = store.all(
    sqlOf
      .selectFrom('delivery_post as p')
      .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
      .select(['p.id as postNo', 'p.accepted_at as at', 'p.campaign', 'p.lead_uid as leadId', 'p.fields', 'p.review'])
      .select(['p.return_state as returnState', 'p.order_id as orderId'])
      .select(['b.connection_id as connectionId', 'b.kind', 'b.options'])
      .where('p.accepted_at', '>=', start.at)
      .where('p.accepted_at', '<', until)
      .where((where) => where.or([where('p.accepted_at', '>', start.at), where('p.id', '>', start.postNo)]))
      .where('b.connection_id', 'in', inList(connectionIds))
      .where('b.kind', '<>', 'update')
      .orderBy('p.accepted_at')
      .orderBy('p.id')
      .limit(count),
  );
  const sends = sendsOfPosts(
    store,
    rows.map(({ postNo }) => postNo),
  );
  const saleOf = salesOfBatches();
  return rows.map(({ at, orderId, options, ...row }) => ({
    ...row,
    at: at ?? 0,
    hasOrder: orderId !== null,
    ...saleOf(options),
    sends: sends.get(row.postNo) ?? [],
  }));
}

/**
 * Watches the posted leads. Returns their revision, which differs from an earlier one if something that `postedLeads` or `soldSince`
 * returns may have changed since. Of a store it may be called once.
 */
export function watchPostedLeads(store: Store): () => number {
  let revision = 0;
  const note = () => {
    revision += 1;
  };
  const watcher = 'posted';
  // The status of a post is asked for again and again, and mostly writes what it is already.
  const columns = ['accepted_at', 'campaign', 'lead_uid', 'fields', 'review', 'return_state', 'order_id'];
  noteRowChanges(store, { table: 'delivery_post', key: 'id', columns, watcher }, note);
  const ofSend = ['client_uid', 'client_name', 'valid', 'price'];
  noteRowChanges(store, { table: 'delivery_send', key: 'post_id', columns: ofSend, watcher }, note);
  return () => revision;
}

/** Whether and when the leads of a batch are to be sold, by its options; each is read once. */
function salesOfBatches(): (options: string) => Pick<PostedLead, 'noSell' | 'isDelayed'> {
  const known = new Map<string, Pick<PostedLead, 'noSell' | 'isDelayed'>>();
  return (options) => {
    let sale = known.get(options);
    if (sale === undefined) {
      const { noSell, sendDelay } = batchOptions.parse(JSON.parse(options));
      sale = { noSell, isDelayed: (sendDelay ?? 0) > 0 };
      known.set(options, sale);
    }
    return sale;
  };
}

/** A single one; undefined if it was not accepted, or no longer exists. */
export function postedLead(store: Store, postNo: number): PostedLead | undefined {
  const row = store.get(
    sqlOf
      .selectFrom('delivery_post as p')
      .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
      .select(['p.accepted_at as at', 'b.connection_id as connectionId'])
      .where('p.id', '=', postNo),
  );
  if (row === undefined || row.at === null) return undefined;
  const { at, connectionId } = row;
  const span = { connectionIds: [connectionId], from: at, until: at + 1 };
  return postedLeads(store, span, { at, postNo: postNo - 1 }, 1)[0];
}

/** The number of them in a time range. */
export function countPostedLeads(store: Store, { connectionIds, from, until }: PostedSpan): number {
  return (
    store.get(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select((make) => make.fn.countAll<number>().as('n'))
        .where('p.accepted_at', '>=', from)
        .where('p.accepted_at', '<', until)
        .where('b.connection_id', 'in', inList(connectionIds))
        .where('b.kind', '<>', 'update'),
    )?.n ?? 0
  );
}

/** The reported valid sends of clients since a time, with their prices. */
export function soldSince(
  store: Store,
  { connectionIds, from }: Omit<PostedSpan, 'until'>,
): { readonly clientUid: string; readonly sends: number; readonly revenue: number }[] {
  return store.all(
    sqlOf
      .selectFrom('delivery_send as s')
      .innerJoin('delivery_post as p', 'p.id', 's.post_id')
      .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
      .select((make) => [
        's.client_uid as clientUid',
        make.fn.countAll<number>().as('sends'),
        make.fn.coalesce(make.fn.sum<number>('s.price'), make.lit(0)).as('revenue'),
      ])
      .where('s.valid', '=', 1)
      .where('p.accepted_at', '>=', from)
      .where('b.connection_id', 'in', inList(connectionIds))
      .groupBy('s.client_uid'),
  );
}
