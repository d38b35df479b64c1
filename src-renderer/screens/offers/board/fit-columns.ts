import type { OfferColumn } from '../../../../src-preload/contract/index.ts';
import { COLUMNS } from '../../../state/offers-board.ts';

/** Width of a folded column, px. */
export const FOLDED = 40;

/** The least width at which a column can be read, px, and its share of what is left. */
const ROOM: Readonly<Record<OfferColumn, { readonly least: number; readonly share: number }>> = {
  open: { least: 280, share: 1.35 },
  mine: { least: 208, share: 0.95 },
  coming: { least: 208, share: 0.95 },
  others: { least: 184, share: 0.98 },
  missed: { least: 184, share: 0.9 },
};

/** What matters most comes first: folded last. */
const ORDER: readonly OfferColumn[] = ['open', 'mine', 'coming', 'others', 'missed'];

/**
 * Which columns are folded in a board of so many px: the one with the keys never, then as many as can be read in the order in which they
 * matter. `folded` are those a person folded by hand.
 */
export function foldedIn(
  width: number,
  active: OfferColumn,
  folded: ReadonlySet<OfferColumn>,
): ReadonlySet<OfferColumn> {
  const wanted = [active, ...ORDER.filter((c) => c !== active && !folded.has(c))];
  let taken = COLUMNS.length * FOLDED;
  const open = new Set<OfferColumn>();
  for (const column of wanted) {
    const more = ROOM[column].least - FOLDED;
    if (open.size > 0 && taken + more > width) break;
    taken += more;
    open.add(column);
  }
  return new Set(COLUMNS.filter((c) => !open.has(c)));
}

/** The board's columns as a grid's template. */
export function templateOf(folded: ReadonlySet<OfferColumn>): string {
  return COLUMNS.map((c) => (folded.has(c) ? `${FOLDED}px` : `minmax(0, ${ROOM[c].share}fr)`)).join(' ');
}
