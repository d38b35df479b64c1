import type { HttpResult } from '../platform/http-messages.ts';
import type { Outcome } from '../queue/types.ts';
import type { ReceiverAnswer } from '../vendors/leadreceiver/answer-types.ts';
import type { Unclear } from '../vendors/leadreceiver/asked.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;
type Refused = Extract<ReceiverAnswer, { is: 'refused' }>;

/** The parts of a post that determine what an answer means. */
export interface Posted {
  /** Whether it has a campaign, so that a refusal of the campaign applies to every lead. */
  readonly namesCampaign: boolean;
  /** What the answer should contain besides its result, if anything. */
  readonly asksFor: 'sends' | 'agents' | null;
}

/** The meaning of a result for the job of its lead (`docs/vendors.md`, "What an answer means"). `line` is the answer as received. */
export function outcomeOf(result: ReceiverAnswer, line: string, posted: Posted): Outcome {
  switch (result.is) {
    case 'accepted':
      return { to: 'delivered', ref: result.leadId, line, warning: warningOf(result, posted) };
    case 'queued':
      return { to: 'awaiting-vendor', ref: result.postId, line, reason: result.words || 'Queued by the receiver' };
    case 'refused':
      return refusalOf(result, line, posted);
    case 'unknown':
      return unclear(result, line);
    case 'not-sent':
      throw new Error('An answer was read as if nothing had been sent');
  }
}

function refusalOf({ refusal, sentence, scope, leadId, retryAfter }: Refused, line: string, posted: Posted): Outcome {
  if (refusal === 'Login_Refused') return { to: 'stopped', line, reason: sentence };
  if (refusal === 'Throttled') return { to: 'throttled', line, retryAfter };
  if (refusal === 'Duplicate_Lead') return { to: 'duplicate', ref: leadId, line, reason: sentence };
  if (refusal === 'Post_Over_Max') {
    if (!posted.namesCampaign) return { to: 'rejected', line, reason: sentence };
    const reason = `${sentence} The remaining leads wait: resume when the campaign accepts leads again.`;
    return { to: 'group-stopped', line, reason };
  }
  if (refusal === 'No_Account_Found') {
    if (!posted.namesCampaign) return { to: 'rejected', line, reason: `${sentence} ${NO_CAMPAIGN}` };
    return { to: 'group-stopped', line, reason: `${sentence} ${CHECK_CAMPAIGN}` };
  }
  return { to: scope === 'every-lead' ? 'group-stopped' : 'rejected', line, reason: sentence };
}

/** The document has no response type for a wrong password, which may be returned as this one. */
const NO_CAMPAIGN = 'If every lead is refused like this, check the password: a wrong one may be answered the same way.';
const CHECK_CAMPAIGN = 'Check the campaign’s number and its password: a wrong password may be answered the same way.';

/** What an acceptance contains in an unknown form, or is missing although it was requested. */
function warningOf(
  { unread, sends, agents }: Extract<ReceiverAnswer, { is: 'accepted' }>,
  { asksFor }: Posted,
): string | null {
  const sentences: string[] = [];
  // A status address of another host is never requested. The status is found by the post’s id.
  const odd = unread.filter((one) => !/^(?:StatusURL|PostID):/.test(one));
  if (odd.length > 0) sentences.push(`Accepted, but parts of the answer can’t be used: ${odd.join('; ')}`);
  const approval = 'this may need the vendor’s approval';
  if (asksFor === 'sends' && (sends ?? []).length === 0)
    sentences.push(`Accepted, but no sends were listed: ${approval}`);
  if (asksFor === 'agents' && (agents ?? []).length === 0)
    sentences.push(`Accepted, but no agent was named: ${approval}`);
  return sentences.length === 0 ? null : sentences.join('. ');
}

/** The same for an answer without anything documented. */
export function unclear({ sentence, kind, recognised }: Unclear, line: string): Extract<Outcome, { to: 'unknown' }> {
  return { to: 'unknown', line, reason: sentence, kind, recognised };
}

/** The meaning of the HTTP status of an answer to a status request or a duplicate check; null if its body counts. */
export function byHttp({
  status,
  retryAfter,
  body,
}: Answered): Extract<Outcome, { to: 'stopped' | 'throttled' }> | null {
  if (status === 401 || status === 403) {
    const reason = `The receiver refuses this connection (HTTP ${status}): check its token and password`;
    return { to: 'stopped', line: body, reason };
  }
  return status === 429 ? { to: 'throttled', line: body, retryAfter } : null;
}
