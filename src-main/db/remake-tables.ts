import Database from 'better-sqlite3';
import { applyMigrations, migrations } from './migrate.ts';
import type { Store } from './store.ts';

/**
 * Creates missing tables as the migrations do, with their indexes, empty. In the caller's write transaction.
 *
 * @returns the created tables
 */
export function remakeTables(store: Store, names: readonly string[]): string[] {
  const there = new Set(store.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all());
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
