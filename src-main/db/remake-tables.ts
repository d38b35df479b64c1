import Database from 'better-sqlite3';
import { applyMigrations, migrations } from './migrate.ts';
import type { Store } from './store.ts';

/**
 * Creates missing tables as the migrations do, with their indexes, empty; also full-text tables that FTS5 can't open. In the caller's write
 * transaction.
 *
 * @returns the created tables
 */
export function remakeTables(store: Store, names: readonly string[]): string[] {
  const there = new Set(store.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all());
  for (const name of names) {
    if (!there.has(name) || !isFullText(store, name) || isWhole(store, name, there)) continue;
    dropFullText(store, name);
    there.delete(name);
  }
  const gone = names.filter((name) => !there.has(name));
  if (gone.length === 0) return [];
  const model = new Database(':memory:');
  try {
    applyMigrations(model, migrations);
    const statements = model.prepare<[string], string>(
      `SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'table' DESC`,
    );
    for (const name of gone) for (const sql of statements.pluck().all(name) as string[]) store.raw.exec(sql);
  } finally {
    model.close();
  }
  return gone;
}

const isFullText = (store: Store, name: string): boolean =>
  store
    .prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .pluck()
    .get(name)
    ?.includes('USING fts5') ?? false;

/** Whether a full-text table has the tables in which FTS5 keeps it, and FTS5 can open it. */
function isWhole(store: Store, name: string, there: ReadonlySet<string>): boolean {
  if (!['config', 'data', 'idx'].every((own) => there.has(`${name}_${own}`))) return false;
  try {
    store.raw.prepare(`SELECT rowid FROM "${name}" LIMIT 0`);
    return true;
  } catch {
    // Whatever the reason is, the table is of no use.
    return false;
  }
}

/**
 * Drops a full-text table that is not whole. FTS5 has to open a table to drop it, and can't without its version. This is the only statement that
 * writes one of FTS5's own tables, and the table goes with it.
 */
function dropFullText(store: Store, name: string): void {
  store.raw.unsafeMode(true);
  try {
    store.raw.exec(
      `CREATE TABLE IF NOT EXISTS "${name}_config" (k PRIMARY KEY, v) WITHOUT ROWID;
       DELETE FROM "${name}_config";
       INSERT INTO "${name}_config" (k, v) VALUES ('version', 4);`,
    );
  } finally {
    store.raw.unsafeMode(false);
  }
  store.raw.exec(`DROP TABLE "${name}"`);
}
