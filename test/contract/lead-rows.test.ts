import { expect, test } from 'vitest';
import { leadRows } from '../../src-preload/contract/lead-list.ts';

const accepts = (ids: unknown, name: unknown) => leadRows.safeParse({ ids, columns: { name } }).success;

test('rows of leads hold ids that are numbers, and cells that are texts, numbers or blanks, each of them', () => {
  expect(accepts([1, 2, 3], ['Ada', 7, null])).toBe(true);
  expect(accepts([], [])).toBe(true);
  for (const bad of [['1'], [null], [Number.NaN], [Number.POSITIVE_INFINITY], Array(1), '12', {}]) {
    expect([bad, accepts(bad, [])]).toEqual([bad, false]);
  }
  for (const bad of [[true], [{}], [undefined], [Number.NaN], Array(1), 'Ada']) {
    expect([bad, accepts([1], bad)]).toEqual([bad, false]);
  }
});
