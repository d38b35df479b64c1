import { useState } from 'react';
import type { OfferCard } from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import { OFFER_ACTIONS } from '../../features/keys/offer-keys.ts';
import { CLAIM_STATES, nameInWords } from '../../features/offer/offer-look.ts';
import { leadAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { claim, handBack } from '../../state/offers-claim.ts';
import { countdown } from '../../state/offers-times.ts';
import type { Action } from '../../ui/keys.ts';
import { toast } from '../../ui/toaster.tsx';

/** The dialogs that a command may open first. */
export type Asking = 'call-back' | 'hand-over' | 'to-dialer' | 'submit';

/** Why an offer can't be claimed now, as a sentence; null if it can. */
export function notClaimable(card: OfferCard, now: number): string | null {
  const name = nameInWords(card);
  if (card.mine && card.state !== 'open')
    return card.confirmed === 'account'
      ? `${capital(name)} is already claimed with your account, here or on another desk.`
      : `${capital(name)} is already yours: ${CLAIM_STATES[card.state].word.toLowerCase()}.`;
  if (card.column === 'coming')
    return card.notifyAt === null || card.notifyAt <= now
      ? `${capital(name)} is not open yet.`
      : `${capital(name)} opens in ${countdown(card.notifyAt - now)}. It can be claimed then.`;
  if (card.state !== 'open') return `${card.holder === '' ? 'Someone else' : card.holder} has ${name}.`;
  return null;
}

/** Commands for one offered lead. Some open a dialog first; `onAsked` is called when it closes. */
export function useOfferActions(onAsked: () => void) {
  const [asking, setAsking] = useState<{ readonly what: Asking; readonly card: OfferCard } | null>(null);
  const ask = (what: Asking) => (card: OfferCard) => setAsking({ what, card });
  const closeAsking = () => {
    setAsking(null);
    onAsked();
  };
  const toClaim = (card: OfferCard) => {
    const why = notClaimable(card, Date.now());
    if (why === null) void claim(card);
    else toast(why);
  };
  const toLead = ({ leadId }: OfferCard) => {
    if (leadId !== null) navigate(leadAt(leadId));
  };
  /** The commands for a card; null is no card. Those that are not possible are disabled. */
  const actionsFor = (
    card: OfferCard | null,
  ): Readonly<Record<'claim' | 'lead' | 'callBack' | 'handOver' | 'handBack' | 'toDialer' | 'submit', Action>> => {
    const on = (run: (card: OfferCard) => void) => () => card !== null && run(card);
    const held = card?.mine === true && (card.state === 'claimed-here' || card.state === 'claimed');
    const ours =
      card !== null && (held || card.state === 'intent' || (card.state === 'claimed-here' && card.column === 'others'));
    const lead = card === null || card.leadId === null;
    return {
      claim: {
        ...OFFER_ACTIONS.claim,
        label: card === null ? OFFER_ACTIONS.claim.label : `Claim ${nameInWords(card)}`,
        disabled: card === null,
        run: on(toClaim),
      },
      lead: { ...OFFER_ACTIONS.lead, disabled: lead, run: on(toLead) },
      callBack: { ...OFFER_ACTIONS.callBack, label: 'Call back …', disabled: lead, run: on(ask('call-back')) },
      handOver: { ...OFFER_ACTIONS.handOver, label: 'Hand over …', disabled: !ours, run: on(ask('hand-over')) },
      handBack: { ...OFFER_ACTIONS.handBack, disabled: !ours, run: on(handBack) },
      toDialer: { ...OFFER_ACTIONS.toDialer, label: 'Send to dialer …', disabled: lead, run: on(ask('to-dialer')) },
      submit: { ...OFFER_ACTIONS.submit, label: 'Submit an offer …', disabled: card === null, run: on(ask('submit')) },
    };
  };
  return { asking, closeAsking, claim: toClaim, actionsFor };
}

export type OfferActions = ReturnType<typeof useOfferActions>;
