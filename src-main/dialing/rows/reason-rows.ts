import type { Selectable } from 'kysely';
import { type Store, sqlOf } from '../../db/store.ts';
import type { ImportReasonTable } from '../../db/tables.ts';

/** A reason of an import, with the number of rows that have it. The rows themselves are in `import_issue`. */
export type ReasonRow = Selectable<ImportReasonTable>;

const ofImport = (importId: number) => sqlOf.selectFrom('import_reason').selectAll().where('import_id', '=', importId);

/** The reasons of an import, including those that no row has any more. */
export const reasonRows = (store: Store, importId: number): ReasonRow[] => store.all(ofImport(importId));

/** A reason of an import by its id. */
export const reasonRow = (store: Store, importId: number, id: number): ReasonRow | undefined =>
  store.get(ofImport(importId).where('id', '=', id));

/** The reason of an import with this code that some row has. */
export const reasonInUse = (store: Store, importId: number, code: string): ReasonRow | undefined =>
  store.get(ofImport(importId).where('code', '=', code).where('rows', '>', 0));

/** The highest id of a reason of an import; 0 if it has none. */
export const highestReason = (store: Store, importId: number): number =>
  store.get(
    sqlOf
      .selectFrom('import_reason')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('import_id', '=', importId),
  )?.id ?? 0;

/** Adds a reason that no row has yet. In the caller's write transaction. */
export function addReason(store: Store, reason: Omit<ReasonRow, 'rows'>): void {
  store.run(sqlOf.insertInto('import_reason').values({ ...reason, rows: 0 }));
}

/** Adds a reason unless its import has it already. In the caller's write transaction, for each row that has it. */
export function ensureReason(store: Store, { import_id, id, code, field, severity }: Omit<ReasonRow, 'rows'>): void {
  store
    .prepare<[number, number, string, string, string]>(
      `INSERT INTO import_reason (import_id, id, code, field, severity, rows) VALUES (?, ?, ?, ?, ?, 0)
       ON CONFLICT DO NOTHING`,
    )
    .run(import_id, id, code, field, severity);
}

/** Adds to the number of rows that have a reason. In the caller's write transaction. */
export function addRows(store: Store, importId: number, id: number, by: number): void {
  store
    .prepare<[number, number, number]>('UPDATE import_reason SET rows = rows + ? WHERE import_id = ? AND id = ?')
    .run(by, importId, id);
}

/** Deletes the reasons of an import. In the caller's write transaction. */
export function dropReasons(store: Store, importId: number): void {
  store.run(sqlOf.deleteFrom('import_reason').where('import_id', '=', importId));
}

/** Marks a row with a reason; the caller updates the number of rows. @returns whether it was not marked before */
export const putMark = (store: Store, importId: number, reasonId: number, row: number): boolean =>
  store
    .prepare<[number, number, number]>(
      'INSERT INTO import_issue (import_id, reason_id, row_no) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(importId, reasonId, row).changes === 1;

/** Removes a reason's mark from a row; the caller updates the number of rows. @returns whether it was marked */
export const dropMark = (store: Store, importId: number, reasonId: number, row: number): boolean =>
  store
    .prepare<[number, number, number]>('DELETE FROM import_issue WHERE import_id = ? AND reason_id = ? AND row_no = ?')
    .run(importId, reasonId, row).changes === 1;

/** Deletes some of an import's marks. In the caller's write transaction. @returns the number deleted */
export const dropMarks = (store: Store, importId: number, atMost: number): number =>
  store
    .prepare<[number, number, number]>(
      `DELETE FROM import_issue WHERE import_id = ? AND (reason_id, row_no) IN
       (SELECT reason_id, row_no FROM import_issue WHERE import_id = ? LIMIT ?)`,
    )
    .run(importId, importId, atMost).changes;

/** The rows that have a reason, after a given row, in order. */
export const markedRows = (store: Store, importId: number, reasonId: number, behind: number, limit: number): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('import_issue')
        .select('row_no')
        .where('import_id', '=', importId)
        .where('reason_id', '=', reasonId)
        .where('row_no', '>', behind)
        .orderBy('row_no')
        .limit(limit),
    )
    .map(({ row_no }) => row_no);
