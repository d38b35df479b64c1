import { expect, test } from 'vitest';
import { offerFilter } from '../../../src-preload/contract/index.ts';
import {
  cleared,
  isNarrowed,
  readOffersAddress,
  WHOLE_BOARD,
  writeOffersAddress,
} from '../../../src-renderer/state/offers-address.ts';

const full = {
  filter: offerFilter.parse({
    as: '3:45',
    teams: ['3:6', '3:9'],
    users: ['3:5'],
    rank: { from: 1, to: 3 },
    sources: [3, 4],
    age: { from: 60_000, until: 300_000 },
    text: 'mary & josé',
  }),
  sort: 'rank' as const,
  open: 12,
};

test('what an address is made of is read back from it', () => {
  const [path = '', query = ''] = writeOffersAddress(full).split('?');
  expect(path).toBe('/offers/12');
  expect(readOffersAddress(path, query)).toEqual(full);
});

test('one’s own whole board has the shortest address', () => {
  expect(writeOffersAddress({ filter: WHOLE_BOARD, sort: 'offered', open: null })).toBe('/offers');
  expect(readOffersAddress('/offers', '')).toEqual({ filter: WHOLE_BOARD, sort: 'offered', open: null });
});

test('a bound may stand alone', () => {
  const read = (query: string) => readOffersAddress('/offers', query).filter;
  expect(read('rank=2-').rank).toEqual({ from: 2 });
  expect(read('rank=-5').rank).toEqual({ to: 5 });
  expect(read('age=-300000').age).toEqual({ until: 300_000 });
});

test('what makes no sense counts as not there', () => {
  const read = readOffersAddress('/offers/many', 'rank=first&age=x-y&source=a&sort=loudest&team=3:6');
  expect(read).toEqual({ filter: { ...WHOLE_BOARD, teams: ['3:6'] }, sort: 'offered', open: null });
});

test('whose board it is leaves nothing out, and stays when the rest is cleared', () => {
  expect(isNarrowed({ ...WHOLE_BOARD, as: '@everyone' })).toBe(false);
  expect(isNarrowed({ ...WHOLE_BOARD, text: 'x' })).toBe(true);
  expect(cleared(full.filter)).toEqual({ ...WHOLE_BOARD, as: '3:45' });
});
