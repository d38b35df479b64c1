import type { OfferCard } from '../../../../src-preload/contract/index.ts';
import { CallbackDialog } from '../../../features/lead/callback-line.tsx';
import { nameInWords } from '../../../features/offer/offer-look.ts';
import { SubmitDialog } from '../../../features/offer/submit-dialog.tsx';
import { handOver } from '../../../state/offers-claim.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { PickDialog } from '../../../ui/pick-dialog.tsx';
import type { OfferActions } from '../use-offer-actions.ts';
import { ToDialerDialog } from './to-dialer-dialog.tsx';

/** The dialogs that ask for what a command needs. */
export function OfferDialogs({ actions: { asking, closeAsking } }: { readonly actions: OfferActions }) {
  if (asking === null) return null;
  const { what, card } = asking;
  switch (what) {
    case 'call-back':
      return card.leadId === null ? null : <CallBack card={card} leadId={card.leadId} onClose={closeAsking} />;
    case 'hand-over':
      return <HandOver card={card} onClose={closeAsking} />;
    case 'to-dialer':
      return <ToDialerDialog card={card} onClose={closeAsking} />;
    case 'submit':
      return <SubmitDialog of={card} name={nameInWords(card)} onClose={closeAsking} />;
  }
}

interface AskProps {
  readonly card: OfferCard;
  readonly onClose: () => void;
}

function CallBack({ card, leadId, onClose }: AskProps & { readonly leadId: number }) {
  const { value: lead } = useCommandQuery('leads.get', { id: leadId });
  return lead === null ? null : <CallbackDialog lead={lead} name={nameInWords(card)} onClose={onClose} />;
}

function HandOver({ card, onClose }: AskProps) {
  const { value } = useCommandQuery('agents.list', {});
  return (
    <PickDialog
      title={`Hand ${nameInWords(card)} over`}
      lead="Changes who has the lead on this desk. LionDesk is not notified."
      placeholder="To"
      digits
      choices={(value?.agents ?? [])
        .filter((name) => name !== card.holder && !(card.mine && name === value?.me))
        .map((name) => ({ value: name, label: name, note: name === value?.me ? 'you' : undefined }))}
      own={(typed) => `New agent “${typed}”`}
      onPick={(to) => handOver(card, to.slice(0, 60))}
      onClose={onClose}
    />
  );
}
