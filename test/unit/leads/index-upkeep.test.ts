import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { LeadHooks } from '../../../src-main/leads/hooks.ts';
import { lookThroughIndex } from '../../../src-main/leads/index-upkeep.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { filterOf } from '../lead-index/support.ts';
import { record, testDesk } from './support.ts';

let desk: ReturnType<typeof testDesk>;
let store: Store;
let index: LeadIndex;
const ports = () => ({ store, index, now: () => 0, hooks: new LeadHooks() });
const found = (text: string) => index.select(filterOf({ text }), { now: 0, me: 'Me' }).ids();

beforeEach(() => {
  desk = testDesk();
  store = desk.store;
  index = new LeadIndex(store);
  const names = ['Ann Lee', 'Bea Vance', 'Cleo Quill'];
  const records = names.map((name, at) => {
    const [firstName = '', lastName = ''] = name.split(' ');
    return record(String(at), { firstName, lastName });
  });
  ingest(ports(), { connectionId: null, kind: 'hand', source: 'made', records, rejects: [] });
});
afterEach(() => desk.close());

it('what a repair writes does not count as a change of leads, which would have them all read again', async () => {
  const watched = index.watch(0);
  store.write(() => store.prepare('DELETE FROM lead_text').run());
  for (const search of ['compare', 'again'] as const) {
    expect((await lookThroughIndex(ports(), { repair: true, search })).leads).toBe(3);
    expect(found('vance')).toEqual([2]);
  }
  expect([...watched.ids]).toEqual([]);
});

it('a lead that changes while its chunk is read is read again', async () => {
  const changes = lookThroughIndex(ports(), { repair: true, search: 'again' });
  // The first leads have been read, and nothing has been written of them.
  store.write(() => {
    store.prepare(`UPDATE lead SET status = 'done' WHERE id = 1`).run();
    index.move('status', 'done', index.setOf([1]));
  });
  expect((await changes).chunks).toBe(0);
  expect(index.select(filterOf({ any: { status: ['done'] } }), { now: 0, me: 'Me' }).ids()).toEqual([1]);
});
