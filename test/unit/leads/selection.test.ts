import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { registerInbox } from '../../../src-main/inbox/handlers.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { chosenLeads } from '../../../src-main/leads/selection.ts';
import { leadFilter, type WhichLeads } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';
import { insertLead } from '../lead-index/support.ts';

/** More than twice what is looked for in one go. */
const MANY = 9_000;
let store: Store;
let index: LeadIndex;

/** Every second lead is a Silva, every third a doctor. */
function arrive(first: number, last: number): void {
  store.write(() => {
    const ids = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    for (const id of ids) insertLead(store, { id });
    index.put(ids.map((id) => ({ id, before: null, after: { license: id % 3 === 0 ? ['MD'] : ['NP'] } })));
    const name = (id: number) => (id % 2 === 0 ? 'Ann Silva' : 'Bob Costa');
    index.putSearch(
      [],
      ids.map((id) => ({ id, name: name(id), places: '', words: '', notes: '', phones: [] })),
    );
  });
}

beforeEach(() => {
  store = openStore(join(testFolder('selection'), 'desk.db'));
  index = new LeadIndex(store);
  arrive(1, 2 * MANY);
});
afterEach(() => store.close());

const chosen = (which: Extract<WhichLeads, { filter: unknown }>, atMost?: number) =>
  chosenLeads({ store, index, now: () => 0 }, which, atMost);
const silvas = (more: object = {}): Extract<WhichLeads, { filter: unknown }> => ({
  filter: leadFilter.parse({ text: 'silva', ...more }),
  except: [],
});

test('all that a text finds are gathered while other commands are answered; who comes meanwhile is not among them', async () => {
  const handlers = new Handlers();
  registerInbox(handlers, { store, index, now: () => 0, changed: () => {} });
  let [answered, over] = [0, false];
  const others = (async () => {
    while (!over) {
      const reply = await handlers.call('leads.counts', { filters: [{}] });
      if (!over && reply.ok) answered++;
      await new Promise((resolve) => setImmediate(resolve));
      if (answered === 1) arrive(2 * MANY + 1, 2 * MANY + 10);
    }
  })();
  const leads = await chosen(silvas());
  over = true;
  await others;
  // Once as it began, and in its pauses.
  expect(answered).toBeGreaterThanOrEqual(2);
  expect(leads.ids()).toEqual(Array.from({ length: MANY }, (_, i) => 2 * (i + 1)));
});

test('with facets, from a moment on, and without some; and no more than enough to know that they are too many', async () => {
  const doctors = await chosen({ ...silvas({ any: { license: ['MD'] } }), upTo: 15_000, except: [6, 12] });
  expect(doctors.count()).toBe(2_500 - 2);
  expect(doctors.ids(0, 3)).toEqual([18, 24, 30]);
  const some = await chosen(silvas(), 1_000);
  expect(some.count()).toBeGreaterThan(1_000);
  expect(some.count()).toBeLessThan(MANY);
});

test('a text that leaves nothing out takes every lead of the filter', async () => {
  expect((await chosen(silvas({ text: '(' }))).count()).toBe(2 * MANY);
});
