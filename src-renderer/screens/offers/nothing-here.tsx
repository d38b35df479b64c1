import { Handshake } from 'lucide-react';
import { OFFER_ACTS } from '../../features/keys/offer-keys.ts';
import { sourceAt } from '../../state/addresses.ts';
import { startPractice } from '../../state/first-run.ts';
import { goTo } from '../../state/hash-location.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { NoMatch, NotConnected } from '../../ui/nothing.tsx';

interface NothingHereProps {
  readonly why: 'no-source' | 'narrowed' | 'none-for-me' | 'none';
  readonly onClear: () => void;
  readonly onEveryone: () => void;
}

/** In place of the board: nothing matches, nothing has come, or nothing can come. */
export function NothingHere({ why, onClear, onEveryone }: NothingHereProps) {
  switch (why) {
    case 'no-source':
      return (
        <NotConnected
          icon={Handshake}
          title="Leads that are offered to you will be here"
          connect="Connect LionDesk"
          onConnect={() => goTo(sourceAt(undefined, 'liondesk'))}
          onPractise={() => startPractice('stay')}
        >
          LionDesk offers a lead to several people, and the first to claim it has it. Connect it, and its offers come in
          by themselves.
        </NotConnected>
      );
    case 'narrowed':
      return (
        <NoMatch
          title="No offer matches"
          clear="Clear"
          keys={OFFER_ACTS.clear.keys}
          hint="Show the whole board"
          onClear={onClear}
        >
          Offers that fit will stand here as soon as there are any.
        </NoMatch>
      );
    case 'none-for-me':
      return (
        <EmptyState
          icon={Handshake}
          title="Nothing is offered to you yet"
          act={
            <Button keys={OFFER_ACTS.whose.keys} onClick={onEveryone}>
              Look at everyone’s board
            </Button>
          }
        >
          What LionDesk offers to you will stand here by itself, a second after it is told.
        </EmptyState>
      );
    case 'none':
      return (
        <EmptyState
          icon={Handshake}
          title="No offer has come yet"
          act={<Button onClick={() => goTo('/settings')}>Look at the sources</Button>}
        >
          What LionDesk offers to your team will stand here by itself.
        </EmptyState>
      );
  }
}
