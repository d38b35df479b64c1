import type { HttpResult } from '../platform/http-messages.ts';
import type { Outcome } from '../queue/types.ts';
import type { ReceiverAnswer } from '../vendors/leadreceiver/answer-types.ts';
import type { Unclear } from '../vendors/leadreceiver/asked.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;
type Refused = Extract<ReceiverAnswer, { is: 'refused' }>;

/** What was posted, as far as it decides what an answer means. */
export interface Posted {
  /** Whether it names its campaign: then what the campaign refuses, it refuses of every lead. */
  readonly namesCampaign: boolean;
  /** What the answer should tell beside its verdict, if anything. */
  readonly asksFor: 'sends' | 'agents' | null;
}

/** What a result means for the job of its lead (`docs/vendors.md`, "What an answer means"). `line` is the answer as it came. */
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
    const reason = `${sentence} The leads that are left wait: resume when the campaign takes leads again.`;
    return { to: 'group-stopped', line, reason };
  }
  if (refusal === 'No_Account_Found') {
    if (!posted.namesCampaign) return { to: 'rejected', line, reason: `${sentence} ${NO_CAMPAIGN}` };
    return { to: 'group-stopped', line, reason: `${sentence} ${CHECK_CAMPAIGN}` };
  }
  return { to: scope === 'every-lead' ? 'group-stopped' : 'rejected', line, reason: sentence };
}

/** The document has no response type for a wrong password: it may come as this one. */
const NO_CAMPAIGN = 'If every lead is refused like this, check the password: a wrong one may be answered the same way.';
const CHECK_CAMPAIGN = 'Check the campaign’s number and its password: a wrong password may be answered the same way.';

/** What an acceptance told in a form that we can’t read, or did not tell at all though it was asked for. */
function warningOf(
  { unread, sends, agents }: Extract<ReceiverAnswer, { is: 'accepted' }>,
  { asksFor }: Posted,
): string | null {
  const said: string[] = [];
  // A status address of another host is never asked: the status is found by the post’s id.
  const odd = unread.filter((one) => !/^(?:StatusURL|PostID):/.test(one));
  if (odd.length > 0) said.push(`Accepted, but parts of the answer can’t be used: ${odd.join('; ')}`);
  const approval = 'this may need the vendor’s approval';
  if (asksFor === 'sends' && (sends ?? []).length === 0) said.push(`Accepted, but no sends were listed: ${approval}`);
  if (asksFor === 'agents' && (agents ?? []).length === 0) said.push(`Accepted, but no agent was named: ${approval}`);
  return said.length === 0 ? null : said.join('. ');
}

/** The same for an answer that tells nothing that is documented. */
export function unclear({ sentence, kind, recognised }: Unclear, line: string): Extract<Outcome, { to: 'unknown' }> {
  return { to: 'unknown', line, reason: sentence, kind, recognised };
}

/** What HTTP alone says of an answer to a status or a duplicate check; null where its body is to be read. */
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
