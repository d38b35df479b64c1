import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isDerived, wordsOf } from '../../../../src-main/db/damage/objects.ts';
import { migrate } from '../../../../src-main/db/migrate.ts';

test('every table that can’t be rebuilt has words for the operator', () => {
  const db = new Database(':memory:');
  migrate(db);
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  db.close();
  expect(tables).toContain('leadexec_record');
  const nameless = tables.filter((table) => !isDerived(table) && wordsOf(table) === table.replaceAll('_', ' '));
  expect(nameless).toEqual([]);
});
