import Database from 'better-sqlite3';
import { applyMigrations, migrate as migrateStepwise, migrations } from '../../src-main/db/migrate.ts';

export * from '../../src-main/db/migrate.ts';

/** A statement with the rows that it is run for. */
interface Filling {
  readonly sql: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The schema and rows that the migrations leave in an empty file. */
interface Made {
  readonly schema: string;
  readonly fillings: readonly Filling[];
}

function make(): Made {
  const db = new Database(':memory:');
  applyMigrations(db, migrations);
  // Whole numbers as such: a virtual table accepts nothing else as a setting.
  const rowsOf = (table: string) => db.prepare(`SELECT * FROM "${table}"`).safeIntegers().raw().all() as unknown[][];
  const objects = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY rowid`)
    .all() as { name: string; sql: string }[];
  const virtual = objects.filter(({ sql }) => sql.startsWith('CREATE VIRTUAL'));
  // A virtual table makes its own tables.
  const plain = objects.filter(({ name }) => !virtual.some((of) => of.name === name || name.startsWith(`${of.name}_`)));
  const tables = plain.filter(({ sql }) => sql.startsWith('CREATE TABLE'));
  const fill = (table: string): Filling => {
    const rows = rowsOf(table);
    return { sql: `INSERT INTO "${table}" VALUES (${(rows[0] ?? [0]).map(() => '?').join(', ')})`, rows };
  };
  const settings = virtual.map(({ name }): Filling => {
    const rows = rowsOf(`${name}_config`).filter(([key]) => key !== 'version');
    return { sql: `INSERT INTO "${name}" ("${name}", rank) VALUES (?, ?)`, rows };
  });
  const fillings = [
    ...tables.map(({ name }) => fill(name)),
    { sql: 'DELETE FROM sqlite_sequence', rows: [[]] },
    fill('sqlite_sequence'),
    ...settings,
  ].filter(({ rows }) => rows.length > 0);
  db.close();
  const others = plain.filter((one) => !tables.includes(one));
  return { schema: [...tables, ...virtual, ...others].map(({ sql }) => `${sql};`).join('\n'), fillings };
}

let made: Made | null = null;

/** Gives a new file what all migrations make of it, in one step. Any other is migrated as it is in the product. */
export const migrate: typeof migrateStepwise = (db, list = migrations) => {
  const isNew =
    db.pragma('user_version', { simple: true }) === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (list !== migrations || !isNew) return migrateStepwise(db, list);
  made ??= make();
  const { schema, fillings } = made;
  const apply = () => {
    db.exec(schema);
    for (const { sql, rows } of fillings) {
      const statement = db.prepare(sql);
      for (const row of rows) statement.run(...row);
    }
    db.pragma(`user_version = ${list.at(-1)?.version ?? 0}`);
  };
  db.transaction(apply).immediate();
  return list.map(({ version }) => version);
};
