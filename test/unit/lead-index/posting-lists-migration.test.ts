import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { remakeIndexTables } from '../../../src-main/lead-index/index-tables.ts';
import { testFolder } from '../../support/fault-list.ts';
import { filterOf } from './support.ts';

const CHUNKS_A_VALUE = 2 ** 20;
const context = { now: 0, me: 'Me' };

/** A desk as version 21 left it; `fill` writes into it. */
function deskOfVersion21(fill: (db: Database.Database) => void): string {
  const file = join(testFolder('lead-index'), 'desk.db');
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  migrate(db, migrations.slice(0, 21));
  fill(db);
  db.close();
  return file;
}

const open = (file: string) => {
  const store = openStore(file);
  onTestFinished(() => store.close());
  return store;
};

it('a desk with lists of terms keeps its pending leads, and who has no value or more than one', () => {
  const file = deskOfVersion21((db) => {
    const places = (...ids: number[]) => Buffer.from(Uint16Array.from(ids).buffer);
    const value = (id: number, facet: string, name: string, ...ids: number[]) => {
      db.prepare('INSERT INTO lead_facet_value VALUES (?, ?, ?, ?)').run(id, facet, name, ids.length);
      db.prepare('INSERT INTO lead_bits VALUES (?, ?, ?)').run(id * CHUNKS_A_VALUE, ids.length, places(...ids));
    };
    value(1, 'all', '', 1, 2, 3);
    value(2, 'state', 'TX', 1, 2);
    value(3, 'state', 'OH', 2);
    value(4, 'lacks', 'state', 3);
    value(5, 'several', 'state', 2);
    db.prepare('INSERT INTO lead_often VALUES (0, ?, 0, 1, ?)').run('zoe', places(1));
    db.prepare(`INSERT INTO meta VALUES ('lead_often_chunks', '1')`).run();
    db.prepare('INSERT INTO lead_text_late (first_lead, last_lead, texts) VALUES (1, 1, ?)').run(
      JSON.stringify([[1, 'Zoe Vance', '', '', [], '']]),
    );
  });
  const store = open(file);
  const index = new LeadIndex(store);
  expect(index.select(filterOf({ empty: ['state'] }), context).ids()).toEqual([3]);
  expect(index.select(filterOf({ text: 'zoe' }), context).ids()).toEqual([1]);
  store.write(() => index.removeFrom('state', 'OH', index.setOf([2])));
  expect(index.values('state')).toEqual([{ value: 'TX', count: 2 }]);
  expect(store.prepare(`SELECT facet, n FROM lead_facet_value WHERE id IN (4, 5) ORDER BY id`).raw().all()).toEqual([
    ['missing', 1],
    ['multi-valued', 1],
  ]);
  expect(store.prepare(`SELECT 1 FROM sqlite_schema WHERE name IN ('lead_often', 'lead_text_late')`).all()).toEqual([]);
  expect(store.prepare(`SELECT 1 FROM meta WHERE key = 'lead_often_chunks'`).all()).toEqual([]);
});

it('a desk whose index is gone opens, and gets the tables it has now', () => {
  const file = deskOfVersion21((db) => {
    for (const table of ['lead_facet_value', 'lead_text_late', 'lead_often']) db.exec(`DROP TABLE ${table}`);
  });
  const store = open(file);
  expect(remakeIndexTables(store)).toBe(true);
  expect(new LeadIndex(store).select(filterOf({ text: 'zoe' }), context).ids()).toEqual([]);
  expect(store.prepare('SELECT count(*) FROM lead_text_pending').pluck().get()).toBe(0);
});
