import type { OfferCard } from '../../src-preload/contract/index.ts';

/** A card that has left its column and stays in its place for as long as somebody's hand is on it. */
export interface Gone {
  /** Stands before the card at this place of the column. */
  readonly before: number;
  readonly card: OfferCard;
}

/** A row of a column as it is seen. */
export interface Row {
  readonly card: OfferCard;
  readonly gone: boolean;
}

/** What stands at a row of the column as it is seen: a place among its cards, or a card that has left. */
export function atRow(gone: readonly Gone[], row: number): { readonly place: number } | { readonly gone: Gone } {
  let before = 0;
  for (const one of gone) {
    if (one.before + before === row) return { gone: one };
    if (one.before + before > row) break;
    before++;
  }
  return { place: row - before };
}

/** The row at which the card of a place is seen. */
export function rowOfPlace(gone: readonly Gone[], place: number): number {
  return place + gone.filter((one) => one.before <= place).length;
}

/** The row at which a card that has left is seen; -1 when it isn't any more. */
export function rowOfGone(gone: readonly Gone[], id: number): number {
  const at = gone.findIndex((one) => one.card.id === id);
  return at < 0 ? -1 : (gone[at]?.before ?? 0) + at;
}

interface Before {
  /** The first row in view. */
  readonly first: number;
  /** The rows in view as they were. */
  readonly rows: readonly Row[];
  /** Cards that must not move: the first of them that is in view holds the column where it is. */
  readonly anchors: readonly number[];
  /** Whether a card that leaves stays where it is. */
  readonly stays: (id: number) => boolean;
}

/**
 * How a column that was read again is shown so that nothing moves under a hand: what has left and must stay stands between the others
 * in its old order, and the view moves by as many rows as its anchor has moved. `placeOf` is a card's place now, -1 when it has left.
 */
export function holdStill(
  before: Before,
  placeOf: (id: number) => number,
  total: number,
): { readonly gone: readonly Gone[]; readonly by: number } {
  const { first, rows, anchors, stays } = before;
  const places = rows.map(({ card }) => placeOf(card.id));
  const lastHere = places.findLast((place) => place >= 0);
  let next = lastHere === undefined ? Math.min(first, total) : lastHere + 1;
  const gone: Gone[] = [];
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    const place = places[at] ?? -1;
    if (row === undefined) continue;
    if (place >= 0) next = place;
    else if (stays(row.card.id)) gone.unshift({ before: next, card: row.card });
  }
  gone.sort((a, b) => a.before - b.before);
  for (const id of anchors) {
    const at = rows.findIndex(({ card }) => card.id === id);
    if (at < 0) continue;
    const place = places[at] ?? -1;
    const row = place >= 0 ? rowOfPlace(gone, place) : rowOfGone(gone, id);
    if (row >= 0) return { gone, by: row - (first + at) };
  }
  return { gone, by: 0 };
}
