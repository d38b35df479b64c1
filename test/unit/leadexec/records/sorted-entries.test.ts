import { expect, test } from 'vitest';
import { SortedEntries } from '../../../../src-main/leadexec/records/sorted-entries.ts';
import type { RecordValue } from '../../../../src-preload/contract/index.ts';

const VALUES: readonly RecordValue[] = ['b', null, 10, 'A', 2, true, 'a', false, null, 2];

test('values are sorted numbers first, then flags, then texts without case, and what is empty comes last either way', () => {
  const sorted = new SortedEntries(
    VALUES.map((value, at) => ({ parent: 0, id: VALUES.length - at, values: { value } })),
  );
  const by = (descending: boolean) =>
    sorted.order({ field: 'value', descending }).map((at) => sorted.entries[at]?.values.value);
  expect(by(false)).toEqual([2, 2, 10, false, true, 'a', 'A', 'b', null, null]);
  expect(by(true)).toEqual(['b', 'a', 'A', true, false, 10, 2, 2, null, null]);
  const ids = sorted.order(undefined).map((at) => sorted.entries[at]?.id);
  expect(ids).toEqual(VALUES.map((_, at) => at + 1));
});
