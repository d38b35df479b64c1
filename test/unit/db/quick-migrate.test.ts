import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applyMigrations, migrations } from '../../../src-main/db/migrate.ts';
import { migrate } from '../../support/quick-migrate.ts';

/** Everything that a database holds, by table. */
function contents(db: Database.Database) {
  const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all() as {
    type: string;
    name: string;
    sql: string | null;
  }[];
  const rows = schema
    // What the search has of an empty inbox is a count of how often its settings were changed.
    .filter(
      ({ type, name, sql }) => type === 'table' && name !== 'lead_find_data' && !sql?.startsWith('CREATE VIRTUAL'),
    )
    .map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).raw().all()]);
  return { version: db.pragma('user_version', { simple: true }), schema, rows };
}

test('a new file of a test is what the migrations make, one after the other', () => {
  const [stepwise, quick] = [new Database(':memory:'), new Database(':memory:')];
  applyMigrations(stepwise, migrations);
  expect(migrate(quick)).toEqual(migrations.map(({ version }) => version));
  expect(contents(quick)).toEqual(contents(stepwise));
  expect(quick.pragma('integrity_check', { simple: true })).toBe('ok');
  stepwise.close();
  quick.close();
});
