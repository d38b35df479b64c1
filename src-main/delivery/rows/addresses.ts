import { type Store, sqlOf } from '../../db/store.ts';

/**
 * The status address that a receiver reported for a post, by the receiver's id; null if it reported none, or the post is not of this desk.
 */
export const statusUrlOf = (store: Store, connectionId: number, postId: string): string | null =>
  store.get(
    sqlOf
      .selectFrom('delivery_post as p')
      .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
      .select('p.status_url')
      .where('p.post_id', '=', postId)
      .where('b.connection_id', '=', connectionId),
  )?.status_url ?? null;

/** Whether a receiver reported this address to redirect to, for a post or one of its sends. */
export function isRedirectUrl(store: Store, url: string): boolean {
  const has = (table: 'delivery_post' | 'delivery_send') =>
    store.get(sqlOf.selectFrom(table).select('redirect_url').where('redirect_url', '=', url).limit(1)) !== undefined;
  return has('delivery_post') || has('delivery_send');
}

/** Stores the job that confirms the redirect of a post to the account. */
export function noteConfirmation(store: Store, postNo: number, jobId: number): void {
  store.run(sqlOf.updateTable('delivery_post').set({ confirmed_by: jobId }).where('id', '=', postNo));
}
