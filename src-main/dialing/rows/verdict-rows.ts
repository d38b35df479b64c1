import { type Store, sqlOf } from '../../db/store.ts';

/** The number of an import's rows with each verdict, by its number. Verdicts without rows may be missing. */
export const rowsByVerdict = (store: Store, importId: number): Map<number, number> =>
  new Map(
    store
      .all(sqlOf.selectFrom('import_verdict').select(['verdict', 'rows']).where('import_id', '=', importId))
      .map((row) => [row.verdict, row.rows]),
  );

/** Adds to the stored number of rows with a verdict, in the transaction that changed them. */
export function addToVerdict(store: Store, importId: number, verdict: number, by: number): void {
  if (by === 0) return;
  // These are two statements because a negative number can't be inserted, not even if the row exists already.
  const { changes } = store.run(
    sqlOf
      .updateTable('import_verdict')
      .set((eb) => ({ rows: eb('rows', '+', by) }))
      .where('import_id', '=', importId)
      .where('verdict', '=', verdict),
  );
  if (changes === 0) store.run(sqlOf.insertInto('import_verdict').values({ import_id: importId, verdict, rows: by }));
}

/** Deletes the counts, because the rows are checked again. */
export function dropVerdicts(store: Store, importId: number): void {
  store.run(sqlOf.deleteFrom('import_verdict').where('import_id', '=', importId));
}
