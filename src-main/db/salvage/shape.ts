import type Database from 'better-sqlite3';
import type { Value } from '../pages/record.ts';
import type { TreeRow } from '../pages/tree.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** Whether the column is the row id itself, which is stored beside the record. */
  readonly isRowId: boolean;
}

/** How the rows of a table are stored. */
export interface Shape {
  readonly name: string;
  /** In the order of the record. */
  readonly columns: readonly Column[];
  /** Whether it is a b-tree ordered by key, without row ids. */
  readonly withoutRowId: boolean;
}

interface ColumnInfo {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

/** The tables of a database with rows of their own: not virtual tables and their storage, and not SQLite's internal ones. */
export function shapesOf(db: Database.Database): Shape[] {
  const tables = db
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
  const columns = db.prepare<[string], ColumnInfo>(
    'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)',
  );
  return tables.map(({ name, wr }) => {
    const found = columns.all(name);
    const keys = found.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const order = wr === 1 ? [...keys, ...found.filter(({ pk }) => pk === 0)] : found;
    return {
      name,
      withoutRowId: wr === 1,
      columns: order.map((column) => ({
        name: column.name,
        type: column.type,
        required: column.notnull === 1,
        hasDefault: column.dflt_value !== null,
        isRowId: wr === 0 && column.pk === 1 && keys.length === 1 && column.type === 'INTEGER',
      })),
    };
  });
}

/**
 * The values of a row in the order of the table's columns, with the row id in its place; null if they don't match the table. A row that is
 * older than its table has fewer values, and the others have the column's default.
 */
export function valuesOf(shape: Shape, row: TreeRow): Value[] | null {
  if ((row.rowId === null) !== shape.withoutRowId || row.values.length > shape.columns.length) return null;
  const values: Value[] = [];
  for (const [i, column] of shape.columns.entries()) {
    const stored = row.values[i];
    if (stored === undefined) {
      if (column.required && !column.hasDefault) return null;
      continue;
    }
    const value = column.isRowId ? row.rowId : stored;
    if (column.isRowId && stored !== null) return null;
    if (!fits(column, value)) return null;
    values.push(value);
  }
  return values;
}

function fits({ type, required, isRowId }: Column, value: Value): boolean {
  if (value === null) return !required && !isRowId;
  switch (type) {
    case 'INTEGER':
    case 'INT':
      return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
    case 'REAL':
      return typeof value === 'number';
    case 'TEXT':
      return typeof value === 'string';
    case 'BLOB':
      return Buffer.isBuffer(value);
    default:
      return true;
  }
}
