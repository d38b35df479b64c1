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
  const whole = fitHeads(
    columns.map((column, at) => ({ width: column.width, needs: needsOf(column, at === columns.length - 1, false) })),
    spare,
  );
  // The arrows of sorted columns get what is left when the column that grows has its own width.
  const left = room - whole.reduce((sum, width) => sum + width, TICK_WIDTH);
  const widths = fitHeads(
    columns.map((column, at) => ({
      width: whole[at] ?? column.width,
      needs: needsOf(column, at === columns.length - 1, true),
    })),
    left,
  );
  return columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width }));
}

/** The width that the head of a column needs, without or with the arrow of its sort; 0 for a column that stays as it is. */
function needsOf({ title, grow, chosen, sortable }: HugeColumn, atEdge: boolean, withArrow: boolean): number {
  if (grow === true || chosen === true) return 0;
  return headWidth({ title, sorts: withArrow && sortable === true, atEdge });
}
