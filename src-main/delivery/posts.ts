import { sql } from 'kysely';
import { z } from 'zod';
import { compiledWith } from '../db/compiled-with.ts';
import { inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { type JobSource, jobOfSource, type StoredJob } from '../queue/rows/find-jobs.ts';

/** A posted lead, with what its executor and its log need. */
export interface StoredPost {
  readonly id: number;
  readonly batchId: number;
  readonly row: number;
  readonly leadId: number | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly updatesLead: string | null;
  readonly replayOf: number | null;
  readonly step: 'ping' | 'post';
  readonly orderId: string | null;
  readonly orderUntil: Millis | null;
  readonly orderUsed: boolean;
  readonly postId: string | null;
  readonly leadUid: string | null;
  readonly price: number | null;
  readonly review: string;
  readonly returnState: string;
  readonly stateReason: string;
  readonly statusUrl: string | null;
  readonly acceptedAt: Millis | null;
  readonly follows: number;
  /** The last job that confirmed the redirect to the account. */
  readonly confirmedBy: number | null;
}

const fieldMap = z.record(z.string(), z.string());

export const readFieldMap = (json: string): Record<string, string> => fieldMap.parse(JSON.parse(json));

const byNumber = compiledWith(({ id }: { id: number }) =>
  sqlOf.selectFrom('delivery_post').selectAll().where('id', '=', id),
);

/** One post; undefined if it no longer exists. */
export function getPost(store: Store, id: number): StoredPost | undefined {
  const row = store.get(byNumber({ id }));
  return (
    row && {
      id: row.id,
      batchId: row.batch_id,
      row: row.row,
      leadId: row.lead_id,
      fields: readFieldMap(row.fields),
      reference: row.reference,
      phone: row.phone,
      email: row.email,
      updatesLead: row.updates_lead === null ? null : String(row.updates_lead),
      replayOf: row.replay_of,
      step: row.step,
      orderId: row.order_id,
      orderUntil: row.order_until,
      orderUsed: row.order_used === 1,
      postId: row.post_id,
      leadUid: row.lead_uid,
      price: row.price,
      review: row.review,
      returnState: row.return_state,
      stateReason: row.state_reason,
      statusUrl: row.status_url,
      acceptedAt: row.accepted_at,
      follows: row.follows,
      confirmedBy: row.confirmed_by,
    }
  );
}

const withBatch = sqlOf.selectFrom('delivery_post as p').innerJoin('delivery_batch as b', 'b.id', 'p.batch_id');
const sources = withBatch.select(['p.id as source', 'b.connection_id as connectionId']);
const sourceOf = compiledWith(({ id }: { id: number }) => sources.where('p.id', '=', id));

/** The job that sends a post; undefined if there is none. */
export function jobOfPost(store: Store, postNo: number): StoredJob | undefined {
  const source = store.get(sourceOf({ id: postNo }));
  return source && jobOfSource(store, source);
}

/** The sources of the jobs of some posts. */
export const sourcesOfPosts = (store: Store, ids: readonly number[]): JobSource[] =>
  store.all(sources.where('p.id', 'in', inList(ids)));

/**
 * The status address that a receiver reported for a post, by the receiver's id; null if it reported none, or the post is not of this desk.
 */
export function statusUrlOf(store: Store, connectionId: number, postId: string): string | null {
  const post = withBatch.select('p.status_url').where('p.post_id', '=', postId);
  return store.get(post.where('b.connection_id', '=', connectionId))?.status_url ?? null;
}

/** Makes the status of a post due now, by the receiver's id, unless it is final or due already. @returns whether it became due */
export const followNow = (store: Store, connectionId: number, postId: string, now: Millis): boolean =>
  store.run(
    sqlOf
      .updateTable('delivery_post')
      .set({ follow_at: now })
      .where('post_id', '=', postId)
      .where('follow_at', '>', now)
      .where(
        'batch_id',
        'in',
        sqlOf.selectFrom('delivery_batch').select('id').where('connection_id', '=', connectionId),
      ),
  ).changes > 0;

/** The rows of a batch that were left out, after a row, in order. */
export const leftOutRows = (store: Store, batchId: number, behind: number, limit: number) =>
  store.all(
    sqlOf
      .selectFrom('delivery_post')
      .select(['row', 'fields', 'issues'])
      .where('batch_id', '=', batchId)
      .where('row', '>', behind)
      .where('left_out', '=', 1)
      .orderBy('row')
      .limit(limit),
  );

/** The replays of a post, in order. */
export const replaysOf = (store: Store, postNo: number): number[] =>
  store.all(sqlOf.selectFrom('delivery_post').select('id').where('replay_of', '=', postNo).orderBy('id')).map(byId);

/** The posts that change the lead that a connection's receiver has under this number, in order. */
export const updatesOf = (store: Store, connectionId: number, leadUid: string): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select('p.id')
        // The column makes a number of its digits.
        .where('p.updates_lead', '=', sql<number>`CAST(${leadUid} AS INTEGER)`)
        .where('b.connection_id', '=', connectionId)
        .orderBy('p.id'),
    )
    .map(byId);

