import type { PoolColumn } from './row-pool.ts';

/** A column of a huge table, as its head and its rows know it. */
export interface HugeColumn extends PoolColumn {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  /** Takes what room is left. */
  readonly grow?: boolean;
  readonly sortable?: boolean;
}

/** Which column the rows are in the order of. */
export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}
