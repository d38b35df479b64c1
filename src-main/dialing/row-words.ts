import { type Store, sqlOf } from '../db/store.ts';
import { rowId } from './row-id.ts';

/** The operator's input about a row: values that replace the file's, and whether it is sent. */
export interface RowWord {
  readonly edits: Readonly<Record<string, string>> | undefined;
  readonly decision: 'send' | 'leave-out' | null;
}

/** All input about the rows of an import, by row id. */
export function readWords(store: Store, importId: number): Map<number, RowWord> {
  const words = new Map<number, RowWord>();
  for (const row of store.all(sqlOf.selectFrom('import_edit').selectAll().where('import_id', '=', importId))) {
    const edits = row.edits === null ? undefined : (JSON.parse(row.edits) as Record<string, string>);
    words.set(rowId(importId, row.row_no), { edits, decision: row.decision });
  }
  return words;
}