/** The newest posts of a lead in the inbox, without those that were left out. */
export const newestOfLead = (store: Store, leadId: number, limit: number): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post')
        .select('id')
        .where('lead_id', '=', leadId)
        .where('left_out', '=', 0)
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .map(byId);

const byId = ({ id }: { readonly id: number }): number => id;

/** Moves the posts of one lead to another. In the caller's write transaction. */
export function movePosts(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('delivery_post').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Adds the only post of a batch that changes a lead at the receiver. In the caller's write transaction. */
export function addUpdate(
  store: Store,
  batchId: number,
  post: Pick<StoredPost, 'fields' | 'phone' | 'email' | 'leadId'> & { readonly updatesLead: string },
): void {
  store.run(
    sqlOf.insertInto('delivery_post').values({
      ...{ batch_id: batchId, row: 1, fields: JSON.stringify(post.fields), phone: post.phone, email: post.email },
      lead_id: post.leadId,
      // The column converts its digits to a number.
      updates_lead: sql<number>`${post.updatesLead}`,
    }),
  );
}

/** Adds a replay as the only post of a batch. In the caller's write transaction. */
export function addReplay(store: Store, batchId: number, postNo: number): void {
  const same = ['lead_id', 'fields', 'reference', 'phone', 'email', 'updates_lead'] as const;
  store.run(
    sqlOf
      .insertInto('delivery_post')
      .columns(['batch_id', 'row', ...same, 'replay_of'])
      .expression(
        sqlOf
          .selectFrom('delivery_post')
          .select((eb) => [eb.val(batchId).as('batch_id'), eb.lit(1).as('row'), ...same, 'id as replay_of'])
          .where('id', '=', postNo),
      ),
  );
}

/** The posts of a person. @param phones digits, as in rows @param emails in lower case */
export function postsOfPerson(
  store: Store,
  person: { readonly leadId: number; readonly phones: readonly string[]; readonly emails: readonly string[] },
): number[] {
  const posts = sqlOf.selectFrom('delivery_post').select('id');
  // Empty values are in no index, and the condition must be the same as in the index.
  const byPhone = posts.where('phone', 'in', inList(person.phones)).where('phone', '<>', sql.lit(''));
  const byEmail = posts.where('email', 'in', inList(person.emails)).where('email', '<>', sql.lit(''));
  return store.all(posts.where('lead_id', '=', person.leadId).union(byPhone).union(byEmail)).map(byId);
}

/** The vendor's ids of the leads of posts, with their receivers. */
export const leadUidsOf = (
  store: Store,
  ids: readonly number[],
): { readonly leadUid: string; readonly connectionId: number }[] =>
  store
    .all(
      withBatch.select(['p.lead_uid as leadUid', 'b.connection_id as connectionId']).where('p.id', 'in', inList(ids)),
    )
    .flatMap(({ leadUid, connectionId }) => (leadUid === null ? [] : [{ leadUid, connectionId }]));

/** Erases a person's data from posts. In the caller's write transaction. */
export function erasePosts(store: Store, ids: readonly number[]): void {
  store.run(
    sqlOf
      .updateTable('delivery_post')
      .set({
        ...{ fields: '{}', reference: '', phone: '', email: '', issues: null, updates_lead: null, lead_id: null },
        ...{ order_id: null, post_id: null, lead_uid: null, redirect_url: null, status_url: null, state_reason: '' },
        follow_at: null,
      })
      .where('id', 'in', inList(ids)),
  );
  store.run(sqlOf.updateTable('delivery_send').set({ redirect_url: null }).where('post_id', 'in', inList(ids)));
}

/** The posts whose request contained some of these leads together with others. */
export const carriersOf = (store: Store, ids: readonly number[]): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post')
        .select('carried_by')
        .where('carried_by', 'is not', null)
        .where('id', 'in', inList(ids)),
    )
    .flatMap(({ carried_by }) => carried_by ?? []);
