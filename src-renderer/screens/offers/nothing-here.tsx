import { Handshake } from 'lucide-react';
import { OFFER_ACTIONS } from '../../features/keys/offer-keys.ts';
import { sourceAt } from '../../state/addresses.ts';
import { startPractice } from '../../state/first-run.ts';
import { navigate } from '../../state/hash-location.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { NoMatch, NotConnected } from '../../ui/nothing.tsx';

interface NothingHereProps {
  readonly why: 'no-source' | 'narrowed' | 'none-for-me' | 'none';
  readonly onClear: () => void;
  readonly onEveryone: () => void;
}

/** Shown instead of the board: nothing matches, nothing was offered yet, or no offers are fetched. */
export function NothingHere({ why, onClear, onEveryone }: NothingHereProps) {
  switch (why) {
    case 'no-source':
      return (
        <NotConnected
          icon={Handshake}
          title="Leads offered to you will appear here"
          connect="Connect LionDesk"
          onConnect={() => navigate(sourceAt(undefined, 'liondesk'))}
          onPractise={() => startPractice('stay')}
        >
          LionDesk offers a lead to several people, and the first to claim it gets it. Connect it to receive its offers
          automatically.
        </NotConnected>
      );
    case 'narrowed':
      return (
        <NoMatch
          title="No offer matches"
          clear="Clear"
          keys={OFFER_ACTIONS.clear.keys}
          hint="Show all offers"
          onClear={onClear}
        >
          Matching offers will appear here.
        </NoMatch>
      );
    case 'none-for-me':
      return (
        <EmptyState
          icon={Handshake}
          title="No offers for you yet"
          action={
            <Button keys={OFFER_ACTIONS.whose.keys} onClick={onEveryone}>
              Show everyone’s board
            </Button>
          }
        >
          Offers from LionDesk will appear here automatically, within a second.
        </EmptyState>
      );
    case 'none':
      return (
        <EmptyState
          icon={Handshake}
          title="No offers yet"
          action={<Button onClick={() => navigate('/settings')}>Show lead sources</Button>}
        >
          Offers to your team will appear here automatically.
        </EmptyState>
      );
  }
}
