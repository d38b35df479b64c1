import type { OfferCard } from '../../src-preload/contract/index.ts';

/** A card that has left its column and stays in its place while somebody is using it. */
export interface Gone {
  /** It is shown before the card at this index of the column. */
  readonly before: number;
  readonly card: OfferCard;
}

/** A row of a column as shown. */
export interface Row {
  readonly card: OfferCard;
  readonly gone: boolean;
}

/** The content of a row of the column as shown: the index of a card, or a card that has left. */
export function atRow(gone: readonly Gone[], row: number): { readonly place: number } | { readonly gone: Gone } {
  let before = 0;
  for (const one of gone) {
    if (one.before + before === row) return { gone: one };
    if (one.before + before > row) break;
    before++;
  }
  return { place: row - before };
}

/** The row of the card with an index. */
export function rowOfPlace(gone: readonly Gone[], place: number): number {
  return place + gone.filter((one) => one.before <= place).length;
}

/** The row of a card that has left; -1 if it is no longer shown. */
export function rowOfGone(gone: readonly Gone[], id: number): number {
  const at = gone.findIndex((one) => one.card.id === id);
  return at < 0 ? -1 : (gone[at]?.before ?? 0) + at;
}

interface Before {
  /** The first row in view. */
  readonly first: number;
  /** The visible rows as they were. */
  readonly rows: readonly Row[];
  /** Cards that must not move: the first of them that is visible keeps its position on screen. */
  readonly anchors: readonly number[];
  /** Whether a card that leaves is still shown. */
  readonly stays: (id: number) => boolean;
}

/**
 * Determines how a column that was read again is shown so that nothing moves under the pointer: cards that have left and must stay are
 * shown between the others in their old order, and the view moves by as many rows as its anchor has moved. `placeOf` is a card's current
 * index, -1 if it has left.
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
