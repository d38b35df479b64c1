import { describe, expect, it } from 'vitest';
import { FixedSet } from '../../../src-main/lead-index/bitmap/lead-set.ts';
import { decodeChunks, encodeChunks } from '../../../src-main/lead-index/bitmap/stored-chunks.ts';
import { type FacetValues, LeadIndex } from '../../../src-main/lead-index/index.ts';
import type { LeadFacet, LeadFilterInput } from '../../../src-preload/contract/index.ts';
import { filterOf, insertLead, seeded, testStore } from './support.ts';

const context = { now: 0, me: 'Me' };

/** What the index has to say, kept the plain way. */
class Model {
  readonly leads = new Map<number, Map<LeadFacet, Set<string>>>();

  put(id: number, before: FacetValues | null, after: FacetValues | null): void {
    if (after === null) {
      this.leads.delete(id);
      return;
    }
    const facets = this.leads.get(id) ?? new Map<LeadFacet, Set<string>>();
    this.leads.set(id, facets);
    for (const facet of new Set([...Object.keys(before ?? {}), ...Object.keys(after)]) as Set<LeadFacet>)
      facets.set(facet, new Set(after[facet] ?? []));
    if (before === null && (after.status ?? []).length === 0) facets.set('status', new Set(['new']));
  }

  values(id: number, facet: LeadFacet): string[] {
    return [...(this.leads.get(id)?.get(facet) ?? [])];
  }

  matches(id: number, input: LeadFilterInput): boolean {
    const filter = filterOf(input);
    const has = (facet: string, values: readonly string[]) =>
      this.values(id, facet as LeadFacet).some((value) => values.includes(value));
    for (const [facet, values] of Object.entries(filter.any))
      if (values.length > 0 && !has(facet, values)) return false;
    for (const [facet, values] of Object.entries(filter.none)) if (has(facet, values)) return false;
    for (const facet of filter.empty) if (this.values(id, facet).length > 0) return false;
    const { from = 0, to = 99 } = filter.experience ?? {};
    if (filter.experience && !this.values(id, 'experience').some((y) => Number(y) >= from && Number(y) <= to))
      return false;
    return true;
  }

  ids(input: LeadFilterInput): number[] {
    return [...this.leads.keys()].filter((id) => this.matches(id, input)).sort((a, b) => a - b);
  }
}

const pick = <T>(below: (n: number) => number, list: readonly T[]): T => list[below(list.length)] as T;

function randomValues(below: (n: number) => number): FacetValues {
  const some = (list: readonly string[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => pick(below, list))),
  ];
  return {
    state: some(['AK', 'FL', 'NY'], 1),
    license: some(['MD', 'DO', 'NP'], 2),
    experience: some(['0', '7', '12', '19', '20', '35', '99'], 1),
    specialty: some(['A', 'B', 'C', 'D'], 3),
    source: some(['1', '2', 'hand'], 2),
  };
}

const filters: LeadFilterInput[] = [
  {},
  { any: { state: ['FL'] } },
  { any: { state: ['FL', 'NY'], license: ['MD'] } },
  { any: { specialty: ['A', 'C'] }, none: { source: ['1'], state: ['AK'] } },
  { empty: ['owner'] },
  { empty: ['state', 'tag'], none: { license: ['DO'] } },
  { any: { tag: ['hot'], status: ['new', 'done'] } },
  { any: { owner: ['@me'] } },
  { any: { tag: ['nobody has it'] } },
  { experience: { from: 5, to: 25 } },
  { experience: { from: 12 }, any: { license: ['NP'] } },
  { experience: { to: 19 }, empty: ['tag'] },
  { none: { status: ['new'] } },
];

function compare(index: LeadIndex, model: Model, below: (n: number) => number): void {
  for (const input of filters) {
    const expected = model.ids({ ...input, ...(input.any?.owner ? { any: { owner: ['Me'] } } : {}) });
    const set = index.select(filterOf(input), context);
    expect(set.count(), JSON.stringify(input)).toBe(expected.length);
    expect(set.ids().join()).toBe(expected.join());
    const n = below(expected.length + 2);
    expect(set.at(n, 'ascending')).toBe(expected[n] ?? null);
    expect(set.page(n, 7, 'descending')).toEqual([...expected].reverse().slice(n, n + 7));
    const id = expected[n];
    if (id !== undefined) {
      expect(set.placeOf(id, 'ascending')).toBe(n);
      expect(set.placeOf(id, 'descending')).toBe(expected.length - 1 - n);
      expect(set.has(id)).toBe(true);
    }
    const upTo = below(60_000);
    const bounded = index.select(filterOf(input), { ...context, upTo });
    const inside = expected.filter((other) => other <= upTo);
    expect(bounded.count()).toBe(inside.length);
    expect(bounded.page(0, 5)).toEqual(inside.reverse().slice(0, 5));
  }
}

