import type { OfferColumn } from '../../../../src-preload/contract/index.ts';
import { COLUMNS } from '../../../state/offers-board.ts';

/** The width of a collapsed column, px. */
export const FOLDED = 40;

/**
 * The least readable width of a column, px, and its share of the remaining width. The most important column comes first; the last is
 * collapsed first.
 */
const WIDTHS: Readonly<Record<OfferColumn, { readonly least: number; readonly share: number }>> = {
  open: { least: 280, share: 1.35 },
  mine: { least: 208, share: 0.95 },
  coming: { least: 208, share: 0.95 },
  others: { least: 184, share: 0.98 },
  missed: { least: 184, share: 0.9 },
};

const BY_IMPORTANCE = Object.keys(WIDTHS) as OfferColumn[];

/**
 * Which columns are collapsed at a board's width in px. The focused column never is; the others are shown by importance, as many as are
 * readable. `folded` are those collapsed by the person.
 */
export function foldedIn(
  width: number,
  active: OfferColumn,
  folded: ReadonlySet<OfferColumn>,
): ReadonlySet<OfferColumn> {
  const wanted = [active, ...BY_IMPORTANCE.filter((c) => c !== active && !folded.has(c))];
  let taken = COLUMNS.length * FOLDED;
  const open = new Set<OfferColumn>();
  for (const column of wanted) {
    const more = WIDTHS[column].least - FOLDED;
    if (open.size > 0 && taken + more > width) break;
    taken += more;
    open.add(column);
  }
  return new Set(COLUMNS.filter((c) => !open.has(c)));
}

/** The `grid-template-columns` of the board. */
export function templateOf(folded: ReadonlySet<OfferColumn>): string {
  return COLUMNS.map((c) => (folded.has(c) ? `${FOLDED}px` : `minmax(0, ${WIDTHS[c].share}fr)`)).join(' ');
}
