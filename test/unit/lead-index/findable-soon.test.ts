import { expect, it } from 'vitest';
import { LeadIndex, type SearchText } from '../../../src-main/lead-index/index.ts';
import { filterOf, testStore } from './support.ts';

const MANY = 5_000;

function makeDesk() {
  const store = testStore();
  const index = new LeadIndex(store);
  const put = (ids: readonly number[], name: string) =>
    store.write(() => {
      const texts = ids.map(
        (id): SearchText => ({ id, name: `${name} ${id}`, places: '', words: '', notes: '', phones: [] }),
      );
      index.put(ids.map((id) => ({ id, before: null, after: {} })));
      index.putSearch([], texts);
    });
  const found = (text: string, upTo?: number) =>
    index.select(filterOf({ text }), { now: 0, me: '', ...(upTo === undefined ? {} : { upTo }) }).count();
  const waiting = () => store.prepare('SELECT count(*) FROM lead_text_pending').pluck().get();
  return { index, put, found, waiting };
}

it('a search waits only for a moment where very many leads came just now, and finds all that came before them', async () => {
  const { index, put, found, waiting } = makeDesk();
  put([1], 'zed');
  put(
    Array.from({ length: MANY }, (_, n) => n + 2),
    'zed',
  );
  const rows = waiting();
  expect(await index.findableSoon(0)).toEqual({ upTo: 1, leads: MANY });
  expect(found('zed', 1)).toBe(1);
  // Looking for what was there before makes nobody wait for the rest.
  expect(waiting()).toBe(rows);
  await index.findable();
  expect(await index.findableSoon(0)).toBeNull();
  expect(found('5001')).toBe(1);
});

it('a few new leads are always waited for', async () => {
  const { index, put, found } = makeDesk();
  put(
    Array.from({ length: 1_000 }, (_, n) => n + 1),
    'zed',
  );
  expect(await index.findableSoon(0)).toBeNull();
  expect(found('1000')).toBe(1);
});
