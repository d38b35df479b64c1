import { UNNAMED } from '../../db/me.ts';
import { durationWords } from '../../platform/duration.ts';
import type { OfferedLead } from '../offered-rows.ts';

/** Why a job is held while the token of its connection is renewed; it goes on by itself. */
export const WAITS_FOR_TOKEN = 'The token has expired and is being renewed';

/** That an agent of this desk has it, or asks for it; one who has given no name is spoken to. */
export const hasIt = (agent: string): string => (agent === UNNAMED ? 'You have it' : `${agent} has it`);
export const asksForIt = (agent: string): string =>
  agent === UNNAMED ? 'Claim requested by you' : `Claim requested by ${agent}`;

/** What can be told of a lead that the vendor says this desk's account has. */
const ACCOUNT_HAS_IT = 'Claimed with your account, here or on another desk.';

/** Who has a lead, by name. */
export const holderOf = ({ holder }: Pick<OfferedLead, 'holder'>): string => (holder === '' ? 'Someone else' : holder);

/** What the one who asks for a lead that is taken already is told. */
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

/** What whoever has a lead already is told on asking once more. */
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
