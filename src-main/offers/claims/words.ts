import { UNNAMED } from '../../db/me.ts';
import { durationWords } from '../../platform/duration.ts';
import type { OfferedLead } from './offered-leads.ts';

/** Why a job is held while the token of its connection is renewed; it goes on by itself. */
export const WAITS_FOR_TOKEN = 'The token has run out; it is being renewed';

/** That an agent of this desk has it, or asks for it; one who has given no name is spoken to. */
export const hasIt = (agent: string): string => (agent === UNNAMED ? 'You have it' : `${agent} has it`);
export const asksForIt = (agent: string): string => (agent === UNNAMED ? 'You ask for it' : `${agent} asks for it`);

/** What can be told of a lead that the vendor says this desk's account has. */
const ACCOUNT_HAS_IT = 'Claimed with your account: by this desk or another one that uses it.';

/** Who has a lead, by name. */
export const holderOf = ({ holder }: Pick<OfferedLead, 'holder'>): string => (holder === '' ? 'Someone else' : holder);

/** What the one who asks for a lead that is taken already is told. */
export function takenWords(lead: OfferedLead, now: number): string {
  const who = holderOf(lead);
  if (lead.state === 'lost')
    return `${who} has it: the vendor says so. ${lead.agent ?? 'This desk'} asked for it and lost.`;
  const ago = lead.claimed_at === null ? null : now - lead.claimed_at;
  const when =
    ago === null || ago < 0 ? 'before you' : ago < 1000 ? 'just before you' : `${durationWords(ago)} before you`;
  if (lead.state === 'intent') return `${who} asked for it ${when}, and nobody has been told yet.`;
  if (lead.state === 'claimed' && lead.confirmed === 'account') return `${who} asked for it ${when}. ${ACCOUNT_HAS_IT}`;
  if (lead.state === 'unknown') return `${who} asked for it ${when}; nobody knows yet what became of it.`;
  return `${who} claimed it ${when}.`;
}

/** What whoever has a lead already is told on asking once more. */
export function hadWords(lead: OfferedLead): string {
  switch (lead.state) {
    case 'intent':
      return 'You asked for it already; nobody has been told yet.';
    case 'unknown':
      return 'You asked for it already; nobody knows yet what became of it.';
    case 'claimed-here':
      return 'You have it already: claimed here, not confirmed by the vendor yet.';
    case 'claimed':
      return lead.confirmed === 'account' ? `You asked for it already. ${ACCOUNT_HAS_IT}` : 'You have it already.';
    case 'open':
    case 'lost':
      return takenWords(lead, Number.NEGATIVE_INFINITY);
  }
}
