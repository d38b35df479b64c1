import Database from 'better-sqlite3';
import { applyMigrations, migrations } from './migrate.ts';
import type { Store } from './store.ts';

/** The statements that make each table with its indexes. */
let model: ReadonlyMap<string, readonly string[]> | null = null;

/** Reads how the migrations make each table, once: about 25 ms, which `remakeTables` otherwise takes longer. */
export function readModel(): ReadonlyMap<string, readonly string[]> {
  if (model !== null) return model;
  const db = new Database(':memory:');
  try {
    applyMigrations(db, migrations);
    const statements = db.prepare<[], { table: string; sql: string }>(
      `SELECT tbl_name AS "table", sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table' DESC`,
    );
    const byTable = Map.groupBy(statements.all(), ({ table }) => table);
    model = new Map([...byTable].map(([table, rows]) => [table, rows.map(({ sql }) => sql)]));
    return model;
  } finally {
    db.close();
  }
}

/**
 * Creates missing tables as the migrations do, with their indexes, empty. In the caller's write transaction.
 *
 * @returns the created tables
 */
export function remakeTables(store: Store, names: readonly string[]): string[] {
  const there = new Set(store.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all());
  const gone = names.filter((name) => !there.has(name));
  for (const name of gone) for (const sql of readModel().get(name) ?? []) store.raw.exec(sql);
  return gone;
}
