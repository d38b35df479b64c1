import type Database from 'better-sqlite3';
import { isBad, schemaOf, treesOf } from '../damage/examine.ts';
import { isDerived, isOfKeys } from '../damage/objects.ts';
import { openPageFile, type PageFile } from '../pages/page-file.ts';
import { type ReadProgress, rowProgress } from '../pages/read-progress.ts';
import type { Value } from '../pages/record.ts';
import { readLooseLeaf, TreeReader, type TreeRow } from '../pages/tree.ts';
import { type Shape, shapesOf, valuesOf } from './shape.ts';

/** The result for the rows of a table. */
export interface CopiedTable {
  readonly table: string;
  /** The number of rows that were read and are in the new file. */
  readonly rows: number;
  /** Whether a part of it could not be read. */
  readonly damaged: boolean;
  /** The number of rows that could not be read, as far as it is known; if `damaged`, at least that many. */
  readonly missing: number;
}

interface Target {
  readonly shape: Shape;
  readonly insert: (values: readonly Value[]) => boolean;
  rows: number;
  refused: number;
  gap: number;
  pages: number;
  badRows: number;
}

/**
 * Reads every readable row of a data file and inserts it into `db`, which has the same tables without rows. Of derived tables only the keys
 * of leads are copied, which are of use if nothing of them is damaged. Rows whose page belongs to a page that can't be read are found separately, and inserted into the only table they fit.
 */
export function copyRows(
  path: string,
  db: Database.Database,
  progress: (now: ReadProgress) => void = () => {},
): CopiedTable[] {
  const file = openPageFile(path);
  try {
    const targets = new Map<string, Target>();
    for (const shape of shapesOf(db))
      if (!isDerived(shape.name) || isOfKeys(shape.name)) targets.set(shape.name, targetOf(db, shape));
    const seen = new Map<number, number>();
    const { entries } = schemaOf(file, path, seen);
    const readRow = rowProgress(progress, () => ({ done: seen.size, total: file.pageCount }));
    const broken: Target[] = [];
    let brokenIndexes = 0;
    for (const entry of treesOf(entries)) {
      const reader = new TreeReader(file, entry.root, seen);
      const target = entry.type === 'table' ? targets.get(entry.name) : undefined;
      for (const row of reader.rows()) {
        if (target) take(target, row);
        else if (entry.name === 'sqlite_sequence') sequence(db, row);
        readRow();
      }
      const { pages, rows, gap } = reader.damage;
      if (!isBad({ badPages: pages, badRows: rows })) continue;
      if (target) Object.assign(target, { gap, pages: pages.length, badRows: rows });
      if (target && !isOfKeys(entry.name)) broken.push(target);
      else brokenIndexes++;
    }
    const known = new Set(treesOf(entries).map(({ name }) => name));
    for (const target of targets.values()) {
      // Adds a table that is missing in the list of tables.
      if (!known.has(target.shape.name)) {
        target.pages++;
        if (!isOfKeys(target.shape.name)) broken.push(target);
      }
    }
    if (broken.length > 0) takeLoose(file, seen, broken, brokenIndexes > 0);
    return [...targets.values()].map(({ shape, rows, refused, gap, pages, badRows }) => ({
      table: shape.name,
      rows,
      damaged: pages > 0 || badRows > 0 || refused > 0,
      missing: Math.max(badRows, Math.min(gap, pages * ROWS_A_PAGE + badRows)) + refused,
    }));
  } finally {
    file.close();
  }
}

/** About the most rows on a page. Row ids can have gaps of their own, so a gap alone overestimates the loss. */
const ROWS_A_PAGE = 500;

function targetOf(db: Database.Database, shape: Shape): Target {
  const statements = new Map<number, Database.Statement>();
  const statementFor = (count: number) => {
    let statement = statements.get(count);
    if (!statement) {
      const names = shape.columns.slice(0, count).map(({ name }) => `"${name}"`);
      statement = db.prepare(
        `INSERT INTO "${shape.name}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      );
      statements.set(count, statement);
    }
    return statement;
  };
  const insert = (values: readonly Value[]) => {
    try {
      statementFor(values.length).run(...values);
      return true;
    } catch (error) {
      // A value that the table does not allow, or a row that already exists, is not what the desk wrote.
      if (/^SQLITE_(CONSTRAINT|MISMATCH)/.test((error as { code?: string }).code ?? '')) return false;
      throw error;
    }
  };
  return { shape, insert, rows: 0, refused: 0, gap: 0, pages: 0, badRows: 0 };
}

function take(target: Target, row: TreeRow): boolean {
  const values = valuesOf(target.shape, row);
  if (values !== null && target.insert(values)) {
    target.rows++;
    return true;
  }
  target.refused++;
  return false;
}

/** Ids that were once assigned must not be assigned again. */
function sequence(db: Database.Database, { values: [name, seq] }: TreeRow): void {
  if (typeof name !== 'string' || typeof seq !== 'number') return;
  const { changes } = db.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?').run(seq, name);
  if (changes === 0) db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(name, seq);
}

/** Inserts rows from pages that no b-tree refers to. `secure_delete` leaves nothing on freed pages, so these are lost rows. */
function takeLoose(
  file: PageFile,
  seen: ReadonlyMap<number, number>,
  broken: readonly Target[],
  orIndex: boolean,
): void {
  for (let number = 2; number <= file.pageCount; number++) {
    if (seen.has(number)) continue;
    const page = file.page(number);
    const rows = page === null ? null : readLooseLeaf(file, number);
    if (rows === null || rows.length === 0) continue;
    const fitting = broken.filter(({ shape }) => rows.every((row) => valuesOf(shape, row) !== null));
    const [only, other] = fitting;
    // Leaf pages of an index look like those of a table without row ids. If both are damaged, they can't be distinguished.
    if (!only || other || (only.shape.withoutRowId && orIndex)) continue;
    for (const row of rows) {
      const values = valuesOf(only.shape, row);
      if (values !== null && only.insert(values)) {
        only.rows++;
        only.gap = Math.max(0, only.gap - 1);
      }
    }
  }
}
