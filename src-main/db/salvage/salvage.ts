import { chmodSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { examine } from '../damage/examine.ts';
import { messagesOf } from '../damage/full-check.ts';
import { isOfKeys, wordsOf } from '../damage/objects.ts';
import { applyMigrations, COPY_MARK, migrations } from '../migrate.ts';
import type { ReadProgress } from '../pages/read-progress.ts';
import { type CopiedTable, copyRows } from './copy-rows.ts';
import { INDEX_MARK, NOTICE_MARK, REBUILD_MARK } from './marks.ts';
import { repairJson } from './repair-json.ts';
import { repairRows } from './repair-rows.ts';
import { addSafeLists } from './safe-lists.ts';
import { shapesOf } from './shape.ts';

/** What a salvage has read and what it could not read, by table. */
export interface SalvageReport {
  readonly tables: readonly {
    readonly table: string;
    readonly words: string;
    readonly rows: number;
    /** The least number of rows that could not be read. 0 with `damaged` means that the number is unknown. */
    readonly missing: number;
    readonly damaged: boolean;
  }[];
  /** Everything that can't be rebuilt has been read. */
  readonly whole: boolean;
  readonly unknownJobs: number;
  /** The number of do-not-call numbers that came from a backup or from calls. */
  readonly safeNumbers: number;
  /** Sentences for the operator, the most severe first. */
  readonly words: readonly string[];
}

/** If nothing of these tables is damaged, leads agree with their records and have all their keys. */
const FOR_KEYS: ReadonlySet<string> = new Set(['lead', 'lead_record', 'lead_phone', 'lead_email']);

/** The parts of a salvage by which its progress is told. */
const PARTS = 3;

export interface SalvageOptions {
  readonly now: number;
  /** An intact database whose do-not-call list and erased people are added. */
  readonly backup?: string | null;
}

/**
 * Reads everything readable of a damaged data file into a new one at `into`, which is migrated and consistent. The damaged file is only
 * read. If anything is lost, the new desk is marked as restored and opens with everything paused.
 *
 * @throws Error if nothing in it can be recognized, or the new file can't be written
 */
export function salvage(
  from: string,
  into: string,
  options: SalvageOptions,
  progress: (now: ReadProgress) => void = () => {},
): SalvageReport {
  // It is read twice, the second time to copy it, and the copy is checked, each of which takes about as long.
  const part = (at: number) => (now: ReadProgress) =>
    progress({ done: at * now.total + now.done, total: PARTS * now.total });
  const found = examine(from, { progress: part(0) });
  if (found.schema === null) throw new Error('Nothing in the data file can be identified. Restore a backup.');
  const newest = migrations.at(-1)?.version ?? 0;
  const version =
    found.userVersion !== null && found.userVersion >= 1 && found.userVersion <= newest ? found.userVersion : newest;
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(into + ending, { force: true });
  const db = new Database(into);
  try {
    chmodSync(into, 0o600);
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('foreign_keys = OFF');
    applyMigrations(
      db,
      migrations.filter((migration) => migration.version <= version),
    );
    const report = db.transaction((): SalvageReport => {
      for (const { name } of shapesOf(db)) db.exec(`DELETE FROM "${name}"`);
      const all = copyRows(from, db, part(1));
      const copied = all.filter(({ table }) => !isOfKeys(table));
      const unread = repairJson(db, copied, options.now);
      applyMigrations(
        db,
        migrations.filter((migration) => migration.version > version),
        { inTransaction: true },
      );
      const { unknownJobs, dropped } = repairRows(db, copied, options.now);
      const whole = copied.every(({ damaged }) => !damaged) && dropped.size === 0;
      for (const [table, count] of unread) dropped.set(table, (dropped.get(table) ?? 0) + count);
      const numbers = copied.find(({ table }) => table === 'do_not_call');
      const unsafe = numbers?.damaged === true;
      const safeNumbers = whole ? 0 : addSafeLists(db, options.backup ?? null, options.now);
      const tables = tablesOf(copied, dropped);
      const words = wordsFor({
        tables,
        unknownJobs,
        safeNumbers,
        unsafe,
      });
      mark(db, INDEX_MARK, '1');
      if (all.some(({ table, damaged }) => damaged && FOR_KEYS.has(table))) {
        for (const { table } of all) if (isOfKeys(table)) db.exec(`DELETE FROM "${table}"`);
        mark(db, REBUILD_MARK, '0');
      }
      if (!whole) {
        mark(db, COPY_MARK, '1');
        mark(db, NOTICE_MARK, words.join(' '));
      }
      return { tables, whole, unknownJobs, safeNumbers, words };
    })();
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = FULL');
    // A fully synchronous write also syncs the rest of the file to the disk.
    db.exec('BEGIN IMMEDIATE');
    db.pragma(`user_version = ${newest}`);
    db.exec('COMMIT');
    checkTables(db, report, part(2));
    return report;
  } catch (error) {
    db.close();
    for (const ending of ['', '-journal']) if (existsSync(into + ending)) rmSync(into + ending);
    throw error;
  } finally {
    if (db.open) db.close();
  }
}

/** Checks each table of the new file with its indexes. @throws Error if one is not as SQLite should have written it */
function checkTables(db: Database.Database, report: SalvageReport, progress: (now: ReadProgress) => void): void {
  const rows = new Map(report.tables.map(({ table, rows }) => [table, rows]));
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  // Each table takes some time, also without rows.
  const weight = (table: string) => 1 + (rows.get(table) ?? 0);
  const total = tables.reduce((sum, table) => sum + weight(table), 0);
  let done = 0;
  for (const table of tables) {
    const [fault] = messagesOf(db, table);
    if (fault !== undefined) throw new Error(`The salvaged file is not sound (${fault}). Nothing was changed.`);
    done += weight(table);
    progress({ done, total });
  }
}

/** What was read of each table, without the rows that were dropped later. */
const tablesOf = (copied: readonly CopiedTable[], dropped: ReadonlyMap<string, number>): SalvageReport['tables'] =>
  copied.map(({ table, rows, missing, damaged }) => {
    const gone = dropped.get(table) ?? 0;
    return {
      table,
      words: wordsOf(table),
      rows: Math.max(0, rows - gone),
      missing: missing + gone,
      damaged: damaged || gone > 0,
    };
  });

const mark = (db: Database.Database, key: string, value: string) =>
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);

