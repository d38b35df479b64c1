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

/** Empties every table of the index. */
function emptyIndex(): void {
  for (const table of ['lead_bits', 'lead_bits_log', 'lead_facet_value', 'lead_text', 'lead_text_pending'])
    store.raw.exec(`DELETE FROM ${table}`);
  store.raw.exec(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`);
  store.raw.exec('UPDATE lead_index_state SET stamp = stamp + 1');
}

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

it.each(['known to', 'unknown to'])(
  'leads %s the index that change while their chunk is read are read again',
  async (how) => {
    const more = Array.from({ length: 60 }, (_, at) => record(`x${at}`, { firstName: 'Dan', lastName: `Moss ${at}` }));
    ingest(ports(), { connectionId: null, kind: 'hand', source: 'made', records: more, rejects: [] });
    if (how === 'unknown to') store.write(emptyIndex);
    const all = store.prepare<[], number>('SELECT id FROM lead ORDER BY id').pluck().all();
    let changed = false;
    await lookThroughIndex(ports(), { repair: true, search: 'again' }, ({ done }) => {
      if (changed || done === 0) return;
      // The first leads have been read, and nothing has been written of them.
      changed = true;
      store.write(() => {
        store.prepare(`UPDATE lead SET status = 'done'`).run();
        index.move('status', 'done', index.setOf(all));
      });
    });
    expect(changed).toBe(true);
    expect(index.select(filterOf({ any: { status: ['done'] } }), { now: 0, me: 'Me' }).ids()).toEqual(all);
    expect(await lookThroughIndex(ports(), { repair: false, search: 'compare' })).toEqual({
      leads: all.length,
      chunks: 0,
      texts: 0,
    });
  },
);
