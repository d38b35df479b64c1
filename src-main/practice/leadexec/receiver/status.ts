import type { World } from '../world.ts';
import { type Answer, type Shape, toJson, written } from './render.ts';

/** Status URL: the current state of a post. The answer for a post that is still waiting is undocumented (`waitingStatus`). */
export function statusAnswer({ store, behaviour }: World, postId: string): Answer {
  const post = store.post.get(postId);
  if (post === undefined || (post.state === 'queued' && behaviour.waitingStatus === 'not-found')) {
    return written('json', JSON.stringify({ Message: `No request was found with the ID ${postId}` }), 404);
  }
  const lead = post.lead_uid === null ? undefined : store.lead.get(post.lead_uid);
  const {
    review = 'none',
    reviewed_at = null,
    review_reason = '',
    returned_at = null,
    return_reason = '',
  } = lead ?? {};
  const rejected = review === 'rejected';
  const quality: Shape = [
    ['PendingReview', review === 'pending'],
    ['DateOfReview', iso(reviewed_at)],
    ['IsQualityControlRejected', rejected],
    ['RejectionReason', rejected ? review_reason : ''],
  ];
  const returned: Shape = [
    ['IsReturned', returned_at !== null],
    ['DateOfReturn', iso(returned_at)],
    ['ReturnReason', return_reason],
  ];
  const shape: Shape = [
    ['PostID', post.post_id],
    ['LeadIdentifier', post.lead_uid ?? 0],
    ['IsValid', post.state === 'accepted'],
    ['RejectionReason', post.state === 'refused' ? post.detail : ''],
    ['VendorAccountAssigned', lead?.campaign_uid ?? 0],
    ['DateReceived', iso(post.at)],
    ['QualityControlDetails', { object: quality }],
    ['ReturnDetails', { object: returned }],
    ['Price', lead?.price ?? 0],
  ];
  return written('json', toJson([shape], false));
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
