// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA attributes give their number instead
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import type { OfferColumn } from '../../../../src-preload/contract/index.ts';
import { OFFER_ACTIONS } from '../../../features/keys/offer-keys.ts';
import { hold, inView, rowAt, rowCount, setCursor, showColumn, useOffersBoard } from '../../../state/offers-board.ts';
import { useClaims } from '../../../state/offers-claim.ts';
import { Button } from '../../../ui/button.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { shownKeys } from '../../../ui/keys.ts';
import { Skeleton } from '../../../ui/notes.tsx';
import styles from './board.module.css';
import { CARD, Card } from './card.tsx';

/** More than the cards in view: reusing an element for another card is faster than creating one. */
const SLOTS = 64;

export interface ColumnHandle {
  focus(): void;
  /** Scrolls a row into view. */
  reveal(row: number): void;
  toStart(): void;
}

interface ColumnProps {
  readonly column: OfferColumn;
  /** The label for a screen reader. */
  readonly label: string;
  /** The offered lead that is open beside the board. */
  readonly shown: number | null;
  readonly showUser: boolean;
  readonly onMove: (column: OfferColumn, row: number) => void;
  readonly onSide: (by: number) => void;
  readonly onOpen: (column: OfferColumn, row: number) => void;
  readonly onClaim: (column: OfferColumn, row: number) => void;
  /** Shown if there are no cards. */
  readonly empty: ReactNode;
  readonly ref?: Ref<ColumnHandle>;
}

/** The cards of a column; only those in view exist. Added and removed cards do not move the card under the pointer or at the cursor. */
export function Column({ column, label, shown, showUser, onMove, onSide, onOpen, onClaim, empty, ref }: ColumnProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const view = useOffersBoard((s) => s.columns[column]);
  const claiming = useClaims((s) => s.claiming);
  const count = rowCount(view);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 11;

  useEffect(() => {
    showColumn(column, true);
    return () => showColumn(column, false);
  }, [column]);
  useEffect(() => {
    inView(column, first, last, virtual.scrollDirection === 'backward' ? -1 : 1);
  }, [column, first, last, virtual.scrollDirection]);
  const { by, times } = view.shift;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each shift once
  useLayoutEffect(() => {
    if (scroller.current !== null && by !== 0) scroller.current.scrollTop += by * CARD;
  }, [times]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first card
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [view.list]);

  const reveal = (row: number) => virtual.scrollToIndex(row, { align: 'auto' });
  const toStart = () => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  };
  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    reveal,
    toStart,
  }));

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / CARD) - 1);
    const { row } = view.cursor;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      Home: 0,
      End: count - 1,
      PageDown: row + page,
      PageUp: row - page,
    };
    const to = moves[event.key];
    if (to !== undefined) onMove(column, to);
    else if (event.key === 'ArrowLeft') onSide(-1);
    else if (event.key === 'ArrowRight') onSide(1);
    else return;
    event.preventDefault();
  };
  const open = useCallback((row: number) => onOpen(column, row), [column, onOpen]);
  const claim = useCallback((row: number) => onClaim(column, row), [column, onClaim]);
  const hover = useCallback((card: number) => hold(column, { hovered: card }), [column]);
  const showFresh = () => {
    toStart();
    setCursor(column, 0);
    scroller.current?.focus({ preventScroll: true });
  };
  const claimHint = `Claim it  ${(shownKeys(OFFER_ACTIONS.claim.keys) ?? '').toUpperCase()}`.trim();
  const cursorRow = view.cursor.row;
  return (
    <div className={styles.listPlace}>
      {view.fresh.size > 0 && (
        <Button
          size="small"
          icon={ArrowUp}
          className={styles.fresh}
          keys={OFFER_ACTIONS.fresh.keys}
          hint="Scroll to them"
          onClick={showFresh}
        >
          {formatNumber(view.fresh.size)} new
        </Button>
      )}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={count}
        aria-colcount={1}
        aria-activedescendant={
          items.some((i) => i.index === cursorRow) && view.cursor.id !== null ? `${id}-${view.cursor.id}` : undefined
        }
        tabIndex={0}
        className={styles.list}
        onKeyDown={onKey}
        onFocus={(event) => {
          if (event.target !== event.currentTarget) return;
          hold(column, { focused: true });
          setCursor(column, cursorRow);
        }}
        onBlur={() => hold(column, { focused: false })}
        onPointerLeave={() => hold(column, { hovered: null })}
      >
        {count === 0 && (
          <div role="row" tabIndex={-1}>
            <div role="gridcell" tabIndex={-1}>
              {view.pages === null ? (
                <div className={styles.nothing}>
                  <Skeleton lines={8} height={20} />
                </div>
              ) : (
                empty
              )}
            </div>
          </div>
        )}
        <div
          role={count === 0 ? 'presentation' : 'rowgroup'}
          className={styles.room}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rowAt(view, item.index);
            if (row === null)
              return (
                <div
                  key={item.index % SLOTS}
                  role="row"
                  tabIndex={-1}
                  aria-rowindex={item.index + 1}
                  data-waiting
                  className={styles.card}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <div role="gridcell" tabIndex={-1} className={styles.waiting} />
                </div>
              );
            const { card, gone } = row;
            return (
              <Card
                key={item.index % SLOTS}
                id={`${id}-${card.id}`}
                row={item.index}
                start={item.start}
                card={card}
                gone={gone}
                cursor={card.id === view.cursor.id}
                claiming={claiming.has(card.id)}
                shown={card.id === shown}
                showUser={showUser}
                onOpen={open}
                claimHint={claimHint}
                onClaim={claim}
                onHover={hover}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
