import { z } from 'zod';
import { type RecordEdit, type RecordKind, recordKind } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Members } from './shown-values.ts';

/** A saved edit. */
export interface StoredSave {
  readonly requestId: number;
  readonly kind: RecordKind;
  readonly parent: number;
  /** 0 for a created record. */
  readonly recordId: number;
  /** What the record must still be when the change is sent; null for a created one. */
  readonly expects: Members | null;
  /** The edit that undoes it. */
  readonly before: RecordEdit;
  /** The record after it was read again; null until then. */
  readonly after: After | null;
}

/** `id` is that of a created record, 0 if it was not found. Saves of earlier versions have neither it nor `reordered`. */
const after = z.object({
  revision: z.string(),
  differs: z.array(z.string()),
  reordered: z.array(z.string()).default([]),
  id: z.number().optional(),
});
type After = z.infer<typeof after>;

/** Stores that a request is an edit of a record. */
export function addSave(store: Store, save: Omit<StoredSave, 'after'>): void {
  store.run(
    sqlOf.insertInto('leadexec_save').values({
      request_id: save.requestId,
      kind: save.kind,
      parent: save.parent,
      record_id: save.recordId,
      expects: save.expects === null ? null : JSON.stringify(save.expects),
      before: JSON.stringify(save.before),
    }),
  );
}

/** The edit of a request; null for other requests. */
export function saveRow(store: Store, requestId: number): StoredSave | null {
  const row = store.get(sqlOf.selectFrom('leadexec_save').selectAll().where('request_id', '=', requestId));
  if (!row) return null;
  return {
    requestId,
    kind: recordKind.parse(row.kind),
    parent: row.parent,
    recordId: row.record_id,
    // The JSON was written by this program.
    expects: row.expects === null ? null : (JSON.parse(row.expects) as Members),
    before: JSON.parse(row.before) as RecordEdit,
    after: row.after === null ? null : after.parse(JSON.parse(row.after)),
  };
}

/** The number of edits that are checked for being finished. */
const LATEST = 1_000;

/** The latest edits that were not read again yet, in order. */
export const savesToCompare = (store: Store): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('leadexec_save')
        .select('request_id')
        .where('after', 'is', null)
        .orderBy('request_id', 'desc')
        .limit(LATEST),
    )
    .reverse()
    .map(({ request_id }) => request_id);

export const noteAfter = (store: Store, requestId: number, read: After): void =>
  void store.run(
    sqlOf
      .updateTable('leadexec_save')
      .set({ after: JSON.stringify(read) })
      .where('request_id', '=', requestId),
  );

export const removeSave = (store: Store, requestId: number): void =>
  void store.run(sqlOf.deleteFrom('leadexec_save').where('request_id', '=', requestId));
