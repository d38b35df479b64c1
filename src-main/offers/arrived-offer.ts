import { membersOf } from '../leads/merge-record.ts';
import { instantOf } from '../platform/instant.ts';
import type { LiondeskLead } from '../vendors/liondesk/answers.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import { numberOf } from '../vendors/liondesk/offer.ts';
import { flagOf, textOf } from '../vendors/read-text.ts';

/** What a vendor reports about a lead's claim. */
export type SaidClaim = Pick<LiondeskLead, 'claimedByUserId' | 'claimedAt' | 'claimedVia' | 'timeToClaim'>;

/** A received offer that isn't stored yet. Its lead is stored separately as a record. */
export interface ArrivedOffer extends Omit<Offer, 'lead'> {
  /** Null if the lead in the offer has no claim fields. */
  readonly claim: SaidClaim | null;
}

/** An offer as it is stored: without its lead, but with the lead's claim fields. */
export function arrivedOffer({ lead, raw, ...offer }: Offer): ArrivedOffer {
  return { ...offer, raw: withoutLead(raw), claim: claimIn(lead.raw) };
}

/** An offer as JSON text without its lead. */
export function withoutLead(raw: string): string {
  const members = membersOf(raw);
  if (!members) return raw;
  members.delete('lead');
  return objectText(members);
}

/** The JSON text of an object from the texts of its members' values. */
export const objectText = (members: ReadonlyMap<string, string>): string =>
  `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;

/** The claim in a lead's fields (LionDesk, Leads); null if there is none. */
function claimIn(leadRaw: string): SaidClaim | null {
  if (!leadRaw.includes('"claimed_by_user')) return null;
  const lead: unknown = JSON.parse(leadRaw);
  const fields: Readonly<Record<string, unknown>> = typeof lead === 'object' && lead !== null ? { ...lead } : {};
  const user = fields.claimed_by_user;
  const inside = typeof user === 'object' && user !== null && 'id' in user ? textOf(user.id) : '';
  const by = textOf(fields.claimed_by_user_id) || inside;
  if (by === '' || by === '0' || (inside === '' && flagOf(fields.claimed_by_user_id) === false)) return null;
  return {
    claimedByUserId: by,
    claimedAt: instantOf(textOf(fields.claimed_at)),
    claimedVia: textOf(fields.claimed_via),
    timeToClaim: numberOf(fields.time_to_claim),
  };
}
