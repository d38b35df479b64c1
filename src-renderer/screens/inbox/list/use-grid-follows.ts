import { type RefObject, useEffect, useState } from 'react';
import { useDesk } from '../../../state/desk.ts';
import { findLead, onRows, useInboxList } from '../../../state/inbox-list.ts';
import type { GridHandle } from '../../../ui/huge-grid/huge-grid.tsx';

/**
 * Keeps the grid at the list that is open: drawn anew as rows come in, at its first row when another list was opened (`onOther` hears of
 * it), at the same rows when some came in above, and with the open lead in view.
 */
export function useGridFollows(grid: RefObject<GridHandle | null>, lead: number | null, onOther: () => void): void {
  const { question, upTo, shift, pages, cursor } = useInboxList();
  useEffect(() => onRows(() => grid.current?.redraw()), [grid]);
  useEffect(() => {
    // Come here by a key: what held the focus is gone. A page just loaded has none to lose.
    if (useDesk.getState().status !== null) grid.current?.keepFocus();
  }, [grid]);
  // Another list: nothing of it is ticked, and it begins at its first row.
  const opened = question === null ? null : JSON.stringify([question.filter, question.sort]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard when another list was opened
  useEffect(() => {
    onOther();
    grid.current?.toStart();
  }, [opened, upTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each shift once
  useEffect(() => grid.current?.shift(shift.by), [shift.times]);
  const settled = pages !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the list is there
  useEffect(() => {
    if (!settled || lead === null || cursor.id === lead) return;
    findLead(lead).then(
      (at) => at !== null && grid.current?.reveal(at),
      () => undefined,
    );
  }, [settled, lead, opened]);
}

/**
 * Enter in the search: the one lead that is found is opened; of several the first has the cursor.
 * @returns what is called with the text that was sought
 */
export function useOpenFound(openFirst: () => void): (text: string) => void {
  const { question, pages, count, exact } = useInboxList();
  const [sought, setSought] = useState<string | null>(null);
  const found = (question?.filter.text ?? '').trim() === sought && pages !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is there
  useEffect(() => {
    if (sought === null || !found) return;
    setSought(null);
    if (count === 1 && exact) openFirst();
  }, [sought, found]);
  return setSought;
}
