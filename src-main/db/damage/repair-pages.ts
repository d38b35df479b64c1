import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { writeAll } from '../../files/write-all.ts';
import { acceptPages, recordPages } from '../ledger/ledger-file.ts';
import { type PageSum, sumOf } from '../ledger/sums.ts';
import { metaOf } from '../meta.ts';
import { openStore } from '../open.ts';
import { cutOut } from '../pages/cut-out.ts';
import { openPageFile, PAGE_SIZE } from '../pages/page-file.ts';
import { PageLinks } from '../pages/page-links.ts';
import { pageOwners, type Tree } from '../pages/page-owners.ts';
import { remakeUnusedList } from '../pages/unused-list.ts';
import { INDEX_MARK, KEYS_MARK, RECOUNT_MARK, REINDEX_MARK } from '../salvage/marks.ts';
import { hasBrokenJson } from '../salvage/repair-json.ts';
import { makeCollector } from '../set-aside.ts';
import { asDamage } from './errors.ts';
import { isDerived, isOfCounts, isOfIndex, isOfKeys, wordsOf } from './objects.ts';

/**
 * The result for changed pages: a sentence for the operator if the desk can open; `lost` if rows that can't be rebuilt are damaged, and
 * `other` if something else is, so that a copy of everything that can be read may still be whole.
 */
export type PageRepair = { readonly words: string } | 'lost' | 'other';

/**
 * Makes a desk usable whose pages changed since it wrote them, in time for it to open at once: only what these pages belong to is looked
 * at, because all others are as they were written.
 *
 * - The lead index is rebuilt in the background. A damaged page of it is taken out, with what it led to.
 * - An index of SQLite's is made again before the desk opens, and rows that a table holds numbers of are counted again.
 * - The list of unused pages is made again, and so are the numbers of the highest ids, a thousand higher than any that is in use.
 * - The keys by which leads are recognized are made again while the desk is open.
 * - Rows are accepted if their table, with its indexes and its JSON values, is intact: either another program has written to it, or the disk
 *   changed something that the database can't detect. The lead index is then rebuilt too, because it may no longer agree with the rows.
 *
 * No desk may have the data open. An interruption leaves pages that differ from what was recorded, and the next repair takes them out too.
 *
 * @throws Error of the file system
 */
export function repairPages(file: string, changed: readonly number[]): PageRepair {
  try {
    if (!bringInLog(file)) return 'other';
    const found = sortOut(file, changed);
    if (found === null) return 'other';
    const { rows, others, written, broken } = found;
    const tables = new Set(rows.values());
    if (!areIntact(file, tables)) return [...tables].some((table) => !isDerived(table)) ? 'lost' : 'other';
    const collector = prepare(file, rows.size > 0, broken);
    if (others.size > 0 && !takeOut(file, stillChanged(file, others), collector)) return 'other';
    acceptPages(file, [...rows.keys()]);
    return { words: wordsFor(others.size + written, rows) };
  } catch (error) {
    if (asDamage(error) === null) throw error;
    return 'other';
  }
}

/** Brings everything that is only in the log into the file. @returns whether that was possible */
function bringInLog(file: string): boolean {
  const hasLog = () => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (hasLog()) openStore(file).close();
  return !hasLog();
}

interface SortedOut {
  /** Pages of rows that the desk can't open without, with their tables. */
  readonly rows: ReadonlyMap<number, string>;
  /** All other pages, unused ones included. */
  readonly others: ReadonlySet<number>;
  /** How many pages were written again already: those of the list of unused pages. */
  readonly written: number;
  /** The b-trees of these. */
  readonly broken: ReadonlySet<Tree>;
}

/** The rows of a table that can't be made again in time. Those of the lead index, keys of leads and counts can be taken out. */
const isOfRows = ({ type, table }: Tree): boolean =>
  type === 'table' && !isOfIndex(table) && !isOfKeys(table) && !isOfCounts(table);

/** What changed pages belong to; null if that can't be known. */
function sortOut(file: string, changed: readonly number[]): SortedOut | null {
  return withLinks(file, (links, trees, fd) => {
    const rows = new Map<number, string>();
    const others = new Set(changed);
    let written = 0;
    if (pageOwners(links, trees, others, fd) === null) {
      const list = remakeUnusedList(links, trees, others, fd);
      if (list === null) return null;
      writePages(file, list);
      for (const page of list.keys()) if (others.delete(page)) written++;
    }
    // Below a page of rows there may be others, so the walk continues from it.
    for (;;) {
      const owners = pageOwners(links, trees, others, fd);
      if (owners === null) return null;
      const found = [...others].flatMap((page) => {
        const tree = owners.treeOf(page);
        return tree && isOfRows(tree) ? [{ page, tree }] : [];
      });
      for (const { page, tree } of found) {
        rows.set(page, tree.table);
        others.delete(page);
      }
      if (found.length === 0) return { rows, others, written, broken: new Set(owners.breaks.map(({ tree }) => tree)) };
    }
  });
}

