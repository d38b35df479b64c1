import type { Outcome } from '../queue/types.ts';
import type { NotRead, PostResult } from '../vendors/leadreceiver/reading/answers.ts';

/** What a result means for the job of its lead. `line` is the answer as it came. */
export function outcomeOf(result: PostResult, line: string): Outcome {
  switch (result.is) {
    case 'accepted':
      return { to: 'delivered', ref: result.leadId, line, warning: null };
    case 'queued':
      return { to: 'awaiting-vendor', ref: result.postId, line, reason: result.words };
    case 'refused':
      if (result.every) return { to: 'group-stopped', line, reason: result.words };
      if (result.type === 'Duplicate_Lead') return { to: 'duplicate', ref: result.leadId, line, reason: result.words };
      return { to: 'rejected', line, reason: result.words };
    default:
      return notRead(result, line);
  }
}

/** The same for what no answer in the document's terms came of. */
export function notRead(result: NotRead, line: string): Outcome {
  switch (result.is) {
    case 'stopped':
      return { to: 'stopped', line, reason: result.words };
    case 'throttled':
      return { to: 'throttled', line, retryAfter: result.retryAfter };
    case 'unknown':
      return { to: 'unknown', line, reason: result.words, kind: result.kind, recognised: result.recognised };
  }
}

/**
 * When an order ends by this desk's clock, counted from the answer: a date without a zone is read as the earlier of UTC and Pacific Time, unless that
 * was over as the answer was made. Null where the answer tells no end.
 */
export function orderEnd(expires: readonly number[], arrivedAt: number, vendorNow: number | undefined): number | null {
  const now = vendorNow ?? arrivedAt;
  const end = expires.find((at) => at > now) ?? expires.at(-1);
  if (end === undefined) return null;
  return arrivedAt + (end - now);
}
