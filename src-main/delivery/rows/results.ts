import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/** The receiver's ids of a post and its lead; null if it reported none. */
interface VendorIds {
  readonly postId: string | null;
  readonly leadUid: string | null;
}

/** Stores the receiver's id of a post whose result is unknown, and the address of its status. In the caller's write transaction. */
export function saveIdOfUnknown(store: Store, postNo: number, postId: string, statusUrl: string | null): void {
  store
    .prepare('UPDATE delivery_post SET post_id = ?, status_url = coalesce(?, status_url) WHERE id = ?')
    .run(postId, statusUrl, postNo);
}

/** Stores that the receiver queued a post. In the caller's write transaction. @param followAt when its status is requested */
export function saveQueued(
  store: Store,
  postNo: number,
  {
    postId,
    statusUrl,
    followAt,
  }: { readonly postId: string; readonly statusUrl: string | null; readonly followAt: Millis },
): void {
  store
    .prepare('UPDATE delivery_post SET post_id = ?, status_url = ?, follow_at = ?, follows = 0 WHERE id = ?')
    .run(postId, statusUrl, followAt, postNo);
}

/** Stores that the receiver refused a post. In the caller's write transaction. */
export function saveRefused(store: Store, postNo: number, { postId, leadUid }: VendorIds): void {
  store
    .prepare(
      'UPDATE delivery_post SET post_id = coalesce(?, post_id), lead_uid = coalesce(?, lead_uid), follow_at = NULL WHERE id = ?',
    )
    .run(postId, leadUid, postNo);
}

/** What the answer reports about an accepted post, besides its sends and agents. */
export interface AcceptedRow extends VendorIds {
  readonly campaign: number | null;
  readonly price: number | null;
  readonly review: string;
  readonly redirectUrl: string | null;
  readonly statusUrl: string | null;
  readonly acceptedAt: Millis;
  /** When its status is requested; null if never. */
  readonly followAt: Millis | null;
}

/** Stores that the receiver accepted a post. In the caller's write transaction, for each accepted post. */
export function saveAccepted(store: Store, postNo: number, row: AcceptedRow): void {
  const { postId, leadUid, campaign, price, review, redirectUrl, statusUrl, acceptedAt, followAt } = row;
  store
    .prepare(
      `UPDATE delivery_post SET post_id = coalesce(?, post_id), lead_uid = coalesce(?, lead_uid), campaign = ?, price = ?, review = ?,
         return_state = 'none', redirect_url = ?, status_url = ?, accepted_at = ?, follow_at = ?, follows = 0 WHERE id = ?`,
    )
    .run(postId, leadUid, campaign, price, review, redirectUrl, statusUrl, acceptedAt, followAt, postNo);
}

/** Stores that a duplicate check or the operator found that a post was accepted. What is known of it stays. In the caller's write transaction. */
export function saveFound(store: Store, postNo: number, leadUid: string | null, acceptedAt: Millis): void {
  store
    .prepare<[string | null, number, number]>(
      `UPDATE delivery_post SET lead_uid = coalesce(lead_uid, ?), accepted_at = coalesce(accepted_at, ?),
         return_state = iif(return_state = '', 'none', return_state) WHERE id = ?`,
    )
    .run(leadUid, acceptedAt, postNo);
}

/** What a status reports about a post. */
export interface StatusRow {
  readonly price: number | null;
  readonly review: string;
  readonly returnState: string;
  /** Why it is in its state, in the receiver's words; empty if it gave no reason. */
  readonly reason: string;
  readonly leadUid: string | null;
  readonly campaign: number | null;
  /** When the post was accepted, unless that is known already; null if it was not. */
  readonly acceptedAt: Millis | null;
}

/** Stores what a status reports. What it doesn't report stays. In the caller's write transaction. */
export function saveStatus(store: Store, postNo: number, row: StatusRow): void {
  const { price, review, returnState, reason, leadUid, campaign, acceptedAt } = row;
  store
    .prepare(
      `UPDATE delivery_post SET price = ?, review = ?, return_state = ?, state_reason = ?, lead_uid = coalesce(?, lead_uid),
         campaign = coalesce(?, campaign), accepted_at = coalesce(accepted_at, ?) WHERE id = ?`,
    )
    .run(price, review, returnState, reason, leadUid, campaign, acceptedAt, postNo);
}
