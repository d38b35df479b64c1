import { useCallback } from 'react';
import type { OfferColumn } from '../../../../src-preload/contract/index.ts';
import { countdown } from '../../../state/offers-times.ts';
import { Ticking } from '../ticking.tsx';
import styles from './board.module.css';

interface EmptyColumnProps {
  readonly column: OfferColumn;
  /** Whose board: empty for one's own, null for everyone's. */
  readonly name: string | null;
  readonly nextAt: number | null;
  /** The board's filter, in words. */
  readonly only: string;
}

/** Shown instead of a column's cards: why there are none, and when the next offer opens. */
export function EmptyColumn({ column, name, nextAt, only }: EmptyColumnProps) {
  const say = useCallback(
    (now: number) =>
      nextAt === null
        ? ''
        : nextAt > now
          ? `The next one opens in ${countdown(nextAt - now)}.`
          : 'The next one opens now.',
    [nextAt],
  );
  return (
    <div className={styles.nothing}>
      <span>{words(column, name)}</span>
      {column === 'open' && nextAt !== null && <Ticking say={say} />}
      {only !== '' && <span>Filtered by {only}.</span>}
    </div>
  );
}

function words(column: OfferColumn, name: string | null): string {
  const whom = name === null ? 'anyone' : name === '' ? 'you' : name;
  switch (column) {
    case 'mine':
      return name === '' || name === null ? 'You haven’t claimed any.' : `${whom} has none.`;
    case 'open':
      return `No open offers for ${whom}.`;
    case 'coming':
      return `No upcoming offers for ${whom}.`;
    case 'others':
      return 'None claimed by others.';
    case 'missed':
      return name === null
        ? 'For everyone, claimed offers are listed under Claimed by others.'
        : `No missed offers for ${whom}.`;
  }
}
