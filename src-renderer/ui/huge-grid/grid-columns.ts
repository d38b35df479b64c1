import type { PoolColumn } from './row-pool.ts';

/** A column of a huge table, for its head and its rows. */
export interface HugeColumn extends PoolColumn {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  /** Whether the operator chose the width: then it isn't changed to show the whole head. */
  readonly chosen?: boolean;
  /** Takes the remaining width. */
  readonly grow?: boolean;
  readonly sortable?: boolean;
}

/** The least width of a column, px: one that takes the remaining width shrinks before the whole table has to be scrolled sideways. */
export function leastOf(column: HugeColumn): number {
  return column.grow === true ? Math.max(96, column.width - 72) : column.width;
}

/** The column by which the rows are sorted. */
export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}