const count = (n: number) => n.toLocaleString('en-US');

function wordsFor(of: {
  tables: SalvageReport['tables'];
  unknownJobs: number;
  safeNumbers: number;
  unsafe: boolean;
}): string[] {
  const words: string[] = [];
  const from = of.safeNumbers > 0 ? ` ${count(of.safeNumbers)} were put back from a backup and from logged calls.` : '';
  if (of.unsafe) {
    words.push(
      `Do-not-call numbers may be missing: import your do-not-call list again before anyone is called or sent.${from}`,
    );
  }
  const lost = new Map<string, { missing: number; sure: boolean }>();
  for (const { words: name, missing, damaged } of of.tables) {
    if (!damaged) continue;
    const known = lost.get(name) ?? { missing: 0, sure: true };
    const sure = missing > 0;
    lost.set(name, { missing: known.missing + missing, sure: known.sure && sure });
  }
  const parts = [...lost].map(([name, { missing, sure }]) =>
    sure ? `about ${count(missing)} ${name}` : `some ${name}`,
  );
  if (parts.length > 0) words.push(`Could not be read: ${parts.join(', ')}.`);
  if (of.unknownJobs > 0) {
    words.push(`${count(of.unknownJobs)} waiting jobs may have been sent: they are unknown until you decide.`);
  }
  if (words.length > 0) words.unshift('This desk was salvaged from damaged data. Every connection is paused.');
  return words;
}
