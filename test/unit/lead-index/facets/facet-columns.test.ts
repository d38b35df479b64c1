import { describe, expect, it } from 'vitest';
import { CHUNK_IDS, type Chunk, chunkHas, chunkOfPlaces } from '../../../../src-main/lead-index/bitmap/chunk.ts';
import { FacetColumns } from '../../../../src-main/lead-index/facets/facet-columns.ts';
import { LeadBits } from '../../../../src-main/lead-index/facets/lead-bits.ts';
import { seeded, testStore } from '../support.ts';

const below = seeded(5);
/** How many leads of a chunk have each value: few and many, and one that nobody has. */
const SIZES: Readonly<Record<string, number>> = { AK: 30, FL: 1000, NY: 900, TX: 6000, CA: 1024, XX: 0 };
const VALUES = Object.keys(SIZES);

function places(n: number): number[] {
  const some = new Set<number>();
  while (some.size < n) some.add(below(CHUNK_IDS));
  return [...some].sort((a, b) => a - b);
}

/** Bits of three chunks; leads often have several values. */
function filled(): { bits: LeadBits; set: (value: string, at: number, leads: readonly number[]) => void } {
  const store = testStore();
  const bits = new LeadBits(store);
  const set = (value: string, at: number, leads: readonly number[]): void =>
    store.write(() => {
      bits.sync();
      const entry = bits.entryToWrite('state', value);
      const before = bits.chunk(entry.id, at);
      bits.write([{ entry, chunk: at, before, after: chunkOfPlaces(leads), ops: null }]);
    });
  for (const at of [0, 1, 2]) for (const value of VALUES) set(value, at, places(SIZES[value] ?? 0));
  bits.sync();
  return { bits, set };
}

const inside = (n: number): Chunk => chunkOfPlaces(places(n)) as Chunk;

/** One by one. */
function counted(bits: LeadBits, at: number, leads: Chunk): number[] {
  return VALUES.map((value) => {
    const entry = bits.entry('state', value);
    const chunk = entry ? bits.chunk(entry.id, at) : null;
    let n = 0;
    for (let place = 0; place < CHUNK_IDS; place++) {
      if (chunk && chunkHas(chunk, place) && chunkHas(leads, place)) n++;
    }
    return n;
  });
}

describe('the values of a facet among some leads', () => {
  it('are counted as one by one, few or many, several to a lead', () => {
    const { bits } = filled();
    const columns = new FacetColumns(bits);
    for (const n of [1, 200, 5000, CHUNK_IDS]) {
      for (const at of [0, 2, 1]) {
        const leads = inside(n);
        expect([...columns.counter('state', VALUES)(at, leads)]).toEqual(counted(bits, at, leads));
      }
    }
  });

  it('are counted anew where leads have changed, also where few become many', () => {
    const { bits, set } = filled();
    const columns = new FacetColumns(bits);
    const leads = inside(4000);
    const count = (at: number) => [...columns.counter('state', VALUES)(at, leads)];
    const before = count(1);
    for (const [value, n] of [
      ['AK', 2000],
      ['TX', 12],
      ['FL', 0],
      ['XX', 40],
    ] as const) {
      set(value, 1, places(n));
      bits.sync();
      expect(count(1)).toEqual(counted(bits, 1, leads));
    }
    expect(count(1)).not.toEqual(before);
  });

  it('are those that were asked for', () => {
    const { bits } = filled();
    const columns = new FacetColumns(bits);
    const leads = inside(3000);
    const all = columns.counter('state', VALUES)(0, leads);
    expect([...columns.counter('state', ['NY', 'nobody', 'AK'])(0, leads)]).toEqual([
      all[VALUES.indexOf('NY')],
      0,
      all[VALUES.indexOf('AK')],
    ]);
  });

  it('are the same when they were made ready ahead, and after a change in one chunk', () => {
    const { bits, set } = filled();
    const columns = new FacetColumns(bits);
    for (const at of [0, 1, 2]) columns.ready('state', VALUES, at);
    const few = inside(150);
    for (const at of [0, 1, 2]) expect([...columns.counter('state', VALUES)(at, few)]).toEqual(counted(bits, at, few));
    set('CA', 1, places(3000));
    bits.sync();
    columns.ready('state', VALUES, 1);
    for (const at of [0, 1, 2]) expect([...columns.counter('state', VALUES)(at, few)]).toEqual(counted(bits, at, few));
  });

  it('are counted where most leads have several that many have', () => {
    const { bits, set } = filled();
    for (const value of ['TX', 'CA', 'NY']) set(value, 0, places(9000));
    bits.sync();
    const few = inside(150);
    expect([...new FacetColumns(bits).counter('state', VALUES)(0, few)]).toEqual(counted(bits, 0, few));
  });

  it('are counted however many others were asked for before', () => {
    const { bits } = filled();
    const columns = new FacetColumns(bits);
    const few = inside(150);
    const others = Array.from({ length: 200 }, (_, i) => `other ${i}`);
    const more = Array.from({ length: 198 }, (_, i) => `more ${i}`);
    const count = (values: readonly string[]) => [...columns.counter('state', values)(0, few)];
    const byOne = counted(bits, 0, few);
    const [ny, fl] = [byOne[VALUES.indexOf('NY')], byOne[VALUES.indexOf('FL')]];
    expect(count(['NY', ...others])).toEqual([ny, ...others.map(() => 0)]);
    expect(count([...more, 'FL', 'NY'])).toEqual([...more.map(() => 0), fl, ny]);
    expect(Math.min(ny ?? 0, fl ?? 0)).toBeGreaterThan(0);
  });
});
