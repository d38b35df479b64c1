import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

// The queries of what is due name the index of followed posts, because the newest posts may not be among them.

/** The newest post of a connection whose status is due; null if there is none. */
export const newestDue = (store: Store, connectionId: number, now: Millis): number | null =>
  store
    .prepare<[number, number], { id: number | null }>(
      `SELECT max(p.id) AS id FROM delivery_post p INDEXED BY delivery_post_follow
       WHERE p.follow_at <= ? AND p.batch_id IN (SELECT id FROM delivery_batch WHERE connection_id = ?)`,
    )
    .get(now, connectionId)?.id ?? null;

/** When the status of another post of a connection is due, after a time; null if none will be. */
export const nextDueAt = (store: Store, connectionId: number, now: Millis): Millis | null =>
  store
    .prepare<[number, number], { at: Millis }>(
      `SELECT p.follow_at AS at FROM delivery_post p INDEXED BY delivery_post_follow
       WHERE p.follow_at > ? AND p.batch_id IN (SELECT id FROM delivery_batch WHERE connection_id = ?) ORDER BY p.follow_at LIMIT 1`,
    )
    .get(now, connectionId)?.at ?? null;

/** The number of a connection's posts that are due until then, counted up to a limit. */
export const countDue = (store: Store, connectionId: number, until: Millis, atMost: number): number =>
  store
    .prepare<[number, number, number], { posts: number }>(
      `SELECT count(*) AS posts FROM (SELECT 1 FROM delivery_post INDEXED BY delivery_post_follow
       WHERE follow_at <= ? AND batch_id IN (SELECT id FROM delivery_batch WHERE connection_id = ?) LIMIT ?)`,
    )
    .get(until, connectionId, atMost)?.posts ?? 0;

/** Whether a post of some connections awaits the receiver, and was requested fewer times than that. */
export const isAnyAwaited = (store: Store, connectionIds: readonly number[], follows: number): boolean =>
  store
    .prepare<[number, string], { found: 1 }>(
      `SELECT 1 AS found FROM job JOIN delivery_post p ON p.id = job.source WHERE job.state = 'awaiting-vendor'
         AND p.follow_at IS NOT NULL AND p.follows < ? AND job.connection_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
    )
    .get(follows, JSON.stringify(connectionIds)) !== undefined;

/** Stores when the status of a post is requested next; null for never. In the caller's write transaction. */
export function followAt(store: Store, postNo: number, at: Millis | null): void {
  store.prepare<[number | null, number]>('UPDATE delivery_post SET follow_at = ? WHERE id = ?').run(at, postNo);
}

/** The same after its status was requested once more. @param follows how many times it was requested without a decision */
export function followAgainAt(store: Store, postNo: number, at: Millis | null, follows: number): void {
  store
    .prepare<[number | null, number, number]>('UPDATE delivery_post SET follow_at = ?, follows = ? WHERE id = ?')
    .run(at, follows, postNo);
}

const followed = compiledWith(({ id, at }: { id: number; at: Millis }) =>
  sqlOf
    .updateTable('delivery_post')
    .set({ follow_at: at, follows: 0 })
    .where('id', '=', id)
    .where('post_id', 'is not', null)
    .where('updates_lead', 'is', null),
);

/** Has the status of a post requested from a time on, if the receiver told its id. In the caller's write transaction. */
export const followFrom = (store: Store, postNo: number, at: Millis): void =>
  void store.run(followed({ id: postNo, at }));

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
