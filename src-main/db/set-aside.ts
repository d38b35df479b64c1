import type Database from 'better-sqlite3';
import type { Store } from './store.ts';

/** The names of tables that were set aside begin with this and a number. */
const REMOVED = 'removed_';

/** The tables in which FTS5 keeps a full-text table, by the end of their names (https://sqlite.org/fts5.html, section 9). */
const OWN = ['data', 'idx', 'content', 'docsize', 'config'] as const;

/** The number of rows deleted by one statement: 100 pages of a full-text table. */
const ROWS = 100;

/** How long one step deletes, ms. A checkpoint, which takes longer, may follow each. */
const STEP_MS = 4;

/** The statements that made the existing tables, by name. */
const schemaOf = (db: Database.Database): Map<string, string> => {
  const rows = db.prepare<[], { name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'table'`,
  );
  return new Map(rows.all().map(({ name, sql }) => [name, sql]));
};

/** The beginning of names that no table has yet. */
function nextPrefix(schema: ReadonlyMap<string, string>): string {
  const numbers = [...schema.keys()].map((name) => Number(/^removed_(\d+)_/.exec(name)?.[1] ?? 0));
  return `${REMOVED}${Math.max(0, ...numbers) + 1}_`;
}

const isFullText = (sql: string | undefined): boolean => sql?.includes('USING fts5') ?? false;

/** Those of these tables that are full-text tables and that FTS5 can't open. */
export function unreadable(store: Store, names: readonly string[]): string[] {
  const schema = schemaOf(store.raw);
  return names.filter((name) => {
    if (!isFullText(schema.get(name))) return false;
    if (!['config', 'data', 'idx'].every((own) => schema.has(`${name}_${own}`))) return true;
    try {
      store.raw.prepare(`SELECT rowid FROM "${name}" LIMIT 0`);
      return false;
    } catch {
      // Whatever the reason is, the table is of no use.
      return true;
    }
  });
}

/**
 * Takes tables out of use, whatever their size and whether or not they can be read: they get other names, under which `deleteRemoved` deletes
 * them in small steps. The caller creates them again. Outside of a transaction.
 *
 * FTS5 can drop a full-text table only as a whole, and only if it can open it, and it alone may write the tables in which it keeps one. So
 * the full-text table is dropped by a connection that knows another module by the name of FTS5. Then the tables that FTS5 kept it in belong
 * to nobody and are ordinary tables.
 */
export function setAside(store: Store, names: readonly string[]): void {
  const standIn = (db: Database.Database) => db.table('fts5', { columns: ['terms'], *rows() {} });
  store.writeApart(standIn, (db) => {
    const schema = schemaOf(db);
    const prefix = nextPrefix(schema);
    const rename = (name: string) => {
      if (schema.has(name)) db.exec(`ALTER TABLE "${name}" RENAME TO "${prefix}${name}"`);
    };
    for (const name of names) {
      if (!isFullText(schema.get(name))) rename(name);
      else {
        db.exec(`DROP TABLE "${name}"`);
        for (const own of OWN) rename(`${name}_${own}`);
      }
    }
  });
}

/**
 * Creates a table with some rows that `deleteRemoved` deletes: to collect pages in (`pages/cut-out.ts`). In the caller's write transaction.
 *
 * @returns its name
 */
export function makeCollector(store: Store): string {
  const name = `${nextPrefix(schemaOf(store.raw))}pages`;
  store.raw.exec(`CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, zeros BLOB) STRICT;
    INSERT INTO "${name}" (zeros) VALUES (zeroblob(3000)), (zeroblob(3000)), (zeroblob(3000))`);
  return name;
}

/**
 * Deletes some of what was set aside, in one short transaction. Its pages are overwritten. Outside of a transaction.
 *
 * @returns false if there is nothing left
 */
export function deleteRemoved(store: Store): boolean {
  const some = store.raw.prepare<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '${REMOVED}[0-9]*' LIMIT 1`,
  );
  const name = some.pluck().get();
  if (name === undefined) return false;
  store.write(() => {
    const until = performance.now() + STEP_MS;
    const columns = store.raw.prepare<[], string>(`SELECT name FROM pragma_table_info('${name}')`).pluck().all();
    // The tables without ids are short: one row for each page of the full-text table.
    if (columns.includes('id')) {
      const rows = store.raw.prepare(`DELETE FROM "${name}" WHERE id IN (SELECT id FROM "${name}" LIMIT ${ROWS})`);
      while (rows.run().changes > 0) if (performance.now() >= until) return;
    }
    store.raw.exec(`DROP TABLE "${name}"`);
  });
  return true;
}
