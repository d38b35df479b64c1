import { expect, it } from 'vitest';
import { FixedSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { countValues } from '../../../../src-main/lead-index/facets/count-values.ts';
import { LeadIndex } from '../../../../src-main/lead-index/index.ts';
import { seeded, testStore } from '../support.ts';

/** How many of 40,000 leads have each value, several to a lead: few and many of a chunk, all, and none. */
const SIZES: Readonly<Record<string, number>> = { AK: 30, FL: 2_000, TX: 15_000, NY: 40_000, XX: 0 };
const LEADS = 40_000;

it('counts each value among some leads as one by one, few or many, also after a change', async () => {
  const store = testStore();
  const index = new LeadIndex(store);
  const below = seeded(5);
  const some = (n: number) => {
    const ids = new Set<number>();
    while (ids.size < n) ids.add(n === LEADS ? ids.size + 1 : 1 + below(LEADS));
    return ids;
  };
  const having = new Map(Object.entries(SIZES).map(([value, n]) => [value, some(n)]));
  const ids = Array.from({ length: LEADS }, (_, i) => i + 1);
  const values = (id: number) => [...having].flatMap(([value, leads]) => (leads.has(id) ? [value] : []));
  store.write(() => index.put(ids.map((id) => ({ id, before: null, after: { licensedState: values(id) } }))));
  const compare = async (leads: ReadonlySet<number>) =>
    expect(await countValues(index.bits, FixedSet.of([...leads]), 'licensedState', [...having.keys()])).toEqual(
      [...having.values()].map((all) => [...leads].filter((id) => all.has(id)).length),
    );
  for (const n of [0, 1, 200, 9_000, LEADS]) await compare(some(n));
  store.write(() => index.removeFrom('licensedState', 'NY', FixedSet.of(ids.slice(0, 20_000))));
  for (const id of ids.slice(0, 20_000)) having.get('NY')?.delete(id);
  for (const n of [200, LEADS]) await compare(some(n));
  store.close();
});
