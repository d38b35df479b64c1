import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { testFolder } from '../../support/fault-list.ts';

test.each([4, 5])(
  'migration %i leaves what a desk of the version before holds, and its dispositions come once',
  (version) => {
    const db = new Database(join(testFolder('db'), 'desk.db'));
    onTestFinished(() => {
      db.close();
    });
    migrate(db, migrations.slice(0, version - 1));
    db.exec(`
    INSERT INTO meta (key, value) VALUES ('me', 'Zoe');
    INSERT INTO do_not_call (phone, source, added_at) VALUES ('2125550123', 'x', 1);
    INSERT INTO lead (first_name, last_name, name_key, city, state, zip, license, licensed_states, specialties, employment_type, received_at, attempts)
      VALUES ('Ann', 'Lee', 'lee ann', '', 'NY', '', '', '', '', '', 1, 3);`);
    expect(migrate(db, migrations.slice(0, version))).toEqual([version]);
    expect(db.prepare('SELECT first_name, attempts FROM lead').all()).toEqual([{ first_name: 'Ann', attempts: 3 }]);
    expect(db.prepare(`SELECT value FROM meta WHERE key = 'me'`).pluck().get()).toBe('Zoe');
    expect(db.prepare('SELECT count(*) FROM do_not_call').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM disposition').pluck().get()).toBe(7);
  },
);
