import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import { regionName } from '../../../src-main/geo/regions.ts';
import { LeadIndex, SEARCH_CAP, type SearchText } from '../../../src-main/lead-index/index.ts';
import type { LeadFilterInput } from '../../../src-preload/contract/index.ts';
import { filterOf, insertLead, testStore } from './support.ts';

let store: Store;
let index: LeadIndex;

beforeEach(() => {
  store = testStore();
  index = new LeadIndex(store);
});
afterEach(() => store.close());

const text = (id: number, name: string, state: string): SearchText => ({
  id,
  name,
  places: `${state}\n${regionName(state) ?? ''}`,
  words: '',
  notes: '',
  phones: [],
});

function arrive(from: number, to: number, name: string, state: string): void {
  store.write(() => {
    const ids = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    for (const id of ids) insertLead(store, { id, first: name, state });
    index.put(ids.map((id) => ({ id, before: null, after: { state: [state] } })));
    index.putSearch(
      [],
      ids.map((id) => text(id, name, state)),
    );
  });
}

const find = (input: LeadFilterInput, upTo?: number) =>
  index.select(filterOf(input), { now: 0, me: 'Me', ...(upTo === undefined ? {} : { upTo }) });

describe('text in a filter', () => {
  it('goes with every other condition', () => {
    arrive(1, 5, 'Maria Lopez', 'FL');
    arrive(6, 9, 'Mark Lowe', 'FL');
    arrive(10, 12, 'Maria Lang', 'NY');
    expect(find({ text: 'mar' }).ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(find({ text: 'maria', any: { state: ['FL'] } }).ids()).toEqual([1, 2, 3, 4, 5]);
    expect(find({ text: 'maria', none: { state: ['FL'] } }).ids()).toEqual([10, 11, 12]);
    expect(find({ text: 'mar' }, 7).ids()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(find({ text: 'mar', received: { from: 30, until: 70 } }).ids()).toEqual([3, 4, 5, 6]);
    expect(find({ text: 'nobody' }).count()).toBe(0);
    expect(find({ text: ' ( ' }).count()).toBe(12);
  });

  it('goes with states, whatever their names are made of', () => {
    const states = ['KS', '—', 'New South Wales'];
    const stateOf = (id: number) => states[id % states.length] as string;
    const nameOf = (id: number) => (id % 4 === 0 ? 'Maria Lopez' : 'Mark Lowe');
    // More in each state than are tested one by one.
    const ids = Array.from({ length: 15_300 }, (_, at) => at + 1);
    store.write(() => {
      index.put(ids.map((id) => ({ id, before: null, after: { state: [stateOf(id)] } })));
      index.putSearch(
        [],
        ids.map((id) => text(id, nameOf(id), stateOf(id))),
      );
    });
    const others = ['AL', 'AK', 'AZ', 'AR'];
    for (const state of [
      ['KS'],
      ['—'],
      ['New South Wales'],
      ['KS', '—'],
      ['New South Wales', 'KS'],
      ['KS', ...others],
    ]) {
      const all = ids.filter((id) => id % 4 === 0 && state.includes(stateOf(id)));
      expect(all.length).toBeGreaterThan(SEARCH_CAP);
      expect([state, find({ text: 'maria', any: { state } }).ids()]).toEqual([state, all.slice(-SEARCH_CAP)]);
    }
    expect(find({ text: 'maria', any: { state: others } }).ids()).toEqual([]);
  });

  it('stops at its cap, newest first, and says so', () => {
    arrive(1, SEARCH_CAP + 20, 'Maria Lopez', 'FL');
    const found = find({ text: 'maria' });
    expect([found.count(), found.exact]).toEqual([SEARCH_CAP, false]);
    expect(found.at(0)).toBe(SEARCH_CAP + 20);
    expect(find({ text: 'maria' }, 10).exact).toBe(true);
  });

  it('finds what has just come, and no more what was taken back', () => {
    arrive(1, 2, 'Maria Lopez', 'FL');
    expect(find({ text: 'maria' }).count()).toBe(2);
    expect(() =>
      store.write(() => {
        arrive(3, 4, 'Maria Lang', 'FL');
        expect(find({ text: 'maria' }).count()).toBe(4);
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    expect(find({ text: 'maria' }).count()).toBe(2);
    arrive(3, 3, 'Maria Lang', 'FL');
    expect(find({ text: 'maria' }).count()).toBe(3);
  });

  it('is gone with the person, and so is a value nobody else has', () => {
    arrive(1, 2, 'Maria Lopez', 'FL');
    store.write(() => index.put([{ id: 2, before: {}, after: { destination: ['Only her island'] } }]));
    expect(index.values('destination')).toEqual([{ value: 'Only her island', count: 1 }]);
    store.write(() => index.erase(2));
    expect(find({ text: 'maria' }).ids()).toEqual([1]);
    expect(find({}).ids()).toEqual([1]);
    const left = store.raw.prepare('SELECT count(*) FROM lead_facet_value WHERE value = ?').pluck();
    expect(left.get('Only her island')).toBe(0);
    store.write(() => index.put([{ id: 1, before: {}, after: { destination: ['Only her island'] } }]));
    expect(find({ any: { destination: ['Only her island'] } }).ids()).toEqual([1]);
  });
});
