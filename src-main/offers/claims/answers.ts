import type { HttpResult } from '../../platform/http-messages.ts';
import type { CheckOutcome, Outcome } from '../../queue/types.ts';
import type { Asked, Refused } from '../../vendors/lead-answer.ts';
import { type LiondeskLead, readLeads, readOffers } from '../../vendors/liondesk/answers.ts';
import { readSubmitted } from '../../vendors/liondesk/client.ts';
import type { SeenClaim } from '../claim-proof.ts';

export type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** What an answer about a lead has to be compared with. */
export interface Comparison {
  readonly externalId: string;
  /** The vendor's ids for our user; empty if GET /me has not returned them. */
  readonly us: readonly string[];
  readonly nameOf: (userId: string) => string;
  readonly vendor: string;
  readonly asked: Asked;
  readonly now: number;
}

/** Statuses with which the vendor refuses a request. Nothing was changed. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 405, 409, 410, 422]);

/** The lead in an answer; null if the answer doesn't contain it. */
export function leadIn(answer: Answered, { asked, externalId, now }: Comparison): LiondeskLead | Refused | null {
  if (isEmptySuccess(answer)) return null;
  const found = readLeads(answer, asked, now);
  if (found.kind === 'refused') return found;
  const lead = found.leads.find(({ record }) => record.externalId === externalId);
  if (lead) return lead;
  if (found.full === 0) return null;
  const sentence = found.unread[0]?.reason ?? `${asked.vendor} answered with a lead other than ${externalId}.`;
  return { kind: 'refused', why: 'unreadable', sentence, status: answer.status };
}

const isEmptySuccess = ({ status, body }: Answered): boolean => status >= 200 && status < 300 && body.trim() === '';

/** Reads the answer to who has a lead, right before it is claimed. The claim proceeds unless somebody is known to have it. */
export function readBefore(answer: Answered, comparison: Comparison): Outcome {
  const { us, nameOf, vendor, externalId } = comparison;
  const found = leadIn(answer, comparison);
  const line = answer.body.trim();
  if (found !== null && 'why' in found) {
    // A lead that can't be read may still be claimed, with weaker proof. Other failures are retried.
    const outcome = refusal(found, answer);
    return outcome.to === 'rejected' || found.why === 'unreadable' ? { to: 'again', line } : outcome;
  }
  const by = found?.claimedByUserId ?? null;
  if (by === null) return { to: 'again', line };
  if (us.includes(by)) {
    return { to: 'duplicate', ref: externalId, line, reason: `${vendor} reports that your account already has it` };
  }
  const reason = us.length === 0 ? `${vendor} reports that ${nameOf(by)} already has it` : `Lost to ${nameOf(by)}`;
  return { to: 'rejected', line, reason };
}

/** Who had the lead according to an answer; `known` is false if the answer doesn't say. */
export function seenClaim(answer: Answered, comparison: Comparison): SeenClaim {
  const found = leadIn(answer, comparison);
  const lead = found === null || 'why' in found ? null : found;
  return {
    at: comparison.now,
    known: lead !== null,
    userId: lead?.claimedByUserId ?? null,
    claimedAt: lead?.claimedAt ?? null,
    via: lead?.claimedVia ?? '',
  };
}

/** Reads the answer to a claim's PATCH. */
export function readClaim(answer: Answered, comparison: Comparison): Outcome {
  const { us, nameOf, vendor, externalId } = comparison;
  const found = leadIn(answer, comparison);
  if (found !== null && 'why' in found) return refusal(found, answer);
  const by = found?.claimedByUserId ?? null;
  const line = answer.body.trim();
  const taken = (warning: string | null): Outcome => ({ to: 'delivered', ref: externalId, line, warning });
  if (by === null) return taken(`${vendor} accepted it without saying who has the lead; it is being asked`);
  if (us.includes(by)) return taken(null);
  if (us.length === 0)
    return taken(`${vendor} reports that ${nameOf(by)} has it, but this desk’s user there is not known yet`);
  return { to: 'rejected', line, reason: `Lost to ${nameOf(by)}` };
}

/** Reads the answer to who has a lead, for a claim whose result is unknown. */
export function checkClaim(answer: Answered, comparison: Comparison): CheckOutcome {
  const { us, nameOf, vendor, externalId } = comparison;
  const found = leadIn(answer, comparison);
  const line = answer.body.trim();
  if (found !== null && 'why' in found) return checkRefusal(found, answer);
  const by = found?.claimedByUserId ?? null;
  if (by === null) {
    const reason = `${vendor} reports nobody as having the lead: send the claim again or cancel it`;
    return { to: 'undecided', line, reason };
  }
  if (us.includes(by)) return { to: 'delivered', ref: externalId, line, warning: null };
  if (us.length > 0) return { to: 'cancelled', line, reason: `Lost to ${nameOf(by)}` };
  return {
    to: 'undecided',
    line,
    reason: `${vendor} reports that ${nameOf(by)} has it, but not which user this desk is`,
  };
}

/** Reads the answer to a submission ("Submit one Lead Offer"). The answer to a successful one is not documented. */
export function readSubmission(answer: Answered, { asked }: Comparison): Outcome {
  const found = readSubmitted(answer, asked);
  if (found.kind === 'refused') return refusal(found, answer);
  return { to: 'delivered', ref: null, line: answer.body.trim(), warning: null };
}

/** Reads the lead's current offers, for a submission whose result is unknown. */
export function checkSubmission(answer: Answered, comparison: Comparison, before: number | null): CheckOutcome {
  const { asked, externalId, vendor, now } = comparison;
  const found = readOffers(answer, asked, now);
  if (found.kind === 'refused') return checkRefusal(found, answer);
  const offers = found.offers.filter(({ leadId }) => leadId === externalId).length;
  const line = `${offers} offers of the lead`;
  if (before !== null && offers > before) return { to: 'delivered', ref: null, line, warning: `${before} before it` };
  const reason = `${vendor} has no more offers of the lead than before: submit it again or cancel it`;
  return { to: 'undecided', line, reason };
}

/** What a refused request means for its job. */
function refusal({ why, sentence, status }: Refused, answer: Answered): Outcome {
  const line = answer.body.trim();
  if (status === 401) return { to: 'stopped', line, reason: sentence };
  if (status === 429) return { to: 'throttled', line, retryAfter: answer.retryAfter };
  if (status !== null && REFUSALS.has(status) && why !== 'not-the-vendor') {
    return { to: 'rejected', line, reason: sentence };
  }
  return {
    to: 'unknown',
    line,
    reason: sentence,
    kind: `liondesk-${why}`,
    recognised: why === 'server' || why === 'throttled',
  };
}

/** A refused check proves nothing about the earlier request. */
function checkRefusal(found: Refused, answer: Answered): CheckOutcome {
  const outcome = refusal(found, answer);
  return outcome.to === 'rejected' ? { to: 'undecided', line: outcome.line, reason: outcome.reason } : outcome;
}
