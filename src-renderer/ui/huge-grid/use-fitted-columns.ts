import { type RefObject, useLayoutEffect, useState } from 'react';
import { fitHeads, headWidth } from '../table/heads.ts';
import { TICK_WIDTH } from '../table/row-moves.ts';
import { type HugeColumn, leastOf } from './grid-columns.ts';

/** The columns, those whose heads would be cut made wider as far as the table has spare width. */
export function useFittedColumns(
  columns: readonly HugeColumn[],
  scroller: RefObject<HTMLElement | null>,
): readonly HugeColumn[] {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = () => setRoom(element.clientWidth);
    read();
    const sizes = new ResizeObserver(read);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [scroller]);
  if (room === 0) return columns;
  const spare = room - columns.reduce((sum, column) => sum + leastOf(column), TICK_WIDTH);
  const heads = columns.map(({ title, width, grow, chosen, sortable }, at) => {
    const head = { title, sorts: sortable === true, atEdge: at === columns.length - 1 };
    return { width, needs: grow === true || chosen === true ? 0 : headWidth(head) };
  });
  const widths = fitHeads(heads, spare);
  return columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width }));
}