function withLinks<T>(file: string, work: (links: PageLinks, trees: readonly Tree[], fd: number) => T): T {
  const fd = openSync(file, 'r');
  try {
    return work(new PageLinks(fd), treesIn(file), fd);
  } finally {
    closeSync(fd);
  }
}

/** Every b-tree of a database, and the one that holds the list of them. */
function treesIn(file: string): Tree[] {
  const db = new Database(file, { readonly: true });
  try {
    const rows = db.prepare<[], Pick<Tree, 'root' | 'name' | 'table' | 'type'> & { sql: string | null }>(
      `SELECT type, name, tbl_name AS "table", rootpage AS root, sql FROM sqlite_schema WHERE rootpage > 0`,
    );
    const trees = rows.all().map(({ sql, ...tree }): Tree => {
      const isIndex = tree.type === 'index' || /WITHOUT\s+ROWID\s*$|WITHOUT\s+ROWID\s*,/i.test(sql ?? '');
      return { ...tree, keys: isIndex ? 'index' : 'table' };
    });
    return [{ root: 1, keys: 'table', name: 'sqlite_schema', table: 'sqlite_schema', type: 'table' }, ...trees];
  } finally {
    db.close();
  }
}

/** Whether tables are intact: each row, each entry of their indexes, and each JSON value. */
function areIntact(file: string, tables: ReadonlySet<string>): boolean {
  if (tables.size === 0) return true;
  const db = new Database(file, { readonly: true });
  try {
    const isSound = (table: string) => db.pragma(`integrity_check("${table}")`, { simple: true }) === 'ok';
    // A damaged long text can only be detected by parsing it.
    return [...tables].every(isSound) && !hasBrokenJson(db, tables);
  } finally {
    db.close();
  }
}

/**
 * Notes what has to be made again, and creates the table that collects damaged pages, before anything else is changed. An interruption
 * repeats all of it.
 *
 * @returns the name of the table
 */
function prepare(file: string, isRows: boolean, broken: ReadonlySet<Tree>): string {
  const store = openStore(file);
  try {
    return store.write(() => {
      const meta = metaOf(store);
      const tables = new Set([...broken].filter(({ table }) => isOfIndex(table)).map(({ table }) => table));
      if (isRows || tables.size > 0) meta.set(INDEX_MARK, '1');
      if ([...broken].some(({ table }) => isOfKeys(table))) meta.set(KEYS_MARK, '0');
      const counts = new Set([...broken].map(({ table }) => table).filter(isOfCounts));
      if (counts.size > 0) meta.set(RECOUNT_MARK, JSON.stringify([...counts]));
      const ofTables = store.prepare<[string], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name IN (SELECT value FROM json_each(?))`,
      );
      const again = new Set(ofTables.pluck().all(JSON.stringify([...tables])));
      for (const { type, name } of broken) if (type === 'index') again.add(name);
      if (again.size > 0) meta.set(REINDEX_MARK, JSON.stringify([...again]));
      return makeCollector(store);
    });
  } finally {
    store.close();
  }
}

/** Those of these pages that nothing has been written to since: `prepare` may have used one that was unused. */
function stillChanged(file: string, pages: ReadonlySet<number>): Set<number> {
  const opened = openPageFile(file);
  try {
    return new Set([...pages].filter((page) => opened.page(page) !== null && opened.isChanged(page)));
  } finally {
    opened.close();
  }
}

/** Takes pages out of their b-trees. @returns whether that was possible; otherwise nothing was changed */
function takeOut(file: string, pages: ReadonlySet<number>, collector: string): boolean {
  return withLinks(file, (links, trees, reader) => {
    const tree = trees.find(({ name }) => name === collector);
    const mayLose = (one: Tree) => !isOfRows(one);
    const cut = tree && cutOut(links, reader, trees, pages, { mayLose, collector: tree });
    if (!cut) return false;
    writePages(file, cut);
    return true;
  });
}

/** Writes pages in this order, and then their checksums. */
function writePages(file: string, pages: Iterable<readonly [page: number, content: Buffer]>): void {
  const sums = new Map<number, PageSum>();
  const fd = openSync(file, 'r+');
  try {
    for (const [page, content] of pages) {
      writeAll(fd, content, (page - 1) * PAGE_SIZE);
      sums.set(page, sumOf(content));
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  recordPages(file, sums);
}

const pagesOf = (count: number) => (count === 1 ? 'A page' : `${count.toLocaleString('en-US')} pages`);

function wordsFor(others: number, rows: ReadonlyMap<number, string>): string {
  const words: string[] = [];
  if (others > 0) {
    words.push(
      `${pagesOf(others)} of the data changed on the disk, in lists that are made from it. They are made again; nothing was lost.`,
    );
  }
  if (rows.size > 0) {
    const names = [...new Set([...rows.values()].map(wordsOf))].join(', ');
    words.push(
      `${pagesOf(rows.size)} of the data changed since Trunkline wrote ${rows.size === 1 ? 'it' : 'them'} (${names}), and the current content is sound. If no other program wrote to it, check these or restore a backup.`,
    );
  }
  return words.join(' ');
}
