import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { StoredJob } from '../queue/rows/find-jobs.ts';
import type { PingOrder, ReceiverAnswer } from '../vendors/leadreceiver/answer-types.ts';
import type { StatusAnswer } from '../vendors/leadreceiver/read-status.ts';
import { keepAgents } from './rows/agents.ts';
import { batchOfGroup } from './rows/batches.ts';
import { followFrom } from './rows/follows.ts';
import type { StoredPost } from './rows/post.ts';
import { saveAccepted, saveFound, saveQueued, saveRefused, saveStatus } from './rows/results.ts';
import { saveOrder } from './rows/sending-steps.ts';
import { saveSends } from './rows/sends.ts';
import { noteTurn } from './rows/turns.ts';

type Accepted = Extract<ReceiverAnswer, { is: 'accepted' }>;
export type KnownStatus = Exclude<StatusAnswer, { is: 'unknown' }>;

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
    case 'queued': {
      const { postId, statusUrl } = result;
      saveQueued(store, post.id, { postId, statusUrl, followAt: now + FIRST_FOLLOW_MS });
      return;
    }
    case 'refused':
      saveRefused(store, post.id, { postId: result.postId, leadUid: result.leadId });
      return;
    case 'unknown':
    case 'not-sent':
      return;
  }
}

function keepAccepted(store: Store, post: StoredPost, result: Accepted, now: Millis, returnDays: number): void {
  const { postId, leadId, price, pendingReview, redirectUrl, statusUrl } = result;
  const review = pendingReview === true ? 'pending' : '';
  // Without an id the status can't be requested. Changes of an updated lead are reported for the post that created it.
  const followed = postId !== null && post.updatesLead === null && (review === 'pending' || returnDays > 0);
  const followAt = followed ? now + (review === 'pending' ? FIRST_FOLLOW_MS : DAY_MS) : null;
  saveAccepted(store, post.id, {
    ...{ postId, leadUid: leadId, campaign: campaignOf(result), price, review },
    ...{ redirectUrl, statusUrl, acceptedAt: now, followAt },
  });
  if (price !== null) noteTurn(store, post.id, now, 'price', null, String(price));
  const sends = (result.sends ?? []).map(({ clientId, clientName, ...send }) => {
    return { ...send, clientUid: clientId ?? '', client: clientName };
  });
  saveSends(store, post.id, sends);
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
  const until = expiresInMs === null ? null : arrivedAt + expiresInMs;
  saveOrder(store, post.id, { orderId, until, estimate });
}

/**
 * Stores that the operator marked posts as accepted: from then on their leads count as those that the receiver accepted, without a price
 * as long as none is reported, and their status is followed likewise. In the caller's write transaction.
 */
export function keepMarked(store: Store, jobs: readonly StoredJob[], now: Millis): void {
  const posts = Map.groupBy(jobs, ({ groupId }) => groupId);
  for (const [groupId, ofGroup] of posts) {
    if (batchOfGroup(store, groupId) === undefined) continue;
    for (const { source } of ofGroup) {
      saveFound(store, source, null, now);
      followFrom(store, source, now + FIRST_FOLLOW_MS);
    }
  }
}

/** Stores the changes that a status reports: price, review and return. @returns whether anything is new */
export function keepStatus(store: Store, post: StoredPost, status: KnownStatus, now: Millis): boolean {
  const accepted = status.is === 'accepted';
  const review = status.review.state === 'none' ? post.review : status.review.state;
  const returned =
    status.returned.is === true ? 'returned' : post.returnState === '' && accepted ? 'none' : post.returnState;
  // What a refused lead would have cost is not paid by anybody.
  const sold = accepted || post.acceptedAt !== null;
  const price = sold ? (status.price ?? post.price) : post.price;
  const turns: [string, string | null, string | null][] = [];
  const shown = (amount: number | null): string | null => (amount === null ? null : String(amount));
  if (price !== post.price) turns.push(['price', shown(post.price), shown(price)]);
  if (review !== post.review) turns.push(['review', post.review || null, review]);
  if (returned !== post.returnState && returned === 'returned')
    turns.push(['return', post.returnState || null, returned]);
  for (const [what, before, after] of turns) noteTurn(store, post.id, now, what, before, after);
  saveStatus(store, post.id, {
    ...{ price, review, returnState: returned, reason: statusWords(status) || post.stateReason },
    ...{ leadUid: status.leadId, campaign: campaignOf(status), acceptedAt: accepted ? now : null },
  });
  return turns.length > 0 || (status.leadId !== null && status.leadId !== post.leadUid);
}

/** Why a lead was returned, rejected in review or refused, in the receiver's words; empty if it gave no reason. */
export function statusWords({ reason, review, returned }: KnownStatus): string {
  if (returned.is === true) return returned.reason;
  return review.state === 'rejected' ? review.reason : reason;
}
