import { afterEach, beforeEach, expect, it } from 'vitest';
import { metaOf } from '../../../src-main/db/meta.ts';
import { KEYS_MARK } from '../../../src-main/db/salvage/marks.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { KeyUpkeep } from '../../../src-main/leads/key-upkeep.ts';
import { UnlockExecutor } from '../../../src-main/unlock/executor.ts';
import { record, testDesk } from './support.ts';

const LEADS = 450;

let desk: ReturnType<typeof testDesk>;
let store: Store;
let index: LeadIndex;
let published: number;
let refused: unknown[];
const ports = () => ({ store, index, now: () => 0 });
const upkeep = () =>
  new KeyUpkeep({
    store,
    health: { failed: (_, error) => refused.push(error) > 0, worked: () => {} },
    publish: () => {
      published++;
    },
  });
const person = (n: number) => ({ firstName: 'Ann', phone: `(727) 300-${1000 + n}`, email: `P${n}@Example.com` });
const take = (id: string, n: number) =>
  ingest(ports(), {
    ...{ connectionId: null, kind: 'hand', source: 'made', rejects: [] },
    records: [record(id, person(n))],
  });
const keys = () =>
  ['lead_phone', 'lead_email'].map((table) => store.raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());

/** As after damaged pages were taken out: some keys are missing, and it is noted. */
function loseKeys(): void {
  store.write(() => {
    store.raw.exec('DELETE FROM lead_phone WHERE lead_id % 2 = 0; DELETE FROM lead_email WHERE lead_id % 3 = 0');
    metaOf(store).set(KEYS_MARK, '0');
  });
}

beforeEach(() => {
  desk = testDesk();
  store = desk.store;
  index = new LeadIndex(store);
  published = 0;
  refused = [];
  const records = Array.from({ length: LEADS }, (_, n) => record(String(n), person(n)));
  ingest(ports(), { connectionId: null, kind: 'hand', source: 'made', records, rejects: [] });
});
afterEach(() => desk.close());

it('lost keys are restored from the records, in steps that tell how far they are', async () => {
  const before = keys();
  expect(before.map(({ length }) => length)).toEqual([LEADS, LEADS]);
  loseKeys();
  const one = upkeep();
  const restored = one.run();
  expect(one.status).toMatchObject({ done: 201, total: LEADS });
  await restored;
  expect(keys()).toEqual(before);
  expect(one.status).toBe(null);
  expect(published).toBe(4);
});

it('a person whose keys are lost is not added twice: leads are refused until all are restored', async () => {
  loseKeys();
  expect(() => take('x', 1)).toThrow(expect.objectContaining({ code: 'busy' }));
  expect(store.raw.prepare('SELECT count(*) FROM lead').pluck().get()).toBe(LEADS);
  await upkeep().run();
  expect(take('x', 1)).toMatchObject({ added: 0, joined: 1 });
  expect(take('y', 2)).toMatchObject({ added: 0, joined: 1 });
});

it('what needs the keys waits for them', async () => {
  loseKeys();
  const one = upkeep();
  const called: string[] = [];
  one.whenReady(() => called.push('waited'));
  expect(called).toEqual([]);
  await one.run();
  one.whenReady(() => called.push('ready'));
  expect(called).toEqual(['waited', 'ready']);
});

it('no lead is unlocked whose answer could not be stored', async () => {
  const executor = new UnlockExecutor({ ...ports(), secretOf: () => null, changed: () => {} });
  const job = { id: 1, groupId: 1, connectionId: 1, source: 1, lane: '', attempts: 0 };
  expect(executor.prepare([job])).toEqual([{ hold: 'Its lead was removed' }]);
  loseKeys();
  expect(executor.prepare([job])).toEqual([{ waitMs: expect.any(Number) }]);
});

it('an interrupted restoration goes on where it was, and one that the disk refused can be repeated', async () => {
  const before = keys();
  loseKeys();
  let writes = 0;
  store.beforeWrite = () => {
    if (++writes > 1) throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
  };
  const one = upkeep();
  await one.run();
  expect(refused).toHaveLength(1);
  expect(metaOf(store).get(KEYS_MARK)).toBe('201');
  store.beforeWrite = () => {};
  await one.run();
  expect(keys()).toEqual(before);
  expect(metaOf(store).get(KEYS_MARK)).toBe(null);
});
