import { type Selectable, sql } from 'kysely';
import { type Verdict, verdicts } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { ImportRowTable } from '../../db/tables.ts';

/** A row of a dial list as it was checked. */
export type ImportRow = Selectable<ImportRowTable>;

/** What a check has found about a row. */
export type RowFindings = Pick<ImportRow, 'phone' | 'verdict' | 'issues'>;

/** A range of rows by id: after the first number and below the second. */
export interface RowRange {
  readonly after: number;
  readonly below: number;
}

/** Returns a function that adds a row. In the caller's write transaction, for each row of a list. */
export function rowInserter(store: Store): (row: ImportRow) => void {
  const insert = store.prepare<[number, string, string | null, number, string | null]>(
    'INSERT INTO import_row (id, record, phone, verdict, issues) VALUES (?, ?, ?, ?, ?)',
  );
  return ({ id, record, phone, verdict, issues }) => void insert.run(id, record, phone, verdict, issues);
}

/** Reads the records of rows, for each row that is sent. */
export interface RecordReader {
  /** The record of a row; undefined if the row no longer exists. */
  one(id: number): string | undefined;
  /** The records from one row to another, both included. */
  range(first: number, last: number): [id: number, record: string][];
}

/** See `RecordReader`. Its statements are prepared at once. */
export function recordReader(store: Store): RecordReader {
  const one = store.prepare<[number], string>('SELECT record FROM import_row WHERE id = ?').pluck();
  const range = store
    .prepare<[number, number], [number, string]>('SELECT id, record FROM import_row WHERE id BETWEEN ? AND ?')
    .raw();
  return { one: (id) => one.get(id), range: (first, last) => range.all(first, last) };
}

/** The stored issues of a row as JSON; null if it has none or no longer exists. */
export const issuesOfRow = (store: Store, id: number): string | null =>
  store.prepare<[number], string | null>('SELECT issues FROM import_row WHERE id = ?').pluck().get(id) ?? null;

/** The verdict of a row; undefined if it no longer exists. */
export const verdictOfRow = (store: Store, id: number): number | undefined =>
  store.get(sqlOf.selectFrom('import_row').select('verdict').where('id', '=', id))?.verdict;

/** Rows with their phones and verdicts, in order. */
export const rowsInRange = (store: Store, { after, below }: RowRange, limit: number) =>
  store.all(
    sqlOf
      .selectFrom('import_row')
      .select(['id', 'phone', 'verdict'])
      .where('id', '>', after)
      .where('id', '<', below)
      .orderBy('id')
      .limit(limit),
  );

/** The ids of rows with a verdict, or of all rows, in order. */
export function idsInRange(store: Store, { after, below }: RowRange, verdict: Verdict | null, limit: number): number[] {
  let query = sqlOf
    .selectFrom('import_row')
    .select('id')
    .where('id', '>', after)
    .where('id', '<', below)
    .orderBy('id')
    .limit(limit);
  if (verdict !== null) query = query.where('verdict', '=', verdicts[verdict]);
  return store.all(query).map(({ id }) => id);
}

/** The first row with each of these phones in a range. */
export const firstWithPhones = (store: Store, { after, below }: RowRange, phones: readonly string[]) =>
  store
    .prepare<[number, number, string], { phone: string; id: number }>(
      `SELECT phone, min(id) AS id FROM import_row
       WHERE id > ? AND id < ? AND phone IN (SELECT value FROM json_each(?)) GROUP BY phone`,
    )
    .all(after, below, JSON.stringify(phones));

/** Characters that people write between the digits of a phone. */
const SEPARATORS = ['-', ' ', '(', ')', '.'];
/** The record with its phones as plain digits, preceded by the unchanged record, in which emails are searched for. */
const withoutSigns = SEPARATORS.reduce(
  (text, sign) => sql<string>`replace(${text}, ${sql.lit(sign)}, '')`,
  sql<string>`record`,
);
const plainRecord = sql<string>`lower(record || char(10) || ${withoutSigns})`;

/** Rows in a range that have one of these phones, or whose record contains one of these texts, with or without separators. */
export const rowsContaining = (
  store: Store,
  { after, below }: RowRange,
  { phones, texts }: { readonly phones: readonly string[]; readonly texts: readonly string[] },
) =>
  store.all(
    sqlOf
      .selectFrom('import_row')
      .select(['id', 'phone', 'record'])
      .where((eb) =>
        eb.or([
          ...phones.map((phone) => eb('phone', '=', phone)),
          ...texts.map((text) => eb(sql<number>`instr(${plainRecord}, ${text})`, '>', 0)),
        ]),
      )
      .where('id', '>', after)
      .where('id', '<', below),
  );

/** The last row with a lower id, in any list; 0 if there is none. */
export const lastRowBefore = (store: Store, id: number): number =>
  store.get(
    sqlOf
      .selectFrom('import_row')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('id', '<', id),
  )?.id ?? 0;

/** Stores what a check has found about a row. In the caller's write transaction. */
export function updateFindings(store: Store, id: number, { phone, verdict, issues }: RowFindings): void {
  store.run(sqlOf.updateTable('import_row').set({ phone, verdict, issues }).where('id', '=', id));
}

/** Deletes the content of a row, whose number and new verdict are kept. In the caller's write transaction. */
export function emptyRow(store: Store, id: number, verdict: number): void {
  store.run(
    sqlOf.updateTable('import_row').set({ record: '', phone: null, issues: null, verdict }).where('id', '=', id),
  );
}

/** Deletes some rows of a range. In the caller's write transaction. @returns the number deleted */
export const deleteSomeRows = (store: Store, { after, below }: RowRange, atMost: number): number =>
  store
    .prepare<[number, number, number]>(
      'DELETE FROM import_row WHERE id IN (SELECT id FROM import_row WHERE id > ? AND id < ? LIMIT ?)',
    )
    .run(after, below, atMost).changes;
