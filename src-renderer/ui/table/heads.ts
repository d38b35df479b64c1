import { textWidth } from '../text-width.ts';

/** The room beside a head's title: the padding of its cell, px. */
const PADDING = 20;
/** The arrow of the column that the rows are sorted by, and the gap before it, px. */
const ARROW = 15;
/** What the first and the last cell have in addition at the table's edge, px. */
const EDGE = 6;
/** Heads are in the small size and medium weight (`table.module.css`). */
const SIZE = 0.9231;
const WEIGHT = 500;

interface Head {
  readonly title: string;
  /** Whether the rows can be sorted by it. */
  readonly sorts: boolean;
  /** Whether it is the first or the last one. */
  readonly atEdge: boolean;
}

/** The width with which a column's head isn't cut, px. */
export const headWidth = ({ title, sorts, atEdge }: Head): number =>
  title === ''
    ? 0
    : Math.ceil(textWidth(title, WEIGHT, SIZE) + PADDING + (sorts ? ARROW : 0) + (atEdge ? EDGE : 0) + 1);

interface Fitted {
  readonly width: number;
  /** The width that its head needs; 0 for a column that stays as it is. */
  readonly needs: number;
}

/**
 * The widths of columns after the spare width is given to those whose heads would be cut. If it doesn't suffice for all of them, those that
 * need the least get it, so that as few heads as possible are cut.
 */
export function fitHeads(columns: readonly Fitted[], spare: number): number[] {
  const widths = columns.map(({ width }) => width);
  const lacking = columns
    .map(({ width, needs }, at) => ({ at, lacks: needs - width }))
    .filter(({ lacks }) => lacks > 0)
    .sort((a, b) => a.lacks - b.lacks);
  let left = spare;
  for (const { at, lacks } of lacking) {
    if (lacks > left) break;
    widths[at] = (widths[at] ?? 0) + lacks;
    left -= lacks;
  }
  return widths;
}
