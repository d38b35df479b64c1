import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { rebuildLeads } from '../../../src-main/leads/rebuild.ts';
import { record, testDesk } from './support.ts';

const LEADS = 4_800;
let desk: ReturnType<typeof testDesk>;
let store: Store;

/** Everything that a rebuild makes, and what it makes it from. */
const everything = (): unknown =>
  [
    'SELECT * FROM lead ORDER BY id',
    'SELECT * FROM lead_phone ORDER BY phone, lead_id',
    'SELECT * FROM lead_email ORDER BY email, lead_id',
    'SELECT lead_id, fields FROM lead_record ORDER BY id',
  ].map((sql) => store.raw.prepare(sql).all());

beforeEach(() => {
  desk = testDesk();
  store = desk.store;
  const records = Array.from({ length: LEADS }, (_, at) =>
    record(String(at), {
      firstName: 'Ann',
      lastName: `Lee ${at}`,
      phone: `+1727300${1_000 + at}`,
      email: `a${at}@b.org`,
    }),
  );
  const index = new LeadIndex(store);
  ingest({ store, index, now: () => 5 }, { connectionId: null, kind: 'hand', source: 'made', records, rejects: [] });
});
afterEach(() => desk.close());

it('makes keys and lost rows of leads again from their records, while others run', async () => {
  const before = everything();
  expect(store.raw.prepare('SELECT count(*) FROM lead_phone').pluck().get()).toBe(LEADS);
  store.raw.exec('DELETE FROM lead_phone; DELETE FROM lead_email; DELETE FROM lead WHERE id % 3 = 0 OR id > 4500');
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const marks: number[] = [];
  await rebuildLeads(store, 0, (next) => marks.push(next));
  isDone = true;
  expect(everything()).toEqual(before);
  expect(marks.at(-1)).toBe(LEADS + 1);
  expect(turns).toBeGreaterThan(marks.length);
  expect(marks.length).toBeGreaterThan(2);
});

it('goes on where a stop interrupted it', async () => {
  const before = everything();
  store.raw.exec('DELETE FROM lead_phone; DELETE FROM lead_email');
  let kept = 0;
  const stopped = rebuildLeads(store, 0, (next) => {
    if (kept > 0) throw new Error('stopped');
    kept = next;
  });
  await expect(stopped).rejects.toThrow('stopped');
  expect(kept).toBeGreaterThan(1);
  // Only the leads before are known to have been read.
  store.raw.prepare('DELETE FROM lead_phone WHERE lead_id >= ?').run(kept);
  await rebuildLeads(store, kept, () => {});
  expect(everything()).toEqual(before);
});

it('a lead whose records are lost keeps what the list shows', async () => {
  const shown = () => store.raw.prepare('SELECT id, first_name, last_name, phone, email FROM lead ORDER BY id').all();
  const before = shown();
  store.raw.exec('DELETE FROM lead_record WHERE lead_id % 2 = 0; DELETE FROM lead_phone; DELETE FROM lead_email');
  await rebuildLeads(store, 0, () => {});
  expect(shown()).toEqual(before);
  expect(store.raw.prepare('SELECT count(*) FROM lead_phone').pluck().get()).toBe(LEADS);
  expect(store.raw.prepare(`SELECT count(*) FROM lead_record WHERE source = 'Salvaged'`).pluck().get()).toBe(LEADS / 2);
});
