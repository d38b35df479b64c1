import { useState } from 'react';
import { OFFER_ACTIONS } from '../../features/keys/offer-keys.ts';
import { putArrivalsAside, useAway } from '../../state/offers-away.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { Note } from '../../ui/notes.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './offers.module.css';

/** Offers that arrived while nobody was at the desk, until they are opened or dismissed. */
export function AwayBanner({ onOpen, onDone }: { readonly onOpen: (id: number) => void; readonly onDone: () => void }) {
  const arrivals = useAway((s) => s.arrivals);
  const [showing, setShowing] = useState(false);
  const now = useNow();
  useKeys([{ ...OFFER_ACTIONS.arrivals, disabled: arrivals === null, run: () => setShowing(true) }]);
  if (arrivals === null) return null;
  const { arrived, more } = arrivals;
  const close = () => {
    setShowing(false);
    putArrivalsAside();
    onDone();
  };
  return (
    <>
      <Note
        className={styles.note}
        actions={
          <>
            <Button size="small" keys={OFFER_ACTIONS.arrivals.keys} onClick={() => setShowing(true)}>
              Show
            </Button>
            <Button size="small" kind="quiet" hint="The offers stay on the board" onClick={close}>
              Dismiss
            </Button>
          </>
        }
      >
        <span role="status">Arrived while you were away: {formatNumber(arrived.length + more)}.</span>
      </Note>
      {showing && (
        <PickDialog
          title="While you were away"
          lead={
            more > 0
              ? `Showing the newest ${formatNumber(arrived.length)}; ${formatNumber(more)} more are on the board.`
              : undefined
          }
          placeholder="Open an offer"
          digits
          choices={arrived.map(({ id, name, source, at, notifyAt }) => ({
            value: String(id),
            label: name === '' ? 'Hidden until claimed' : name,
            note: [
              source,
              notifyAt !== null && notifyAt > now ? `opens ${formatWhen(notifyAt, now)}` : formatWhen(at, now),
            ]
              .filter((part) => part !== '')
              .join(' · '),
          }))}
          onPick={(id) => onOpen(Number(id))}
          onClose={close}
        />
      )}
    </>
  );
}
