import { expect, test } from 'vitest';
import { atRow, holdStill, rowOfGone, rowOfPlace } from '../../../src-renderer/state/offers-held.ts';
import { OfferBoard } from '../../support/offer-board.ts';

const made = new OfferBoard(40);
const card = (id: number) => made.card(made.get(id));
const rows = (...ids: number[]) => ids.map((id) => ({ card: card(id), gone: false }));

/** A column read again: what stands in it now, by place. */
const now = (...ids: number[]) => ({ placeOf: (id: number) => ids.indexOf(id), total: ids.length, ids });

/** The ids as they are seen, those that have left with a minus. */
function seen(gone: ReturnType<typeof holdStill>['gone'], ids: readonly number[]): number[] {
  return Array.from({ length: ids.length + gone.length }, (_, row) => {
    const at = atRow(gone, row);
    return 'gone' in at ? -at.gone.card.id : (ids[at.place] ?? Number.NaN);
  });
}

test('what comes in above moves the view, so that the anchor stays where it is', () => {
  const column = now(9, 8, 1, 2, 3);
  const held = holdStill({ first: 0, rows: rows(1, 2, 3), anchors: [2], stays: () => true }, column.placeOf, 5);
  expect(held).toEqual({ gone: [], by: 2 });
});

test('without an anchor nothing is held: what is new stands on top', () => {
  const column = now(9, 1, 2);
  expect(holdStill({ first: 0, rows: rows(1, 2), anchors: [], stays: () => false }, column.placeOf, 3).by).toBe(0);
});

test('a card that has left stays between the others, in its old place', () => {
  const column = now(1, 3, 5, 6);
  const held = holdStill(
    { first: 0, rows: rows(1, 2, 3, 4, 5), anchors: [5], stays: () => true },
    column.placeOf,
    column.total,
  );
  expect(seen(held.gone, column.ids)).toEqual([1, -2, 3, -4, 5, 6]);
  expect(held.by).toBe(0);
});

test('a card under the pointer that leaves the board keeps its place until the pointer leaves it', () => {
  const column = now(9, 1, 3);
  const held = holdStill(
    { first: 0, rows: rows(1, 2, 3), anchors: [2], stays: (id) => id === 2 },
    column.placeOf,
    column.total,
  );
  expect(seen(held.gone, column.ids)).toEqual([9, 1, -2, 3]);
  expect(held.by).toBe(1);
});

test('of those that leave only those that must stay do; one row less above is made good', () => {
  const column = now(3, 4);
  const held = holdStill(
    { first: 5, rows: rows(1, 2, 3, 4), anchors: [3], stays: (id) => id === 2 },
    column.placeOf,
    column.total,
  );
  expect(seen(held.gone, column.ids)).toEqual([-2, 3, 4]);
  // Row 7 before, row 1 now: five rows left above the view, and one in it.
  expect(held.by).toBe(-6);
});

test('all of a column may leave and stay', () => {
  const held = holdStill({ first: 0, rows: rows(1, 2), anchors: [1], stays: () => true }, () => -1, 0);
  expect(seen(held.gone, [])).toEqual([-1, -2]);
  expect(held.by).toBe(0);
});

test('places and rows say the same, whichever way they are asked', () => {
  const gone = [
    { before: 1, card: card(31) },
    { before: 1, card: card(32) },
    { before: 4, card: card(33) },
  ];
  const seenRows = Array.from({ length: 8 }, (_, row) => atRow(gone, row));
  expect(seenRows.map((at) => ('gone' in at ? at.gone.card.id : at.place))).toEqual([0, 31, 32, 1, 2, 3, 33, 4]);
  for (const [row, at] of seenRows.entries())
    expect('gone' in at ? rowOfGone(gone, at.gone.card.id) : rowOfPlace(gone, at.place)).toBe(row);
});
