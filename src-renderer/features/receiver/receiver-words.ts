import type { DeliveryKind, JobState, PingAnswer } from '../../../src-preload/contract/index.ts';
import { formatExact } from '../../ui/format.ts';

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** An amount in the receiver's currency: $25.00. */
export function formatMoney(amount: number): string {
  return money.format(amount);
}

/** What leads earned. The receiver may have given no price for any of them: the answer to an automatic redirect has none. */
export function revenueWords({ revenue, unpriced }: { readonly revenue: number; readonly unpriced: number }): string {
  return revenue === 0 && unpriced > 0 ? 'not in the answer' : formatMoney(revenue);
}

/** The name of each kind of post. */
export const KIND_WORDS: Readonly<Record<DeliveryKind, { readonly word: string; readonly meaning: string }>> = {
  general: { word: 'General', meaning: 'The lead is sold and delivered to buyers.' },
  manualredirect: { word: 'Manual redirect', meaning: 'The buyer’s page comes back as an address to open.' },
  autoredirect: {
    word: 'Automatic redirect',
    meaning: 'LeadExec redirects to the buyer’s page; the address is shown.',
  },
  returnsends: { word: 'Return sends', meaning: 'Who bought the lead, and for how much, comes back at once.' },
  transfer: { word: 'Transfer', meaning: 'Agents to transfer a live call to come back, with their numbers.' },
  calldata: {
    word: 'Call data',
    meaning:
      'The lead with number called, length and result of its call. Its date is read in your own time and posted in Pacific Time.',
  },
  update: { word: 'Update', meaning: 'Fields of a lead that LeadExec has already are changed.' },
};

/** What each job state means for a posted lead. */
export const POST_MEANINGS: Readonly<Partial<Record<JobState, string>>> = {
  delivered: 'LeadExec accepted the lead.',
  duplicate: 'LeadExec already had this lead and did not accept it again.',
  rejected: 'LeadExec refused the lead and gave a reason.',
  unknown: 'Posted, result unknown: no clear answer arrived.',
  'awaiting-vendor': 'LeadExec has it in its queue and has not decided yet.',
  ready: 'Will be posted when its turn comes.',
  held: 'On hold: posted once the posts or the connection are resumed.',
};

/** The result of a ping, in sentences. */
export function pingWords({ willAccept, estimatedPrice, expiresAt, leftOut, words }: PingAnswer): string {
  const price = estimatedPrice === null ? 'No price was given' : `Estimated price: ${formatMoney(estimatedPrice)}`;
  const until = expiresAt === null ? '' : `, valid until ${formatExact(expiresAt)}`;
  const without =
    leftOut.length === 0
      ? ''
      : ` Contact details are never in a ping: ${leftOut.join(', ')} ${leftOut.length === 1 ? 'was' : 'were'} left out, so the price may differ.`;
  if (willAccept === false)
    return `LeadExec answered and declined the ping: ${words.replace(/\.?$/, '.')} A campaign that doesn’t accept pings declines all of them; its leads can still be posted.${without}`;
  return `LeadExec answered: it would accept such a lead. ${price}${until}.${without}`;
}
