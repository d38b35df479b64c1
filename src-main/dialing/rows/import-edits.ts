import { type Selectable, sql } from 'kysely';
import { verdicts } from '../../../src-preload/contract/index.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { ImportEditTable } from '../../db/tables.ts';
import { fromRowId, rowId } from '../row-id.ts';
import type { ImportRow } from './import-rows.ts';

type Stored = Selectable<ImportEditTable>;

/** The operator's input about a row: values that replace the file's, and whether it is sent. */
export interface RowEdit {
  readonly edits: Readonly<Record<string, string>> | undefined;
  readonly decision: Stored['decision'];
}

/** All input about the rows of an import, by row id. */
export function editsOfImport(store: Store, importId: number): Map<number, RowEdit> {
  const found = new Map<number, RowEdit>();
  for (const row of store.all(sqlOf.selectFrom('import_edit').selectAll().where('import_id', '=', importId))) {
    const edits = row.edits === null ? undefined : (JSON.parse(row.edits) as Record<string, string>);
    found.set(rowId(importId, row.row_no), { edits, decision: row.decision });
  }
  return found;
}

/** A row with the operator's input about it. `edits` is JSON. */
export interface EditedRow extends ImportRow {
  readonly edits: string | null;
  readonly decision: Stored['decision'];
}

/** A row by its id, with the operator's input about it; undefined if it doesn't exist. */
export const readRow = (store: Store, id: number): EditedRow | undefined =>
  store
    .prepare<[number], EditedRow>(
      `SELECT r.id, r.record, r.phone, r.verdict, r.issues, e.edits, e.decision FROM import_row r
       LEFT JOIN import_edit e ON e.import_id = r.id / 2147483648 AND e.row_no = r.id % 2147483648 WHERE r.id = ?`,
    )
    .get(id);

/** A change of the operator's input about a row, with the edits as JSON. What is not given stays. */
export type EditChange = Partial<Pick<Stored, 'edits' | 'decision'>>;

/** Stores the operator's input about a row. In the caller's write transaction. */
export function saveEdit(store: Store, id: number, change: EditChange): void {
  const { importId, row } = fromRowId(id);
  const { edits = null, decision = null } = change;
  store.run(
    sqlOf
      .insertInto('import_edit')
      .values({ import_id: importId, row_no: row, edits, decision })
      .onConflict((conflict) => conflict.columns(['import_id', 'row_no']).doUpdateSet(change)),
  );
}

/** Deletes the values entered for a row, and leaves it out, if there is any input about it. In the caller's write transaction. */
export function emptyEdit(store: Store, id: number): void {
  const { importId, row } = fromRowId(id);
  store.run(
    sqlOf
      .updateTable('import_edit')
      .set({ edits: null, decision: 'leave-out' })
      .where('import_id', '=', importId)
      .where('row_no', '=', row),
  );
}

/** Deletes all input about the rows of an import. In the caller's write transaction. */
export function dropEdits(store: Store, importId: number): void {
  store.run(sqlOf.deleteFrom('import_edit').where('import_id', '=', importId));
}

/** How many rows with one of these reasons are sent because the operator decided so, counted up to a limit. */
export function countSentAnyway(store: Store, importId: number, reasonIds: readonly number[], atMost: number): number {
  const sent = sqlOf
    .selectFrom('import_edit as e')
    .innerJoin('import_row as r', (join) => join.on(sql<boolean>`r.id = e.import_id * 2147483648 + e.row_no`))
    .select('r.id')
    .where('e.import_id', '=', importId)
    .where('e.decision', '=', 'send')
    .where('r.verdict', '=', verdicts.send)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('import_issue as i')
          .select('i.row_no')
          .whereRef('i.import_id', '=', 'e.import_id')
          .whereRef('i.row_no', '=', 'e.row_no')
          .where('i.reason_id', 'in', inList(reasonIds)),
      ),
    )
    .limit(atMost);
  const counted = sqlOf.selectFrom(sent.as('sent')).select((eb) => eb.fn.countAll<number>().as('rows'));
  return store.get(counted)?.rows ?? 0;
}
