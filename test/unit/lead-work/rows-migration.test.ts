import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applyMigrations, migrations } from '../../../src-main/db/migrate.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { Store } from '../../../src-main/db/store.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { workRowsOf } from '../../../src-main/leads/rows/work.ts';
import { testFolder } from '../../support/fault-list.ts';

const LEADS = 20_000;
const every = (step: number, from: number) =>
  Array.from({ length: Math.floor((LEADS - from) / step) + 1 }, (_, i) => from + i * step);

test('a desk of before, whose status, owners and tags stood in the index alone, has them as rows', () => {
  const file = join(testFolder('rows-migration'), 'trunkline.db');
  const db = new Database(file);
  applyMigrations(
    db,
    migrations.filter(({ version }) => version < 20),
  );
  const before = new Store(db, null);
  const index = new LeadIndex(before);
  before.write(() => {
    const lead = before.prepare(
      `INSERT INTO lead (id, first_name, last_name, name_key, city, state, zip, license, licensed_states, specialties,
         employment_type, received_at) VALUES (?, '', '', '', '', '', '', '', '', '', '', 0)`,
    );
    for (const id of every(1, 1)) lead.run(id);
    index.put(every(1, 1).map((id) => ({ id, before: null, after: {} })));
    // Many in both chunks (a bitmap), few (a list), and a value of every kind.
    index.move('status', 'working', index.setOf(every(3, 1)));
    index.move('status', 'do-not-call', index.setOf([17, 18, 19_999]));
    index.move('owner', 'Ann', index.setOf(every(2, 2)));
    index.add('tag', 'hot', index.setOf(every(5, 5)));
    index.add('tag', 'São “x”', index.setOf([5, 16_384]));
  });
  // A few at a time: these stand in the log of the index, not in its chunks yet.
  before.write(() => index.move('status', 'done', index.setOf([1, 4])));
  before.write(() => index.removeFrom('tag', 'hot', index.setOf([5])));
  before.write(() => index.move('owner', null, index.setOf([2])));
  const wanted = every(1, 1).map((id) => ({
    status: index.valuesOf(id, 'status')[0],
    owner: index.valuesOf(id, 'owner')[0] ?? null,
    tags: index.valuesOf(id, 'tag').sort(),
  }));
  expect(before.prepare('SELECT count(*) FROM lead_bits_log').pluck().get()).toBeGreaterThan(0);
  before.close();

  const store = openStore(file);
  try {
    expect(every(1, 1).map((id) => workRowsOf(store, id))).toEqual(wanted);
    expect(workRowsOf(store, 16_384)).toEqual({ status: 'working', owner: 'Ann', tags: ['São “x”'] });
    expect(workRowsOf(store, LEADS + 1)).toBeUndefined();
  } finally {
    store.close();
  }
});
