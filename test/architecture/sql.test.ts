import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { applyMigrations, migrations } from '../../src-main/db/migrate.ts';
import { expectNone } from './expect-none.ts';
import { EXCEPTIONS } from './sql/exceptions.ts';
import { openSources } from './sql/project.ts';
import { RAW_SQL } from './sql/raw.ts';
import { declaredRow, mismatches, tablesForKysely } from './sql/rows.ts';
import { type Place, readMentions, readPlaces } from './sql/statements.ts';
import { moduleOf, OWNERS, ROW_MODULES, tablesNamed, tablesOf } from './sql/tables.ts';

const sources = openSources('test/architecture/sql/tsconfig.json');
const places = readPlaces(sources);
const mentions = readMentions(sources);

const db = new Database(':memory:');
applyMigrations(db, migrations);
const tables = new Set(tablesOf(db));
const ownerOf = new Map(
  Object.entries(OWNERS).flatMap(([owner, names]) => names.map((name) => [name, owner] as const)),
);

afterAll(() => {
  db.close();
  sources.close();
});

/** Modules whose SQL is built at run time, or does not concern the desk's schema. */
const COMPUTED: Readonly<Record<string, { readonly tables: readonly string[]; readonly why: string }>> = {
  'src-main/core/diagnostics.ts': { tables: [], why: 'counts the rows of every table of the schema' },
  'src-main/db/damage/open-sound.ts': { tables: [], why: 'reads every table, to see whether it can be read' },
  'src-main/db/migrate.ts': { tables: [], why: 'runs the migrations' },
  'src-main/db/own.ts': { tables: [], why: 'keeps a file of its own, beside the data' },
  'src-main/db/remake-tables.ts': { tables: [], why: 'makes tables as the schema tells' },
  'src-main/db/set-aside.ts': { tables: [], why: 'takes any table out of use' },
  'src-main/db/salvage/copy-rows.ts': { tables: [], why: 'copies every table' },
  'src-main/db/salvage/repair-json.ts': { tables: [], why: 'goes through every column of JSON' },
  'src-main/db/salvage/repair-rows.ts': { tables: [], why: 'goes by the foreign keys of the schema' },
  'src-main/db/salvage/salvage.ts': { tables: [], why: 'counts the rows of every table' },
  'src-main/db/store.ts': { tables: [], why: 'runs what Kysely compiles' },
  'src-main/lead-index/search/text/matching.ts': { tables: ['lead_text'], why: 'a condition for each word' },
  'src-main/db/row-changes.ts': { tables: [], why: 'temporary triggers on the table that it is given' },
  'src-main/lead-index/sorting/key-order.ts': { tables: ['lead'], why: 'the column and the index of each order' },
  'src-main/leads/rows/shown.ts': { tables: ['lead'], why: 'reads the columns that a list shows' },
  'src-main/leads/rows/row-writer.ts': { tables: ['lead', 'lead_record'], why: 'many rows in one statement' },
};

const readable = places.flatMap((place) =>
  place.file in COMPUTED ? [] : (place.texts ?? []).map((sql) => ({ place, sql })),
);
const at = ({ file, line }: Pick<Place, 'file' | 'line'>) => `${file}:${line}`;

/** Whether a file is that row file, or in that folder of row files. */
const isRowFile = (file: string, rows: string): boolean =>
  rows.endsWith('/') ? file.startsWith(`src-main/${rows}`) : file === `src-main/${rows}`;

/** A prepared statement, or why it can't be prepared. */
function prepared(sql: string): Database.Statement | string {
  try {
    return db.prepare(sql);
  } catch (error) {
    return String(error);
  }
}

describe('raw SQL', () => {
  it('is found and read', () => {
    expect(places.length).toBeGreaterThan(200);
    expect(mentions.length).toBeGreaterThan(50);
    const unread = places.filter(({ file, texts }) => texts === null && !(file in COMPUTED));
    expectNone(
      unread.map((place) => `${at(place)} ${place.why}`),
      'Pass the statement as a text that the source determines, or use Kysely. What is built at run time is listed in COMPUTED.',
    );
    const files = new Set(places.filter(({ texts }) => texts === null).map(({ file }) => file));
    expect(Object.keys(COMPUTED).filter((file) => !files.has(file) && file !== 'src-main/db/own.ts')).toEqual([]);
  });

  it('is in the files named for it alone, outside of what keeps the file of the desk', () => {
    const named = RAW_SQL.flatMap(({ files }) => files);
    const found = new Set(places.map(({ file }) => file).filter((file) => moduleOf(file) !== 'db'));
    expect(named.length).toBe(new Set(named).size);
    expectNone(
      [...found].filter((file) => !named.includes(file)),
      'Write the query with Kysely (sqlOf). A hot path may use raw SQL: list the file with its reason in test/architecture/sql/raw.ts.',
    );
    expectNone(
      named.filter((file) => !found.has(file)),
      'These files have no raw SQL any more: remove them from test/architecture/sql/raw.ts.',
    );
  });

  it('prepares against the migrated schema', () => {
    const wrong = readable.flatMap(({ place, sql }) => {
      const statement = prepared(sql);
      return typeof statement === 'string' ? [`${at(place)} ${statement}: ${sql}`] : [];
    });
    expectNone(wrong, 'SQLite refuses these statements on the schema that the migrations make.');
  });

  it('gives the columns that its declared row type tells of', () => {
    let compared = 0;
    const wrong = readable.flatMap(({ place, sql }) => {
      const statement = prepared(sql);
      if (typeof statement === 'string' || !statement.reader) return [];
      const declared = declaredRow(sources.checker, place);
      if (declared === null) return [];
      compared++;
      return mismatches(sources.checker, declared, statement.columns()).map((one) => `${at(place)} ${one}: ${sql}`);
    });
    expectNone(wrong, 'Declare the row type as SQLite gives the columns: prepare<[Parameters], Row>(…).');
    expect(compared).toBeGreaterThan(100);
  });
});

