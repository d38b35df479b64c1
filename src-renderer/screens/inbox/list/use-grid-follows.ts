import { type RefObject, useEffect, useState } from 'react';
import { useDesk } from '../../../state/desk.ts';
import { findLead, onRows, useInboxList } from '../../../state/inbox-list.ts';
import type { GridHandle } from '../../../ui/huge-grid/huge-grid.tsx';

/**
 * Keeps the grid in step with the list: it is redrawn when rows are added, starts at the first row of another list (`onOther` is called
 * then), stays at the same rows when rows are added above, and keeps the open lead visible.
 */
export function useGridFollows(grid: RefObject<GridHandle | null>, lead: number | null, onOther: () => void): void {
  const { question, upTo, shift, pages, cursor } = useInboxList();
  useEffect(() => onRows(() => grid.current?.redraw()), [grid]);
  useEffect(() => {
    // After navigation by a key, the element that had focus is gone. A page that has just loaded had no focus to move.
    if (useDesk.getState().status !== null) grid.current?.keepFocus();
  }, [grid]);
  // Another list starts at its first row with nothing selected.
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
 * Enter in the search opens the lead if only one is found; otherwise the cursor moves to the first.
 * @returns a function to call with the searched text
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
