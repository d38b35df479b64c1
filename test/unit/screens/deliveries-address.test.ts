import { expect, test } from 'vitest';
import {
  boundsOf,
  filterOf,
  isCounted,
  readLogAddress,
  searchText,
  WHOLE_LOG,
  writeLogAddress,
} from '../../../src-renderer/state/deliveries-address.ts';

test('an address says all of it and is read back', () => {
  const address = {
    ...WHOLE_LOG,
    state: 'unknown' as const,
    connectionId: 2,
    importId: 3,
    reason: 'No answer within 30 s & more',
    from: 1000,
    until: 2000,
    text: '+1 (727) 555-1111',
    job: 9,
  };
  expect(readLogAddress(writeLogAddress(address).split('?')[1] ?? '')).toEqual(address);
  expect(writeLogAddress(WHOLE_LOG)).toBe('/deliveries');
});

test('what makes no sense in an address counts as not there', () => {
  expect(readLogAddress('state=lost&connection=two&import=-1&when=never&job=1e9')).toEqual(WHOLE_LOG);
});

test.each([
  ['+1 (727) 555-1111', '7275551111'],
  ['1-727-555-1111', '7275551111'],
  ['727.555.1111', '7275551111'],
  ['1111', '1111'],
  [' 193715 ', '193715'],
  ['area code', 'area code'],
  ['30 s', '30 s'],
])('%s is looked for as %s', (typed, asked) => {
  expect(searchText(typed)).toBe(asked);
});

test('a filter holds what is chosen and nothing else', () => {
  expect(filterOf(WHOLE_LOG, 0)).toEqual({});
  const now = new Date(2026, 2, 3, 14, 5).getTime();
  const filter = filterOf({ ...WHOLE_LOG, state: 'held', span: 'yesterday' }, now);
  expect(filter).toEqual({
    state: 'held',
    from: new Date(2026, 2, 2).getTime(),
    until: new Date(2026, 2, 3).getTime(),
  });
  expect(isCounted(filter)).toBe(false);
  expect(isCounted({ state: 'held', connectionId: 1 })).toBe(true);
  expect(boundsOf('hour', now)).toEqual({ from: now - 3_600_000 });
});
