import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/**
 * Notes that a post is sent now. In the caller's write transaction, for each post that is sent.
 *
 * @param carrier the post whose request contains this one; null if the request is its own
 * @param at its place in the request, from 0
 */
export function notePosting(store: Store, postNo: number, carrier: number | null, at: number): void {
  store
    .prepare(
      // The id of an earlier attempt has no meaning for this one.
      `UPDATE delivery_post SET step = 'post', order_used = 1, carried_by = ?, carried_at = ?, post_id = NULL, status_url = NULL WHERE id = ?`,
    )
    .run(carrier, at, postNo);
}

/** Notes that a ping for a post is sent now, which replaces its order. In the caller's write transaction. */
export function notePinging(store: Store, postNo: number): void {
  store.prepare(`UPDATE delivery_post SET step = 'ping', order_id = NULL, order_until = NULL WHERE id = ?`).run(postNo);
}

/** Stores the order of a ping, and the estimated price. In the caller's write transaction. @param until null if it does not expire */
export function saveOrder(
  store: Store,
  postNo: number,
  {
    orderId,
    until,
    estimate,
  }: { readonly orderId: string; readonly until: Millis | null; readonly estimate: number | null },
): void {
  store
    .prepare('UPDATE delivery_post SET order_id = ?, order_until = ?, order_used = 0, estimated_price = ? WHERE id = ?')
    .run(orderId, until, estimate, postNo);
}
