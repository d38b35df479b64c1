import { closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { comparePages } from '../ledger/compare.ts';
import { ledgerFile, neededLog } from '../ledger/ledger-file.ts';
import { metaOf } from '../meta.ts';
import { openStore } from '../open.ts';
import { openPageFile } from '../pages/page-file.ts';
import { remakeIndexes } from '../remake-tables.ts';
import { finishReplacing } from '../replace.ts';
import { RECOUNT_MARK, REINDEX_MARK } from '../salvage/marks.ts';
import { countAgain } from '../salvage/repair-rows.ts';
import type { Store } from '../store.ts';
import { asDamage, changedPages, DamagedError } from './errors.ts';
import { keepSchema, keptSchemaFile } from './kept-schema.ts';
import { isOfCounts } from './objects.ts';

export interface SoundStore {
  readonly store: Store;
  /** A sentence for the operator about how the data was opened; null if there is nothing to say. */
  readonly remark: string | null;
}

/**
 * Opens the desk's database if a quick check finds no damage: header, size, log, list of tables, and both ends of every table. It takes a
 * few milliseconds regardless of the file's size. A full check follows when the desk is idle.
 *
 * @param opens how often the data was opened according to the folder; an existing desk is not replaced by a new one
 * @throws DamagedError with nothing changed; MigrationError
 */
export function openSound(file: string, opens: number, now: number): SoundStore {
  try {
    finishReplacing(file, now);
    const remark = lookFirst(file, opens);
    const store = openStore(file);
    try {
      keepSchema(store.raw);
      makeIndexesAgain(store);
      makeCountsAgain(store);
      probe(store.raw);
    } catch (error) {
      store.close();
      throw error;
    }
    return { store, remark };
  } catch (error) {
    throw asDamage(error) ?? error;
  }
}

function lookFirst(file: string, opens: number): string | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    const traces = tracesOf(file);
    if (opens === 0 && traces.length === 0) return null;
    const still = traces.length === 0 ? '' : ` Still there: ${traces.join(', ')}.`;
    throw new DamagedError('missing', `The data file ${file} is gone.${still}`);
  }
  if (found.isDirectory())
    throw new DamagedError('no-access', `There is a folder in the place of the data file ${file}.`);
  if (found.size === 0 && opens === 0 && tracesOf(file).length === 0) return null;
  const withoutLog = neededLog(file) && (lstatSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
  const pages = openPageFile(file);
  try {
    const { headerFault, wal } = pages;
    if (headerFault !== null) throw new DamagedError(kindOf(headerFault), `The data file is damaged: ${headerFault}.`);
    compareAtOnce(file, wal.pages, isWrittenSince(file) ? Number.POSITIVE_INFINITY : AT_START);
    if (wal.state === 'damaged') {
      throw new DamagedError(
        'log',
        'The log that holds the latest changes is damaged: changes that were saved can’t be read from it any more.',
      );
    }
    if (wal.state === 'torn') {
      return 'The last change before the desk stopped was not written whole, as after a power cut, and was left out.';
    }
    // A file in which WAL mode is off was put there since, like a backup, or completely checkpointed by another program.
    return withoutLog && pages.hasLogMode ? WITHOUT_LOG : null;
  } finally {
    pages.close();
  }
}

const WITHOUT_LOG =
  'The log of the last session is gone. Unless another program opened the data and merged it, the latest changes before the stop are missing.';

/**
 * The number of pages that are compared with their checksums at every start, which takes about 5 ms. The rest of a larger file is checked
 * when the desk is idle, unless the file was written to after the desk had closed it: then all are compared, about a second for each
 * gigabyte.
 */
const AT_START = 4_096;

function compareAtOnce(file: string, inLog: { has(page: number): boolean }, limit: number): void {
  const fd = openSync(file, 'r');
  try {
    const { changed } = comparePages(file, fd, () => inLog, limit);
    if (changed.length > 0) throw changedPages(changed.length);
  } finally {
    closeSync(fd);
  }
}

/** Whether the data file was written to after the desk closed it. The desk's last write is to its checksums. */
function isWrittenSince(file: string): boolean {
  const [data, sums] = [file, ledgerFile(file)].map((path) => lstatSync(path, { bigint: true, throwIfNoEntry: false }));
  return data !== undefined && sums !== undefined && !neededLog(file) && data.mtimeNs > sums.mtimeNs;
}

function kindOf(fault: string): DamagedError['kind'] {
  if (fault.includes('empty')) return 'empty';
  if (fault.includes('cut off')) return 'cut-off';
  return fault.includes('not a database') ? 'not-a-database' : 'header';
}

/** The files of a desk that exist beside its data file. */
function tracesOf(file: string): string[] {
  const folder = dirname(file);
  const has = (name: string) => {
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return false;
    return found.isDirectory() ? readdirSync(path).length > 0 : found.size > 0;
  };
  const traces: string[] = [];
  if (has('vault.json') && !/"secrets":\{\}/.test(readFileSync(join(folder, 'vault.json'), 'utf8')))
    traces.push('saved passwords');
  if (has('sealed.json') && has('owner.lock')) traces.push('saved passwords');
  if (has('uploads')) traces.push('uploaded files');
  if (has('backups')) traces.push('backups');
  if (existsSync(`${file}-wal`) && has('trunkline.db-wal')) traces.push('the log of its latest changes');
  if (existsSync(keptSchemaFile(file))) traces.push('the list of its tables');
  return traces;
}

/**
 * Makes indexes again from which damaged pages were taken (`repair-pages.ts`), and those that another program removed: some seconds for a
 * million rows. @throws DamagedError
 */
function makeIndexesAgain(store: Store): void {
  const meta = metaOf(store);
  const due = meta.get(REINDEX_MARK);
  if (due === null && !store.isUnvouched) return;
  try {
    store.write(() => {
      for (const name of JSON.parse(due ?? '[]') as string[]) store.raw.exec(`REINDEX "${name}"`);
      meta.drop(REINDEX_MARK);
      if (store.isUnvouched) remakeIndexes(store);
    });
  } catch (error) {
    // Two rows with the same value of a unique index: one of them is damaged.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT'))
      throw new DamagedError('tables', `The data file is damaged (${error.message}).`);
    throw error;
  }
}

/** Counts again what a table holds numbers of, if damaged pages were taken from it: some seconds for a million rows. */
function makeCountsAgain(store: Store): void {
  const meta = metaOf(store);
  const due = meta.get(RECOUNT_MARK);
  if (due === null) return;
  store.write(() => {
    for (const table of JSON.parse(due) as string[]) if (isOfCounts(table)) countAgain(store.raw, table);
    meta.drop(RECOUNT_MARK);
  });
}

/** Reads both ends of every table: one page each, and those on the way to it. */
function probe(db: Database.Database): void {
  const tables = db
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all();
  for (const { name, wr } of tables) {
    if (wr === 1) db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get();
    else {
      // These are separate queries, because a single one would read the whole table.
      db.prepare(`SELECT min(rowid) FROM "${name}"`).get();
      db.prepare(`SELECT max(rowid) FROM "${name}"`).get();
    }
  }
}
