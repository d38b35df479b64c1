import type { PoolColumn } from './row-pool.ts';

/** A column of a huge table, for its head and its rows. */
export interface HugeColumn extends PoolColumn {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  /** Takes the remaining width. */
  readonly grow?: boolean;
  readonly sortable?: boolean;
}

/** The column by which the rows are sorted. */
export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}
