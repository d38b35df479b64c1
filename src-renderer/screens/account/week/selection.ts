import { type DayKey, type DeliveryDay, MINUTES, openOn, type Span, united, withOpen, without } from './schedule.ts';

/** The minutes of one cell of the grid. */
export const STEP = 30;
export const CELLS = MINUTES / STEP;

/** A cell: its row from the top, its column from midnight. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, from where the selection started to where it ends. */
export interface Selection {
  readonly anchor: Cell;
  readonly head: Cell;
}

const clamp = (n: number, most: number) => Math.max(0, Math.min(n, most));

/** The cell that a key moves to; null for any other key. */
export function moved({ row, column }: Cell, key: string, far: boolean, rows: number): Cell | null {
  const by = far ? 4 : 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: clamp(column - by, CELLS - 1) };
    case 'ArrowRight':
      return { row, column: clamp(column + by, CELLS - 1) };
    case 'ArrowUp':
      return { row: clamp(row - 1, rows - 1), column };
    case 'ArrowDown':
      return { row: clamp(row + 1, rows - 1), column };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, column: CELLS - 1 };
    default:
      return null;
  }
}

/** The times and days that a selection covers. */
export function covered<Key extends DayKey>(
  { anchor, head }: Selection,
  keys: readonly Key[],
): { readonly span: Span; readonly days: readonly Key[] } {
  const [first, last] = [Math.min(anchor.column, head.column), Math.max(anchor.column, head.column)];
  const [top, bottom] = [Math.min(anchor.row, head.row), Math.max(anchor.row, head.row)];
  return { span: { from: first * STEP, to: (last + 1) * STEP }, days: keys.slice(top, bottom + 1) };
}

export const isOpen = (spans: readonly Span[], { from, to }: Span): boolean =>
  spans.some((one) => one.from <= from && one.to >= to);

/** Whether the whole selection is open: then it will be closed, otherwise opened. */
export function allOpen(rows: readonly DeliveryDay[], selection: Selection, keys: readonly DayKey[]): boolean {
  const { span, days } = covered(selection, keys);
  return days.every((day) => isOpen(openOn(rows, day), span));
}

/** The spans of a day with a part opened or closed. */
export const painted = (spans: readonly Span[], part: Span, open: boolean): Span[] =>
  open ? united([...spans, part]) : without(spans, part);

/** The rows with the selection opened or closed. */
export function paint(
  rows: readonly DeliveryDay[],
  selection: Selection,
  { keys, open, uid }: { readonly keys: readonly DayKey[]; readonly open: boolean; readonly uid: number },
): readonly DeliveryDay[] {
  const { span, days } = covered(selection, keys);
  return days.reduce((made, day) => withOpen(made, day, painted(openOn(made, day), span, open), uid), rows);
}
