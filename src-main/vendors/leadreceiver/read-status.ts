import type { HttpResult } from '../../platform/http-messages.ts';
import { type Asked, lineOf, type Unclear } from './asked.ts';
import { Members } from './members.ts';
import { onlyMembers } from './read-duplicate.ts';
import { asUtc, readVendorDate } from './vendor-dates.ts';

/** What "Status URL" reports about a post. Instants are ms since 1970. */
export type StatusAnswer =
  | {
      readonly is: 'accepted' | 'refused' | 'undecided';
      readonly postId: string;
      readonly leadId: string | null;
      readonly campaignId: string | null;
      /** Why the post was refused, in the receiver's words. */
      readonly reason: string;
      readonly receivedAt: number | null;
      readonly review: {
        readonly state: 'none' | 'pending' | 'passed' | 'rejected';
        readonly at: number | null;
        readonly reason: string;
      };
      readonly returned: { readonly is: boolean | null; readonly at: number | null; readonly reason: string };
      /** Dollars. */
      readonly price: number | null;
      readonly unread: readonly string[];
    }
  | ({ readonly is: 'unknown' } & Unclear);

/**
 * Parses the answer to "Status URL". `IsValid` false without a reason is a post that is still waiting; it stays true if the lead is
 * rejected in review or returned. An answer about another post has no meaning.
 */
export function readStatus(result: HttpResult, asked: Asked, postId: string): StatusAnswer {
  const members = onlyMembers(result, asked, 'IsValid');
  if (!(members instanceof Members)) return { is: 'unknown', ...members };
  const line = result.kind === 'answer' ? lineOf(result.body, asked) : '';
  const unknown = (kind: string, sentence: string): StatusAnswer => ({
    is: 'unknown',
    kind,
    sentence,
    line,
    recognised: false,
  });
  const about = members.key('PostID');
  if (about !== null && about.toLowerCase() !== postId.toLowerCase()) {
    return unknown('other-post', `The receiver answered about another post, ${about}.`);
  }
  const valid = members.flag('IsValid');
  if (valid === null) return unknown('no-verdict', 'The receiver does not say whether it accepted the lead.');
  const reason = members.words('RejectionReason');
  return {
    is: valid ? 'accepted' : reason === '' ? 'undecided' : 'refused',
    postId,
    leadId: members.id('LeadIdentifier'),
    campaignId: members.id('VendorAccountAssigned'),
    reason,
    receivedAt: instant(members, 'DateReceived'),
    review: reviewOf(members.list('QualityControlDetails', 'QualityControlInfo')?.[0]),
    returned: returnedOf(members.list('ReturnDetails', 'ReturnInfo')?.[0]),
    price: members.price('Price'),
    unread: members.unread,
  };
}

function instant(members: Members, name: string): number | null {
  const date = readVendorDate(members.text(name));
  return date === null ? null : asUtc(date);
}

function reviewOf(members: Members | undefined) {
  if (!members) return { state: 'none', at: null, reason: '' } as const;
  const at = instant(members, 'DateOfReview');
  const reason = members.words('RejectionReason');
  if (members.flag('IsQualityControlRejected')) return { state: 'rejected', at, reason } as const;
  if (members.flag('PendingReview')) return { state: 'pending', at, reason } as const;
  return { state: at === null ? 'none' : 'passed', at, reason } as const;
}

function returnedOf(members: Members | undefined) {
  if (!members) return { is: null, at: null, reason: '' };
  return {
    is: members.flag('IsReturned'),
    at: instant(members, 'DateOfReturn'),
    reason: members.words('ReturnReason'),
  };
}
