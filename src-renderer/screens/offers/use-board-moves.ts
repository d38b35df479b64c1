import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { OfferCard, OfferColumn } from '../../../src-preload/contract/index.ts';
import { OFFER_ACTIONS } from '../../features/keys/offer-keys.ts';
import { COLUMNS, currentRow, rowAt, rowOf, setCursor, useOffersBoard } from '../../state/offers-board.ts';
import { useKeys } from '../../ui/keys.ts';
import type { BoardHandle } from './board/board.tsx';

interface MovesPorts {
  readonly handle: RefObject<BoardHandle | null>;
  /** The offered lead that is open beside the board. */
  readonly open: number | null;
  readonly go: (to: { readonly open: number | null }, replace?: boolean) => void;
  readonly claim: (card: OfferCard) => void;
}

/** Moves on the board by keys and pointer. The pane beside it follows the cursor. */
export function useBoardMoves(ports: MovesPorts) {
  const { handle, open, go } = ports;
  const active = useOffersBoard((s) => s.active);
  const cursorRow = useOffersBoard((s) => s.columns[s.active].cursor.row);
  const current = useOffersBoard((s) => currentRow(s)?.card ?? null);
  const fresh = useOffersBoard((s) => COLUMNS.some((c) => s.columns[c].fresh.size > 0));
  /** Whether focus was last in the pane rather than on the board. */
  const [inPane, setInPane] = useState(open !== null);
  const { move, step, sideways, openRow, claimRow } = useCursorMoves(ports);
  const showFresh = () => {
    const { columns } = useOffersBoard.getState();
    const column = columns[active].fresh.size > 0 ? active : COLUMNS.find((c) => columns[c].fresh.size > 0);
    if (column === undefined) return;
    handle.current?.toStart(column);
    move(column, 0);
  };
  const close = () => {
    go({ open: null });
    setInPane(false);
    handle.current?.focus(active);
  };
  useKeys([
    { ...OFFER_ACTIONS.next, hidden: true, run: () => step(1) },
    { ...OFFER_ACTIONS.before, hidden: true, run: () => step(-1) },
    { ...OFFER_ACTIONS.left, hidden: true, run: () => sideways(-1) },
    { ...OFFER_ACTIONS.right, hidden: true, run: () => sideways(1) },
    { ...OFFER_ACTIONS.open, hidden: true, disabled: current === null, run: () => openRow(active, cursorRow) },
    { ...OFFER_ACTIONS.fresh, disabled: !fresh, run: showFresh },
  ]);
  return {
    active,
    current,
    inPane: open !== null && inPane,
    setInPane,
    move,
    openRow,
    claimRow,
    sideways,
    close,
  };
}

/** The moves of the cursor, which stay the same functions from one drawing to the next. */
function useCursorMoves(ports: MovesPorts) {
  const { handle } = ports;
  const now = useRef(ports);
  useEffect(() => {
    now.current = ports;
  });

  const toRow = useCallback(
    (column: OfferColumn, row: number): OfferCard | null => {
      setCursor(column, row);
      handle.current?.focus(column);
      const view = useOffersBoard.getState().columns[column];
      return rowAt(view, view.cursor.row)?.card ?? null;
    },
    [handle],
  );
  const follow = useCallback((card: OfferCard | null) => {
    const { open: shown, go: to } = now.current;
    if (shown !== null && card !== null && card.id !== shown) to({ open: card.id }, true);
  }, []);
  const move = useCallback(
    (column: OfferColumn, row: number) => {
      const card = toRow(column, row);
      handle.current?.reveal(column, useOffersBoard.getState().columns[column].cursor.row);
      follow(card);
    },
    [toRow, follow, handle],
  );
  /** Moves from the cursor's current row, which may be newer than the drawn one. */
  const step = useCallback(
    (by: number) => {
      const { active: column, columns } = useOffersBoard.getState();
      move(column, columns[column].cursor.row + by);
    },
    [move],
  );
  const openRow = useCallback(
    (column: OfferColumn, row: number) => {
      const card = toRow(column, row);
      if (card !== null) now.current.go({ open: card.id }, now.current.open !== null);
    },
    [toRow],
  );
  const claimRow = useCallback(
    (column: OfferColumn, row: number) => {
      const card = toRow(column, row);
      if (card !== null) now.current.claim(card);
    },
    [toRow],
  );
  const sideways = useCallback(
    (by: number) => {
      const { active: from, columns } = useOffersBoard.getState();
      const to = COLUMNS[Math.max(0, Math.min(COLUMNS.indexOf(from) + by, COLUMNS.length - 1))];
      if (to !== undefined) follow(toRow(to, columns[to].cursor.row));
    },
    [toRow, follow],
  );
  return { move, step, sideways, openRow, claimRow };
}

/** Moves the cursor to an offered lead, if it is on the board. */
export function setCursorOn(id: number): void {
  const { columns, active: from } = useOffersBoard.getState();
  for (const column of [from, ...COLUMNS]) {
    const row = rowOf(columns[column], id);
    if (row < 0) continue;
    setCursor(column, row);
    return;
  }
}
