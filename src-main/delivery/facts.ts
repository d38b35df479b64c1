import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Accepted, PostResult } from '../vendors/leadreceiver/reading/answers.ts';
import type { PingResult, StatusResult } from '../vendors/leadreceiver/reading/other-answers.ts';
import { orderEnd } from './outcomes.ts';
import type { StoredPost } from './posts.ts';

/** How long after an answer a status is first asked for, ms. */
const FIRST_FOLLOW_MS = 2_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Notes how something that is told of a post turned. */
export function noteTurn(
  store: Store,
  postNo: number,
  at: Millis,
  what: string,
  before: string | null,
  after: string | null,
): void {
  store
    .prepare('INSERT INTO delivery_turn (post_id, at, what, before, after) VALUES (?, ?, ?, ?, ?)')
    .run(postNo, at, what, before, after);
}

/** Keeps what the answer to a post tells of its lead, in the transaction of the job's outcome. */
export function keepResult(store: Store, post: StoredPost, result: PostResult, now: Millis, returnDays: number): void {
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
      if (result.postId !== null)
        store.prepare('UPDATE delivery_post SET post_id = ? WHERE id = ?').run(result.postId, post.id);
      return;
    case 'stopped':
    case 'throttled':
      return;
  }
}

function keepAccepted(store: Store, post: StoredPost, result: Accepted, now: Millis, returnDays: number): void {
  const { postId, leadId, campaign, price, pendingReview, redirectUrl, statusUrl } = result;
  const review = pendingReview === true ? 'pending' : '';
  // Without an id there is nothing to ask for.
  const followed = postId !== null && (review === 'pending' || returnDays > 0);
  const followAt = followed ? now + (review === 'pending' ? FIRST_FOLLOW_MS : DAY_MS) : null;
  store
    .prepare(
      `UPDATE delivery_post SET post_id = coalesce(?, post_id), lead_uid = coalesce(?, lead_uid), campaign = ?, price = ?, review = ?,
         return_state = 'none', redirect_url = ?, status_url = ?, accepted_at = ?, follow_at = ?, follows = 0 WHERE id = ?`,
    )
    .run(postId, leadId, campaign, price, review, redirectUrl, statusUrl, now, followAt, post.id);
  if (price !== null) noteTurn(store, post.id, now, 'price', null, String(price));
  store.prepare('DELETE FROM delivery_send WHERE post_id = ?').run(post.id);
  const send = store.prepare(
    'INSERT INTO delivery_send (post_id, no, client_uid, client_name, valid, price, redirect_url) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [at, one] of result.sends.entries()) {
    const valid = one.valid === null ? null : one.valid ? 1 : 0;
    send.run(post.id, at + 1, one.clientUid, one.clientName, valid, one.price, one.redirectUrl);
  }
  store.prepare('DELETE FROM delivery_agent WHERE post_id = ?').run(post.id);
  const agent = store.prepare(
    'INSERT INTO delivery_agent (post_id, no, client_uid, client_name, name, phone) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [at, one] of result.agents.entries())
    agent.run(post.id, at + 1, one.clientUid, one.clientName, one.name, one.phone);
}

/** Keeps the order that a ping brought. */
export function keepOrder(
  store: Store,
  post: StoredPost,
  result: PingResult,
  arrived: { readonly at: Millis; readonly vendorNow: number | undefined },
): void {
  if (result.is !== 'offer') return;
  store
    .prepare('UPDATE delivery_post SET order_id = ?, order_until = ?, order_used = 0, estimated_price = ? WHERE id = ?')
    .run(result.orderId, orderEnd(result.expires, arrived.at, arrived.vendorNow), result.price, post.id);
}

/** Keeps what a status tells: price, review and return, each as it turned. @returns whether anything is new */
export function keepStatus(
  store: Store,
  post: StoredPost,
  status: Extract<StatusResult, { is: 'status' }>,
  now: Millis,
): boolean {
  const review = status.review === '' ? post.review : status.review;
  const returned = status.returned
    ? 'returned'
    : post.returnState === '' && status.valid === true
      ? 'none'
      : post.returnState;
  const price = status.price ?? post.price;
  const turns: [string, string | null, string | null][] = [];
  const shown = (amount: number | null): string | null => (amount === null ? null : String(amount));
  if (price !== post.price) turns.push(['price', shown(post.price), shown(price)]);
  if (review !== post.review) turns.push(['review', post.review || null, review]);
  if (returned !== post.returnState && returned === 'returned')
    turns.push(['return', post.returnState || null, returned]);
  for (const [what, before, after] of turns) noteTurn(store, post.id, now, what, before, after);
  const words = status.words === '' ? post.stateReason : status.words;
  store
    .prepare(
      `UPDATE delivery_post SET price = ?, review = ?, return_state = ?, state_reason = ?, lead_uid = coalesce(?, lead_uid),
         campaign = coalesce(?, campaign), accepted_at = iif(?, coalesce(accepted_at, ?), accepted_at) WHERE id = ?`,
    )
    .run(price, review, returned, words, status.leadId, status.campaign, status.valid === true ? 1 : 0, now, post.id);
  return turns.length > 0 || status.leadId !== post.leadUid;
}
