import { UNNAMED } from '../../db/me.ts';
import { durationWords } from '../../platform/duration.ts';
import type { OfferedLead } from '../rows/offered-leads.ts';

/** Why a job is held while its connection's token is renewed. It continues automatically. */
export const WAITS_FOR_TOKEN = 'The token has expired and is being renewed';

/** The text that an agent of this desk has a lead. An agent without a name is addressed as "you". */
export const hasIt = (agent: string): string => (agent === UNNAMED ? 'You have it' : `${agent} has it`);
export const asksForIt = (agent: string): string =>
  agent === UNNAMED ? 'Claim requested by you' : `Claim requested by ${agent}`;

/** The text for a lead that the vendor reports as claimed by this desk's account. */
const ACCOUNT_HAS_IT = 'Claimed with your account, here or on another desk.';

/** The name of the person who has a lead. */
export const holderOf = ({ holder }: Pick<OfferedLead, 'holder'>): string => (holder === '' ? 'Someone else' : holder);

/** The text for an agent who claims a lead that is already taken. */
export function takenWords(lead: OfferedLead, now: number): string {
  const who = holderOf(lead);
  if (lead.state === 'lost')
    return `${who} has it, as confirmed by the vendor. ${lead.agent ?? 'This desk'} lost the claim.`;
  const ago = lead.claimed_at === null ? null : now - lead.claimed_at;
  const when =
    ago === null || ago < 0 ? 'before you' : ago < 1000 ? 'just before you' : `${durationWords(ago)} before you`;
  if (lead.state === 'intent') return `${who} requested the claim ${when}; it has not been sent yet.`;
  if (lead.state === 'claimed' && lead.confirmed === 'account') return `${who} sent a claim ${when}. ${ACCOUNT_HAS_IT}`;
  if (lead.state === 'unknown') return `${who} sent a claim ${when}; the result is unknown so far.`;
  return `${who} claimed it ${when}.`;
}

/** The text for an agent who claims a lead that they already have. */
export function hadWords(lead: OfferedLead): string {
  switch (lead.state) {
    case 'intent':
      return 'You already requested this claim; it has not been sent yet.';
    case 'unknown':
      return 'You already sent a claim; the result is unknown so far.';
    case 'claimed-here':
      return 'You already have it: claimed here, not confirmed by the vendor yet.';
    case 'claimed':
      return lead.confirmed === 'account' ? `You already sent a claim. ${ACCOUNT_HAS_IT}` : 'You already have it.';
    case 'open':
    case 'lost':
      return takenWords(lead, Number.NEGATIVE_INFINITY);
  }
}
