import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { inList } from '../../db/in-list.ts';
import { noteRowChanges } from '../../db/row-changes.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
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
export async function countPostedLeads(store: Store, { connectionIds, ...span }: PostedSpan): Promise<number> {
  let count = 0;
  for await (const isIn of portions(store, span)) {
    const row = store.get(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select((make) => make.fn.countAll<number>().as('n'))
        .where(isIn)
        .where('b.connection_id', 'in', inList(connectionIds))
        .where('b.kind', '<>', 'update'),
    );
    count += row?.n ?? 0;
  }
  return count;
}

/** Valid sends that a receiver reported for a kind of post, to a client at a price. */
export interface SoldSends {
  readonly connectionId: number;
  readonly kind: string;
  readonly clientUid: string;
  readonly price: number | null;
  readonly sends: number;
}

/** The reported valid sends since a time. */
export async function soldSince(
  store: Store,
  { connectionIds, from }: Omit<PostedSpan, 'until'>,
): Promise<SoldSends[]> {
  const all = new Map<string, SoldSends>();
  for await (const isIn of portions(store, { from, until: Number.MAX_SAFE_INTEGER })) {
    const rows = store.all(
      sqlOf
        .selectFrom('delivery_send as s')
        .innerJoin('delivery_post as p', 'p.id', 's.post_id')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select(['b.connection_id as connectionId', 'b.kind', 's.client_uid as clientUid', 's.price'])
        .select((make) => make.fn.countAll<number>().as('sends'))
        .where(isIn)
        .where('s.valid', '=', 1)
        .where('b.connection_id', 'in', inList(connectionIds))
        .groupBy(['b.connection_id', 'b.kind', 's.client_uid', 's.price']),
    );
    for (const row of rows) {
      const key = JSON.stringify([row.connectionId, row.kind, row.clientUid, row.price]);
      all.set(key, { ...row, sends: row.sends + (all.get(key)?.sends ?? 0) });
    }
  }
  return [...all.values()];
}

/** Accepted posts that are looked at before other commands can run. */
const AT_ONCE = 2_000;

/** The accepted posts of a time range in portions, as conditions, between which other work runs. */
async function* portions(
  store: Store,
  { from, until }: { readonly from: Millis; readonly until: Millis },
): AsyncGenerator<RawBuilder<SqlBool>> {
  let start = { at: from, id: 0 };
  for (;;) {
    const { at, id } = start;
    const behind = sql<SqlBool>`p.accepted_at >= ${at} AND (p.accepted_at, p.id) > (${at}, ${id})`;
    const last = store.get(
      sqlOf
        .selectFrom('delivery_post as p')
        .select(['p.accepted_at as at', 'p.id'])
        .where(behind)
        .where('p.accepted_at', '<', until)
        .orderBy('p.accepted_at')
        .orderBy('p.id')
        .limit(1)
        .offset(AT_ONCE - 1),
    );
    if (last === undefined || last.at === null) {
      yield sql<SqlBool>`${behind} AND p.accepted_at < ${until}`;
      return;
    }
    yield sql<SqlBool>`${behind} AND p.accepted_at <= ${last.at} AND (p.accepted_at, p.id) <= (${last.at}, ${last.id})`;
    start = { at: last.at, id: last.id };
    await yieldToCommands();
  }
}
