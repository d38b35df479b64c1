import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { testFolder } from '../../support/fault-list.ts';

it('free pages that a desk of version 33 still had to overwrite are overwritten', () => {
  const file = join(testFolder('free-pages'), 'desk.db');
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  migrate(db, migrations.slice(0, 33));
  db.pragma('secure_delete = FAST');
  const insert = db.prepare('INSERT INTO lead_text VALUES (?, ?, ?, ?)');
  for (let id = 1; id <= 3000; id++) insert.run(id, ' xaveriuszka '.repeat(300), '', '');
  db.exec(`DELETE FROM lead_text; INSERT INTO meta VALUES ('free_pages', 'fill')`);
  expect(Number(db.pragma('freelist_count', { simple: true }))).toBeGreaterThan(600);
  db.close();
  expect(readFileSync(file, 'latin1')).toContain('xaveriuszka');
  const store = openStore(file);
  expect(store.prepare(`SELECT 1 FROM meta WHERE key = 'free_pages'`).get()).toBeUndefined();
  store.close();
  expect(readFileSync(file, 'latin1')).not.toContain('xaveriuszka');
});
