import Database from 'better-sqlite3';
import { applyMigrations, migrations } from './migrate.ts';
import type { Store } from './store.ts';

interface Made {
  readonly name: string;
  readonly sql: string;
}

/** What makes each table: itself, and then its indexes. */
let model: ReadonlyMap<string, readonly Made[]> | null = null;

/** Reads how the migrations make each table, once: about 25 ms, which `remakeTables` otherwise takes longer. */
export function readModel(): ReadonlyMap<string, readonly Made[]> {
  if (model !== null) return model;
  const db = new Database(':memory:');
  try {
    applyMigrations(db, migrations);
    const statements = db.prepare<[], Made & { table: string }>(
      `SELECT name, tbl_name AS "table", sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table' DESC`,
    );
    const byTable = Map.groupBy(statements.all(), ({ table }) => table);
    model = byTable;
    return byTable;
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
  for (const table of gone) {
    for (const { name, sql } of readModel().get(table) ?? []) {
      // A renamed table keeps its indexes, and their names.
      if (name !== table) store.raw.exec(`DROP INDEX IF EXISTS "${name}"`);
      store.raw.exec(sql);
    }
  }
  return gone;
}

/**
 * Creates the indexes that existing tables should have and don't, because another program removed them: about a second for each million
 * rows. Queries that name their index fail without it, and a unique one binds. In the caller's write transaction.
 */
export function remakeIndexes(store: Store): void {
  const named = store.prepare<[], string>('SELECT name FROM sqlite_schema');
  const there = new Set(named.pluck().all());
  for (const [table, made] of readModel())
    if (there.has(table)) for (const { name, sql } of made) if (!there.has(name)) store.raw.exec(sql);
}

/** Those of these tables that exist, but not as the migrations make them: another program made or changed them. */
export function alteredTables(store: Store, names: readonly string[]): string[] {
  const of = store.prepare<[string], string | null>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck();
  return names.filter((name) => {
    const sql = of.get(name);
    return sql !== undefined && sql !== readModel().get(name)?.[0]?.sql;
  });
}
