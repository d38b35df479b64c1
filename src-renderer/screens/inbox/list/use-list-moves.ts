import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { errorMessage } from '../../../bridge/index.ts';
import { idsBetween, setCursor, useInboxList } from '../../../state/inbox-list.ts';
import { ONE_BY_ONE, type Selection, toggled, withTicked } from '../../../state/inbox-selection.ts';
import { JustMoved } from '../../../state/just-moved.ts';
import { formatNumber } from '../../../ui/format.ts';
import type { GridHandle } from '../../../ui/huge-grid/huge-grid.tsx';
import { toastError } from '../../../ui/toaster.tsx';

interface MovePorts {
  readonly grid: RefObject<GridHandle | null>;
  /** The lead that is open beside the list. */
  readonly lead: number | null;
  /** Opens another lead instead. */
  readonly onLead: (id: number) => void;
  readonly selection: Selection;
  readonly onSelection: (change: (was: Selection) => Selection) => void;
}

/**
 * Moves the cursor of the list and opens the lead there, so that both are always the same lead, even if the open lead is no longer in the
 * list after a change.
 */
export function useListMoves({ grid, lead, onLead, selection, onSelection }: MovePorts) {
  const cursorId = useInboxList((s) => s.cursor.id);
  const anchor = useRef(-1);
  /** The row at the cursor is still loading, and will be opened once loaded. */
  const follows = useRef(false);
  const [justMoved] = useState(() => new JustMoved());
  const now = useRef({ lead, onLead });
  useLayoutEffect(() => {
    now.current = { lead, onLead };
  });

  const follow = () => {
    const { id } = useInboxList.getState().cursor;
    follows.current = id === null && now.current.lead !== null;
    if (id !== null && now.current.lead !== null && id !== now.current.lead) now.current.onLead(id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that was waited for is there
  useEffect(() => {
    if (follows.current) follow();
  }, [cursorId]);

  const tooMany = () =>
    toastError(
      `Up to ${formatNumber(ONE_BY_ONE)} leads can be selected individually. To select more, use Select all matching.`,
    );
  const tickRange = async (from: number, to: number) => {
    const [low, high] = from < to ? [from, to] : [to, from];
    if (high - low >= ONE_BY_ONE) return tooMany();
    try {
      const ids = await idsBetween(low, high);
      onSelection((was) => {
        const next = withTicked(was, ids);
        if (next === null) tooMany();
        return next ?? was;
      });
    } catch (thrown) {
      toastError(`The range could not be selected: ${errorMessage(thrown)}`);
    }
  };
  const moveTo = (index: number, range: boolean) => {
    const { count, cursor } = useInboxList.getState();
    if (count === 0) return;
    const to = Math.max(0, Math.min(index, count - 1));
    if (range) void tickRange(cursor.index < 0 ? to : cursor.index, to);
    else anchor.current = to;
    setCursor(to);
    grid.current?.reveal(to);
    follow();
  };
  return {
    moveTo,
    /** Moves to the row after or before the open lead, or to the row in its place if it is no longer in the list. */
    step: (by: 1 | -1, range: boolean) => {
      if (justMoved.take() && by === 1 && !range) return;
      const { cursor } = useInboxList.getState();
      const hasLeft = lead !== null && cursor.id !== null && cursor.id !== lead && !follows.current;
      moveTo(hasLeft && by === 1 ? cursor.index : cursor.index + by, range);
    },
    /** Opens the next lead after one is done, or the one in its place, unless the person has opened another one. */
    moveOn: (from: number) => {
      const { cursor, count } = useInboxList.getState();
      if (cursor.index < 0 || (now.current.lead !== null && now.current.lead !== from)) return;
      if (cursor.id === from) {
        if (cursor.index >= count - 1) return;
        moveTo(cursor.index + 1, false);
      } else follow();
      if (now.current.lead !== null) justMoved.moved();
    },
    tick: (index: number, range: boolean) => {
      if (range && anchor.current >= 0) void tickRange(anchor.current, index);
      else {
        const id = useInboxList.getState().pages?.id(index) ?? null;
        if (id !== null) onSelection(() => toggled(selection, id));
      }
      anchor.current = index;
      setCursor(index);
    },
  };
}
