import { describe, expect, it } from 'vitest';
import { rowMove } from '../../../../src-renderer/ui/table/row-moves.ts';

describe('the row that a key moves to', () => {
  const at = (cursor: number) => ({ cursor, count: 100, page: 20 });

  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['Home', 5, 0],
    ['End', 5, 99],
    ['PageDown', 5, 25],
    ['PageUp', 25, 5],
    // Without a cursor a page is counted from the first row.
    ['PageDown', -1, 20],
    ['ArrowDown', -1, 0],
  ])('%s from %i is %i', (key, from, to) => {
    expect(rowMove(key, at(from))).toBe(to);
  });

  it('stays within the rows', () => {
    expect(rowMove('ArrowDown', at(99))).toBe(99);
    expect(rowMove('ArrowUp', at(0))).toBe(0);
    expect(rowMove('PageDown', at(95))).toBe(99);
    expect(rowMove('PageUp', at(3))).toBe(0);
  });

  it('is none for another key, and where there is no row', () => {
    for (const key of ['j', 'Enter', 'toString', '']) expect(rowMove(key, at(5))).toBeNull();
    expect(rowMove('End', { cursor: -1, count: 0, page: 20 })).toBeNull();
  });
});
