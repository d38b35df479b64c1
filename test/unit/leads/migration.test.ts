import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { testFolder } from '../../support/fault-list.ts';

test('migration 10 leaves the records that are there, brought in by nobody that is known', () => {
  const db = new Database(join(testFolder('db'), 'desk.db'));
  onTestFinished(() => {
    db.close();
  });
  migrate(db, migrations.slice(0, 9));
  db.exec(`
    INSERT INTO lead_record (lead_id, connection_id, kind, source, external_id, raw, fields, unlocked, received_at, changed_at)
      VALUES (1, NULL, 'hand', 'By hand', 'x', '{}', '[]', 1, 5, 6);`);
  expect(migrate(db, migrations.slice(0, 10))).toEqual([10]);
  expect(db.prepare('SELECT kind, external_id, received_at, who FROM lead_record').all()).toEqual([
    { kind: 'hand', external_id: 'x', received_at: 5, who: '' },
  ]);
});