describe('tables', () => {
  it('are declared to Kysely as the schema has them', () => {
    const declared = tablesForKysely(sources);
    expect(declared.size).toBeGreaterThan(40);
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
    for (const [table, names] of declared)
      expect({ table, names: names.sort() }).toEqual({ table, names: columns.all(table).sort() });
  });

  it('are found in a statement', () => {
    const named = (sql: string) => tablesNamed(sql, new Set(['lead', 'offer', 'job', 'connection'])).sort();
    expect(named('SELECT offer, l.job FROM lead AS l, connection c WHERE l.id IN (SELECT id FROM job)')).toEqual([
      'connection',
      'job',
      'lead',
    ]);
    expect(named(`UPDATE OR IGNORE offer SET lead = 1, job = 2 WHERE note = 'FROM connection'`)).toEqual(['offer']);
    expect(named('INSERT INTO lead (job) SELECT id FROM offer LEFT JOIN job ON job.id = offer.job')).toEqual([
      'job',
      'lead',
      'offer',
    ]);
    expect(named('DELETE FROM job WHERE id = (SELECT max(id), lead FROM offer)')).toEqual(['job', 'offer']);
  });

  it('each has one owner', () => {
    expectNone(
      [...tables].filter((table) => !ownerOf.has(table)),
      'A new table needs its owner and its row module in test/architecture/sql/tables.ts.',
    );
    expectNone(
      [...ownerOf.keys()].filter((table) => !tables.has(table)),
      'These tables are not in the schema: remove them from test/architecture/sql/tables.ts.',
    );
    expect(ownerOf.size).toBe(Object.values(OWNERS).flat().length);
  });

  it('each has one file, or one folder, that alone reads and writes it', () => {
    // The tables of db have none, because backup, restore and salvage process every table.
    const owned = Object.entries(OWNERS).flatMap(([owner, names]) => (owner === 'db' ? [] : names));
    expectNone(
      owned.filter((table) => !(table in ROW_MODULES)),
      'A table needs its row module in ROW_MODULES of test/architecture/sql/tables.ts.',
    );
    expect(Object.keys(ROW_MODULES).filter((table) => !owned.includes(table))).toEqual([]);
    const used = [
      ...readable.map(({ place, sql }) => ({ file: place.file, sql })),
      ...mentions.map(({ file, text }) => ({ file, sql: text })),
    ];
    const others = used.flatMap(({ file, sql }) =>
      moduleOf(file) === 'db'
        ? []
        : tablesNamed(sql, tables)
            .filter((table) => table in ROW_MODULES && !isRowFile(file, ROW_MODULES[table] ?? ''))
            .filter((table) => !(EXCEPTIONS[file]?.tables.includes(table) ?? false))
            .map((table) => `${file} reads or writes ${table}, which belongs to src-main/${ROW_MODULES[table]}`),
    );
    expectNone(others, 'Add a function to the row module of the table, and call it.');
  });

  it('are read and written by their owner alone', () => {
    const used = [
      ...readable.map(({ place, sql }) => ({ file: place.file, line: place.line, sql })),
      ...mentions.map(({ file, line, text }) => ({ file, line, sql: text })),
      ...Object.entries(COMPUTED).flatMap(([file, one]) =>
        one.tables.map((table) => ({ file, line: 0, sql: `FROM ${table}` })),
      ),
    ];
    const foreign = new Map<string, string>();
    for (const { file, line, sql } of used) {
      // Backup, restore and salvage process every table of the file.
      if (moduleOf(file) === 'db') continue;
      for (const table of tablesNamed(sql, tables)) {
        if (ownerOf.get(table) !== moduleOf(file)) foreign.set(`${file} ${table}`, `${file}:${line} ${table}`);
      }
    }
    const excepted = new Set(
      Object.entries(EXCEPTIONS).flatMap(([file, one]) => one.tables.map((table) => `${file} ${table}`)),
    );
    expectNone(
      [...foreign].filter(([key]) => !excepted.has(key)).map(([, where]) => where),
      'A table is read and written by its own module alone (OWNERS): call a function of that module.',
    );
    expectNone(
      [...excepted].filter((key) => !foreign.has(key)),
      'These exceptions are no longer needed: remove them from test/architecture/sql/exceptions.ts.',
    );
  });
});
