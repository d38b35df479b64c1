import { type OfferFilter, type OfferSort, offerFilter, offerSort } from '../../src-preload/contract/index.ts';

/** The content of the offers' address: whose board, the filter, the order, and the open offered lead. */
export interface OffersAddress {
  readonly filter: OfferFilter;
  readonly sort: OfferSort;
  readonly open: number | null;
}

/** One's own board without a filter. */
export const WHOLE_BOARD: OfferFilter = offerFilter.parse({});

/** A range in which either bound may be missing: "1-3", "-3", "60000-". */
function readRange(text: string | null): readonly [number | undefined, number | undefined] {
  const found = /^(\d{0,15}(?:\.\d{1,6})?)-(\d{0,15}(?:\.\d{1,6})?)$/.exec(text ?? '');
  const read = (part: string | undefined) => (part === undefined || part === '' ? undefined : Number(part));
  return found === null ? [undefined, undefined] : [read(found[1]), read(found[2])];
}

function writeRange(from: number | undefined, to: number | undefined): string | null {
  return from === undefined && to === undefined ? null : `${from ?? ''}-${to ?? ''}`;
}

function without<T extends object>(range: T): T {
  return Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as T;
}

/** Parses a path and its query. Invalid parts count as missing. */
export function readOffersAddress(path: string, query: string): OffersAddress {
  const given = new URLSearchParams(query);
  const [rankFrom, rankTo] = readRange(given.get('rank'));
  const [ageFrom, ageUntil] = readRange(given.get('age'));
  const filter = offerFilter.safeParse({
    as: given.get('as') ?? '@me',
    teams: given.getAll('team'),
    users: given.getAll('user'),
    rank: without({ from: rankFrom, to: rankTo }),
    sources: given
      .getAll('source')
      .filter((id) => /^\d{1,15}$/.test(id))
      .map(Number),
    age: without({ from: ageFrom, until: ageUntil }),
    text: (given.get('text') ?? '').slice(0, 200),
  });
  const sort = offerSort.safeParse(given.get('sort'));
  const open = /^\/offers\/(\d{1,15})$/.exec(path)?.[1];
  return {
    filter: filter.success ? filter.data : WHOLE_BOARD,
    sort: sort.success ? sort.data : 'offered',
    open: open === undefined ? null : Number(open),
  };
}

/** The address that `readOffersAddress` reads back. */
export function writeOffersAddress({ filter, sort, open }: OffersAddress): string {
  const query = new URLSearchParams();
  if (filter.as !== '@me') query.set('as', filter.as);
  for (const team of filter.teams) query.append('team', team);
  for (const user of filter.users) query.append('user', user);
  const rank = writeRange(filter.rank.from, filter.rank.to);
  if (rank !== null) query.set('rank', rank);
  for (const source of filter.sources) query.append('source', String(source));
  const age = writeRange(filter.age.from, filter.age.until);
  if (age !== null) query.set('age', age);
  if (filter.text !== '') query.set('text', filter.text);
  if (sort !== 'offered') query.set('sort', sort);
  const path = open === null ? '/offers' : `/offers/${open}`;
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Whether something is filtered out. Whose board it is doesn't count as a filter. */
export function isNarrowed(filter: OfferFilter): boolean {
  return writeOffersAddress({ filter: { ...filter, as: '@me' }, sort: 'offered', open: null }) !== '/offers';
}

/** The same board without a filter. */
export function cleared(filter: OfferFilter): OfferFilter {
  return { ...WHOLE_BOARD, as: filter.as };
}
