import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { PingOrder, ReceiverAnswer } from '../vendors/leadreceiver/answer-types.ts';
import type { StatusAnswer } from '../vendors/leadreceiver/read-status.ts';
import { keepAgents } from './agent-rows.ts';
import type { StoredPost } from './posts.ts';
import { noteTurn } from './turn-rows.ts';

type Accepted = Extract<ReceiverAnswer, { is: 'accepted' }>;
export type Told = Exclude<StatusAnswer, { is: 'unknown' }>;

/** The delay between an answer and the first request for its status, ms. */
const FIRST_FOLLOW_MS = 2_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Stores what the answer to a post reports about its lead, in the transaction of the job's outcome. */
export function keepResult(
  store: Store,
  post: StoredPost,
  result: ReceiverAnswer,
  now: Millis,
  returnDays: number,
): void {
  switch (result.is) {
    case 'accepted':
      keepAccepted(store, post, result, now, returnDays);
      return;
    case 'queued':
      store
        .prepare('UPDATE delivery_post SET post_id = ?, status_url = ?, follow_at = ?, follows = 0 WHERE id = ?')
        .run(result.postId, result.statusUrl, now + FIRST_FOLLOW_MS, post.id);
      return;
    case 'refused':
      store
        .prepare(
          'UPDATE delivery_post SET post_id = coalesce(?, post_id), lead_uid = coalesce(?, lead_uid), follow_at = NULL WHERE id = ?',
        )
        .run(result.postId, result.leadId, post.id);
      return;
    case 'unknown':
    case 'not-sent':
      return;
  }
}

function keepAccepted(store: Store, post: StoredPost, result: Accepted, now: Millis, returnDays: number): void {
  const { postId, leadId, price, pendingReview, redirectUrl, statusUrl } = result;
  const review = pendingReview === true ? 'pending' : '';
  // Without an id the status can't be requested. What changes about an updated lead is told of the post that created it.
  const followed = postId !== null && post.updatesLead === null && (review === 'pending' || returnDays > 0);
  const followAt = followed ? now + (review === 'pending' ? FIRST_FOLLOW_MS : DAY_MS) : null;
  store
    .prepare(
      `UPDATE delivery_post SET post_id = coalesce(?, post_id), lead_uid = coalesce(?, lead_uid), campaign = ?, price = ?, review = ?,
         return_state = 'none', redirect_url = ?, status_url = ?, accepted_at = ?, follow_at = ?, follows = 0 WHERE id = ?`,
    )
    .run(postId, leadId, campaignOf(result), price, review, redirectUrl, statusUrl, now, followAt, post.id);
  if (price !== null) noteTurn(store, post.id, now, 'price', null, String(price));
  store.prepare('DELETE FROM delivery_send WHERE post_id = ?').run(post.id);
  const send = store.prepare(
    'INSERT INTO delivery_send (post_id, no, client_uid, client_name, valid, price, redirect_url) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [at, one] of (result.sends ?? []).entries()) {
    const valid = one.valid === null ? null : one.valid ? 1 : 0;
    send.run(post.id, at + 1, one.clientId ?? '', one.clientName, valid, one.price, one.redirectUrl);
  }
  keepAgents(store, post.id, result.agents ?? []);
}

/** The campaign’s id as stored. One that exceeds JavaScript's safe numbers is only in the answer. */
export function campaignOf({ campaignId }: { readonly campaignId: string | null }): number | null {
  const number = Number(campaignId ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : null;
}

/** Stores the order from a ping, and the estimate. Its validity starts with the answer's arrival. */
export function keepOrder(
  store: Store,
  post: StoredPost,
  { orderId, expiresInMs }: PingOrder,
  estimate: number | null,
  arrivedAt: Millis,
): void {
  store
    .prepare('UPDATE delivery_post SET order_id = ?, order_until = ?, order_used = 0, estimated_price = ? WHERE id = ?')
    .run(orderId, expiresInMs === null ? null : arrivedAt + expiresInMs, estimate, post.id);
}

/** Stores the changes that a status reports: price, review and return. @returns whether anything is new */
export function keepStatus(store: Store, post: StoredPost, status: Told, now: Millis): boolean {
  const accepted = status.is === 'accepted';
  const review = status.review.state === 'none' ? post.review : status.review.state;
  const returned =
    status.returned.is === true ? 'returned' : post.returnState === '' && accepted ? 'none' : post.returnState;
  const price = status.price ?? post.price;
  const turns: [string, string | null, string | null][] = [];
  const shown = (amount: number | null): string | null => (amount === null ? null : String(amount));
  if (price !== post.price) turns.push(['price', shown(post.price), shown(price)]);
  if (review !== post.review) turns.push(['review', post.review || null, review]);
  if (returned !== post.returnState && returned === 'returned')
    turns.push(['return', post.returnState || null, returned]);
  for (const [what, before, after] of turns) noteTurn(store, post.id, now, what, before, after);
  const words = statusWords(status) || post.stateReason;
  store
    .prepare(
      `UPDATE delivery_post SET price = ?, review = ?, return_state = ?, state_reason = ?, lead_uid = coalesce(?, lead_uid),
         campaign = coalesce(?, campaign), accepted_at = iif(?, coalesce(accepted_at, ?), accepted_at) WHERE id = ?`,
    )
    .run(price, review, returned, words, status.leadId, campaignOf(status), accepted ? 1 : 0, now, post.id);
  return turns.length > 0 || (status.leadId !== null && status.leadId !== post.leadUid);
}

/** Why a lead was returned, rejected in review or refused, in the receiver's words; empty if it gave no reason. */
export function statusWords({ reason, review, returned }: Told): string {
  if (returned.is === true) return returned.reason;
  return review.state === 'rejected' ? review.reason : reason;
}
