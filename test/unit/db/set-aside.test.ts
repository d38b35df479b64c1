import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messagesOf } from '../../../src-main/db/damage/full-check.ts';
import { sumsBeforeOpening } from '../../../src-main/db/ledger/page-ledger.ts';
import { sumAt } from '../../../src-main/db/ledger/sums.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { deleteRemoved, setAside, unreadable } from '../../../src-main/db/set-aside.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { testFolder } from '../../support/fault-list.ts';

const NAMES = ['lead_text', 'lead_find'] as const;

let file: string;
let store: Store;

beforeEach(() => {
  file = join(testFolder('set-aside'), 'desk.db');
  store = openStore(file);
  store.write(() => {
    for (let id = 1; id <= 3000; id++) {
      store.prepare('INSERT INTO lead_find (rowid, terms) VALUES (?, ?)').run(id, `xaveriuszka${id}`);
      store.prepare(`INSERT INTO lead_text (id, name, other, phones) VALUES (?, 'qwortypolsky', '', '')`).run(id);
    }
  });
});
afterEach(() => store.close());

const tables = () =>
  store.raw
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE name GLOB 'lead_find*' OR name GLOB 'removed_*'`)
    .pluck()
    .all()
    .sort();

const deleteAll = () => {
  let steps = 0;
  while (deleteRemoved(store)) steps++;
  return steps;
};

describe('tables that are set aside', () => {
  it('are deleted and overwritten in small steps, while others stand in their place', () => {
    setAside(store, NAMES);
    store.raw.exec('CREATE TABLE lead_text (id INTEGER PRIMARY KEY); CREATE VIRTUAL TABLE lead_find USING fts5(terms)');
    store.raw.exec(`INSERT INTO lead_find (rowid, terms) VALUES (1, 'ann')`);
    setAside(store, NAMES);
    expect(tables()).toContain('removed_1_lead_find_data');
    expect(tables()).toContain('removed_2_lead_find_data');
    // Each of the ten tables takes a step at least.
    expect(deleteAll()).toBeGreaterThanOrEqual(10);
    expect(tables()).toEqual([]);
    expect(store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).not.toContain('xaveri');
    expect(bytes).not.toContain('qworty');
    store = openStore(file);
  });

  it('are not called damaged by a check that had listed them before they were gone', () => {
    const reader = new Database(file, { readonly: true });
    setAside(store, NAMES);
    const listed = tables();
    deleteAll();
    expect(listed.flatMap((name) => messagesOf(reader, name))).toEqual([]);
    reader.close();
  });

  it('leave the checksums of the other pages known, because the desk wrote itself', () => {
    const unknown = () => {
      store.close();
      const { sums } = sumsBeforeOpening(file);
      const pages = statSync(file).size / 4096;
      store = openStore(file);
      return Array.from({ length: pages }, (_, at) => sumAt(sums, at + 1).crc).filter((crc) => crc === 0).length;
    };
    expect(unknown()).toBe(0);
    setAside(store, NAMES);
    expect(unknown()).toBe(0);
    // What another program writes meanwhile is not taken for the desk's own.
    const other = new Database(file);
    other.exec('CREATE TABLE other (id INTEGER PRIMARY KEY)');
    setAside(store, ['other']);
    other.close();
    expect(unknown()).toBeGreaterThan(0);
  });

  it('stay as they were when it fails', () => {
    const before = tables();
    store.raw.exec('BEGIN IMMEDIATE');
    expect(() => setAside(store, NAMES)).toThrow('outside of a transaction');
    store.raw.exec('ROLLBACK');
    store.beforeWrite = () => {
      throw new Error('full');
    };
    expect(() => setAside(store, NAMES)).toThrow('full');
    expect(tables()).toEqual(before);
  });

  it.each(['config', 'data', 'idx'])('may be a full-text table whose own table %s is gone or nonsense', (own) => {
    expect(unreadable(store, NAMES)).toEqual([]);
    store.close();
    const db = new Database(file);
    db.unsafeMode(true);
    db.exec(
      own === 'config' ? `UPDATE lead_find_config SET v = 99 WHERE k = 'version'` : `DROP TABLE lead_find_${own}`,
    );
    db.close();
    store = openStore(file);
    expect(unreadable(store, NAMES)).toEqual(['lead_find']);
    setAside(store, ['lead_find']);
    expect(tables().every((name) => name.startsWith('removed_1_'))).toBe(true);
    deleteAll();
    expect(tables()).toEqual([]);
  });
});
