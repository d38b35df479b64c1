import type { Insertable, Selectable } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { SyncFullReadTable } from '../db/sync-tables.ts';

export type FullReadRow = Selectable<SyncFullReadTable>;

/** The full read in progress in the background. */
export const readFullRead = (store: Store, id: number): FullReadRow | undefined =>
  store.get(sqlOf.selectFrom('sync_full_read').selectAll().where('connection_id', '=', id));

/** Adds one. In the caller's write transaction. */
export function addFullRead(store: Store, row: Insertable<SyncFullReadTable>): void {
  store.run(sqlOf.insertInto('sync_full_read').values(row));
}

/** Changes its columns. */
export function updateFullRead(store: Store, id: number, change: Partial<Omit<FullReadRow, 'connection_id'>>): void {
  store.run(sqlOf.updateTable('sync_full_read').set(change).where('connection_id', '=', id));
}

/** Deletes it, including its position. */
export function removeFullRead(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('sync_full_read').where('connection_id', '=', id));
}
