import { FlaskConical, Handshake, SearchX } from 'lucide-react';
import { useState } from 'react';
import { call, sentenceOf } from '../../bridge/index.ts';
import { sourceAt } from '../../frame/addresses.ts';
import { goTo } from '../../frame/hash-location.ts';
import { refreshDesk } from '../../state/desk.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote } from '../../ui/notes.tsx';
import { OFFER_ACTS } from './offer-keys.ts';

interface NothingHereProps {
  readonly why: 'no-source' | 'narrowed' | 'none-for-me' | 'none';
  readonly onClear: () => void;
  readonly onEveryone: () => void;
}

/** In place of the board: nothing matches, nothing has come, or nothing can come. */
export function NothingHere({ why, onClear, onEveryone }: NothingHereProps) {
  switch (why) {
    case 'no-source':
      return <NoSource />;
    case 'narrowed':
      return (
        <EmptyState
          icon={SearchX}
          title="No offer matches"
          act={
            <Button keys={OFFER_ACTS.clear.keys} hint="Show the whole board" onClick={onClear}>
              Clear
            </Button>
          }
        >
          Offers that fit will stand here as soon as there are any.
        </EmptyState>
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

function NoSource() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const practise = () => {
    setBusy(true);
    setError(null);
    call('practice.start', {})
      .then(refreshDesk, (thrown: unknown) =>
        setError(`The practice vendors could not be started. ${sentenceOf(thrown)}`),
      )
      .finally(() => setBusy(false));
  };
  return (
    <EmptyState
      icon={Handshake}
      title="Leads that are offered to you will be here"
      act={
        <>
          <Button kind="main" onClick={() => goTo(sourceAt(undefined, 'liondesk'))}>
            Connect LionDesk
          </Button>
          <Button icon={FlaskConical} disabled={busy} onClick={practise}>
            {busy ? 'Starting the practice vendors …' : 'Try with practice vendors'}
          </Button>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
        </>
      }
    >
      LionDesk offers a lead to several people, and the first to claim it has it. Connect it, and its offers come in by
      themselves.
    </EmptyState>
  );
}