describe('the index of leads', () => {
  it('answers like a plain list of leads, whatever happens to them, also when it is taken back', () => {
    for (const seed of [1, 2]) {
      const store = testStore();
      const index = new LeadIndex(store);
      let model = new Model();
      const below = seeded(seed);
      let next = 1;
      for (let round = 0; round < 7; round++) {
        const kept = structuredClone(model.leads);
        const fails = below(4) === 0;
        const work = () => {
          const batch = [];
          for (let i = below(500); i > 0; i--) {
            const after = randomValues(below);
            batch.push({ id: next, before: null, after });
            model.put(next, null, after);
            // Gaps, and now and then a chunk is left out altogether.
            next += 1 + below(below(400) === 0 ? 17_000 : below(100) === 0 ? 900 : 3);
          }
          const ids = [...model.leads.keys()];
          for (let i = below(40); i > 0 && ids.length > 0; i--) {
            const id = pick(below, ids);
            if (!model.leads.has(id)) continue;
            const before = Object.fromEntries(
              (['state', 'license', 'experience', 'specialty', 'source'] as const).map((f) => [f, model.values(id, f)]),
            );
            const after = below(4) === 0 ? null : randomValues(below);
            batch.push({ id, before, after });
            model.put(id, before, after);
          }
          index.put(batch);
          const input = pick(below, filters.slice(0, 6));
          const chosen = index.select(filterOf(input), context).frozen();
          const ids2 = model.ids(input);
          const [facet, value] = pick(below, [
            ['tag', 'hot'],
            ['tag', 'cold'],
            ['status', 'done'],
            ['owner', 'Me'],
          ] as [LeadFacet, string][]);
          const on = below(3) > 0;
          const changed = on ? index.add(facet, value, chosen) : index.removeFrom(facet, value, chosen);
          const expected = ids2.filter((id) => model.values(id, facet).includes(value) !== on);
          expect(changed.ids().join()).toBe(expected.join());
          for (const id of expected) {
            const values = new Set(model.values(id, facet));
            if (on) values.add(value);
            else values.delete(value);
            model.leads.get(id)?.set(facet, values);
          }
          // What is counted inside the transaction must not outlive it.
          compare(index, model, below);
          if (fails) throw new Error('taken back');
        };
        if (fails) {
          expect(() => store.write(work)).toThrow('taken back');
          model = new Model();
          for (const [id, facets] of kept) model.leads.set(id, facets);
        } else store.write(work);
        compare(index, model, below);
        if (round % 8 === 0) compare(new LeadIndex(store), model, below);
      }
      for (const id of [...model.leads.keys()].slice(0, 50)) {
        for (const facet of ['status', 'tag', 'license'] as const)
          expect(index.valuesOf(id, facet).sort()).toEqual(model.values(id, facet).sort());
      }
      store.close();
    }
  });

  it('sees what another index on the same database wrote, and what it took back', () => {
    const store = testStore();
    const [one, two] = [new LeadIndex(store), new LeadIndex(store)];
    const count = (index: LeadIndex) => index.select(filterOf({ any: { state: ['FL'] } }), context).count();
    store.write(() => one.put([{ id: 1, before: null, after: { state: ['FL'] } }]));
    expect(count(two)).toBe(1);
    expect(() =>
      store.write(() => {
        two.put([{ id: 2, before: null, after: { state: ['FL'] } }]);
        expect(count(one)).toBe(2);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(count(one)).toBe(1);
    store.write(() => one.put([{ id: 3, before: null, after: { state: ['FL'] } }]));
    expect([count(one), count(two)]).toEqual([2, 2]);
    store.close();
  });

  it('forgets what a savepoint took back while the transaction goes on', () => {
    const store = testStore();
    const index = new LeadIndex(store);
    const ids = () => index.select(filterOf({ any: { tag: ['x'] } }), context).ids();
    store.write(() => {
      index.put([1, 2, 3].map((id) => ({ id, before: null, after: {} })));
      index.add('tag', 'x', index.setOf([1]));
      store.raw.exec('SAVEPOINT s');
      index.add('tag', 'x', index.setOf([2]));
      index.add('tag', 'y', index.setOf([2]));
      expect(ids()).toEqual([1, 2]);
      store.raw.exec('ROLLBACK TO s');
      expect(ids()).toEqual([1]);
      index.add('tag', 'y', index.setOf([3]));
    });
    expect(ids()).toEqual([1]);
    expect(index.valuesOf(3, 'tag')).toEqual(['y']);
    store.close();
  });

  it('moves leads to another value, whatever they had', () => {
    const store = testStore();
    const index = new LeadIndex(store);
    const having = (filter: LeadFilterInput) => index.select(filterOf(filter), context).ids();
    store.write(() => index.put([1, 2, 3, 4].map((id) => ({ id, before: null, after: {} }))));
    store.write(() => index.move('status', 'done', index.setOf([1])));
    expect([having({ any: { status: ['done'] } }), having({ any: { status: ['new'] } })]).toEqual([[1], [2, 3, 4]]);
    store.write(() => index.move('status', 'working', index.select(filterOf({}), context)));
    expect([having({ any: { status: ['working'] } }), having({ any: { status: ['new', 'done'] } })]).toEqual([
      [1, 2, 3, 4],
      [],
    ]);
    store.write(() => index.move('owner', 'Eve', index.setOf([2, 3, 99])));
    expect([having({ any: { owner: ['Eve'] } }), having({ empty: ['owner'] })]).toEqual([
      [2, 3],
      [1, 4],
    ]);
    store.write(() => index.move('owner', null, index.setOf([1, 2])));
    expect([having({ any: { owner: ['Eve'] } }), having({ empty: ['owner'] })]).toEqual([[3], [1, 2, 4]]);
    store.close();
  });

  it('refuses to be changed outside of a transaction', () => {
    const store = testStore();
    const index = new LeadIndex(store);
    expect(() => index.put([{ id: 1, before: null, after: {} }])).toThrow('inside a write transaction');
    expect(index.all().count()).toBe(0);
    store.write(() => index.put([{ id: 1, before: null, after: {} }]));
    expect(() => index.add('tag', 'x', index.setOf([1]))).toThrow('inside a write transaction');
    expect(index.valuesOf(1, 'tag')).toEqual([]);
    store.close();
  });

  it('keeps a set as stored bytes', () => {
    const below = seeded(5);
    const ids = [...new Set(Array.from({ length: 9000 }, () => below(40_000)))];
    const full = Array.from({ length: 16_384 }, (_, i) => 16_384 * 5 + i);
    const set = new LeadIndex(testStore()).setOf([...ids, ...full, 16_384 * 9 + 3]);
    const stored = encodeChunks(set.chunks());
    const shifted = Buffer.concat([Buffer.from([1]), stored]).subarray(1);
    expect(new FixedSet(decodeChunks(shifted)).ids()).toEqual(set.ids());
    expect(set.count()).toBe(ids.length + full.length + 1);
    expect(() => decodeChunks(stored.subarray(0, stored.length - 1))).toThrow();
  });

  it('finds by when a lead was received and when its callback is due', () => {
    const store = testStore();
    const index = new LeadIndex(store);
    const noon = new Date(2026, 4, 5, 12).getTime();
    const hour = 3_600_000;
    const due = [-30 * hour, -hour, hour, 13 * hour, 6 * 24 * hour, 8 * 24 * hour];
    store.write(() => {
      due.forEach((ms, i) => {
        insertLead(store, { id: i + 1, callbackAt: noon + ms, receivedAt: 1000 + i });
      });
      insertLead(store, { id: 9, receivedAt: 1009 });
      index.put(
        [1, 2, 3, 4, 5, 6, 9].map((id) => ({ id, before: null, after: { owner: id % 2 === 1 ? ['Me'] : [] } })),
      );
    });
    const ids = (input: LeadFilterInput) => index.select(filterOf(input), { now: noon, me: 'Me' }).ids();
    expect(ids({ callback: { due: 'overdue' } })).toEqual([1, 2]);
    expect(ids({ callback: { due: 'today' } })).toEqual([1, 2, 3]);
    expect(ids({ callback: { due: 'week' } })).toEqual([1, 2, 3, 4, 5]);
    expect(ids({ callback: { due: 'any' } })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ids({ callback: { due: 'any', whose: 'mine' } })).toEqual([1, 3, 5]);
    expect(ids({ received: { from: 1002 } })).toEqual([3, 4, 5, 6, 9]);
    expect(ids({ received: { from: 1002, until: 1005 } })).toEqual([3, 4, 5]);
    expect(ids({ received: { until: 1 } })).toEqual([]);
    const within = (lastDays: number, at: number, text = '') =>
      index.select(filterOf({ received: { lastDays }, text }), { now: at, me: 'Me' }).ids();
    const nights = [-1, 0, 1].map((n) => new Date(2026, 4, 5 + n).getTime());
    store.write(() => {
      nights.forEach((night, i) => {
        insertLead(store, { id: 20 + i * 2, receivedAt: night - 1 });
        insertLead(store, { id: 21 + i * 2, receivedAt: night });
      });
      index.put([20, 21, 22, 23, 24, 25].map((id) => ({ id, before: null, after: {} })));
    });
    // Today ends at no hour of its own: what comes later is received by then.
    expect(within(1, noon)).toEqual([23, 24, 25]);
    expect(within(2, noon)).toEqual([21, 22, 23, 24, 25]);
    expect(within(1, noon + 24 * hour)).toEqual([25]);
    expect(ids({ received: { lastDays: 2, from: nights[1] ?? 0 } })).toEqual([23, 24, 25]);
    expect(ids({ received: { lastDays: 2, until: nights[1] ?? 0 } })).toEqual([21, 22]);
    store.write(() => {
      store.prepare('UPDATE lead SET callback_at = NULL WHERE id = 2').run();
      index.noteChanged([2]);
    });
    expect(ids({ callback: { due: 'overdue' } })).toEqual([1]);
    store.close();
  });
});
