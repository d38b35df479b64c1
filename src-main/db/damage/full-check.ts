import { existsSync, readFileSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DataCheck } from '../../../src-preload/contract/index.ts';
import { type ChangedPage, comparePages, repairByte, type UnknownPage } from '../ledger/compare.ts';
import { readWal } from '../pages/wal.ts';
import { asDamage } from './errors.ts';
import { isDerived, wordsOf } from './objects.ts';

/** The result of a check, and the checksums of pages without one. */
export interface FullCheck {
  readonly check: DataCheck;
  readonly unknown: readonly UnknownPage[];
}

/**
 * Reads everything in a database, one table after the other with its indexes, over a separate connection. Between two tables, a checkpoint
 * can write pending changes to the file.
 *
 * @throws Error if it can't be opened
 */
export async function checkAll(file: string, fd: number, now: number): Promise<FullCheck> {
  const began = performance.now();
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    const roots = db
      .prepare<[], { type: string; name: string; tbl_name: string; rootpage: number }>(
        'SELECT type, name, tbl_name, coalesce(rootpage, 0) AS rootpage FROM sqlite_schema',
      )
      .all();
    const tables = roots.filter(({ type }) => type === 'table').map(({ name }) => name);
    const byRoot = new Map(roots.map((entry) => [entry.rootpage, entry]));
    const lost = new Set<string>();
    const again = new Set<string>();
    for (const table of tables) {
      for (const message of messagesOf(db, table)) {
        const root = /^Tree (\d+)/.exec(message)?.[1];
        const entry = root === undefined ? undefined : byRoot.get(Number(root));
        const index = /^(row \d+ missing from index|wrong # of entries in index|non-unique entry in index)/.test(
          message,
        );
        if (isDerived(table) || index || entry?.type === 'index') again.add(entry?.name ?? table);
        else lost.add(wordsOf(table));
      }
    }
    const { changed, repairable, unknown } = await changedPages(db, file, fd);
    const result =
      lost.size > 0 ? 'damaged' : again.size > 0 || repairable > 0 || changed.size > 0 ? 'repairable' : 'sound';
    const words: string[] = [];
    if (lost.size > 0) words.push(`Damaged: ${[...lost].join(', ')}.`);
    if (again.size > 0)
      words.push(
        `Derived data is damaged (${[...again].join(', ')}): it is rebuilt at the next start, and nothing is lost.`,
      );
    if (changed.size > 0)
      words.push(
        `Pages changed since Trunkline wrote them: ${[...changed].map(wordsOf).join(', ')}. Check these; the next start reports more.`,
      );
    if (repairable > 0)
      words.push(
        `${repairable === 1 ? 'A page' : `${repairable} pages`} of the file changed on the disk. The next start repairs this from checksums; nothing is lost.`,
      );
    return { check: { at: now, ms: Math.round(performance.now() - began), result, words }, unknown };
  } finally {
    db.close();
  }
}

/** How long to wait before a page that does not match is read again, ms, because a checkpoint may have been writing it. */
const GRACE_MS = 1_500;

/** The pages of some tables and of their indexes, by the connection's view of a database. @throws Error if they can't be read */
export function pagesOfTables(file: string, isOne: (table: string) => boolean): Set<number> {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    const trees = db.prepare<[], { name: string; of: string }>(
      'SELECT name, tbl_name AS "of" FROM sqlite_schema WHERE rootpage > 0',
    );
    const pages = db.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck();
    const wanted = trees.all().filter(({ of }) => isOne(of));
    return new Set(wanted.flatMap(({ name }) => pages.all(name)));
  } finally {
    db.close();
  }
}

/**
 * The pages of a data file that differ from their checksums, and those without, while a desk may use it.
 *
 * @param fd of the data file, which the caller keeps open
 * @param which the pages that are compared; all of them if it is left out
 */
export async function differingPages(
  file: string,
  fd: number,
  which?: ReadonlySet<number>,
): Promise<{ differ: readonly ChangedPage[]; unknown: UnknownPage[] }> {
  const inLog = () => readWal(existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0)).pages;
  const first = comparePages(file, fd, inLog, which);
  if (first.changed.length === 0) return { differ: [], unknown: first.unknown };
  await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
  const still = new Set(first.changed.map(({ page }) => page));
  return { differ: comparePages(file, fd, inLog, which).changed.filter(({ page }) => still.has(page)), unknown: [] };
}

async function changedPages(
  db: Database.Database,
  file: string,
  fd: number,
): Promise<{ changed: Set<string>; repairable: number; unknown: UnknownPage[] }> {
  const { differ, unknown } = await differingPages(file, fd);
  let repairable = 0;
  const others: number[] = [];
  for (const { page, sum } of differ) {
    const bytes = Buffer.alloc(4096);
    readSync(fd, bytes, 0, bytes.length, (page - 1) * bytes.length);
    if (repairByte(bytes, sum) !== null) repairable++;
    else others.push(page);
  }
  return { changed: namesOf(db, others), repairable, unknown };
}

/** The names of what pages belong to, in one pass over the file. */
function namesOf(db: Database.Database, pages: readonly number[]): Set<string> {
  if (pages.length === 0) return new Set();
  try {
    const names = db
      .prepare<[string], string>('SELECT name FROM dbstat WHERE pageno IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(pages));
    return new Set(names.length < pages.length ? [...names, 'unused pages'] : names);
  } catch {
    // If the schema is damaged too, it is unknown which tables the pages belong to.
    return new Set(['unknown pages']);
  }
}

/** What is wrong with a table. One that the desk removed since the tables were listed (`set-aside.ts`) is not missing. */
export function messagesOf(db: Database.Database, table: string): string[] {
  const read = db.transaction(() => {
    const exists = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table) !== undefined;
    return exists ? (db.pragma(`integrity_check("${table}")`) as { integrity_check: string }[]) : [];
  });
  try {
    return read()
      .map((row) => row.integrity_check)
      .filter((message) => message !== 'ok');
  } catch (error) {
    if (asDamage(error) === null) throw error;
    return [`${table} can't be read`];
  }
}
