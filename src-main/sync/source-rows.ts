import type { Selectable } from 'kysely';
import type { StoredConnection } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { SyncSourceTable } from '../db/sync-tables.ts';
import { forgetAtVendor, markGone } from '../leads/rows/at-vendor.ts';
import { removeFullRead } from './full-read-rows.ts';
import { dropWindows } from './window-rows.ts';

/** The stored state of a source. */
export type SourceRow = Selectable<SyncSourceTable>;

/** The address and choice of leads that is fetched. If they change, the leads are different, and what was fetched before proves nothing. */
function targetOf({ url, source }: StoredConnection): string {
  const choice = source?.kind === 'locumjobs' ? [source.from, source.only] : [source?.only];
  return JSON.stringify([url, ...choice]);
}

/** The state of a source. It starts again if its address or its choice of leads has changed. */
export function sourceRow(store: Store, connection: StoredConnection): SourceRow {
  const target = targetOf(connection);
  const row = readSource(store, connection.id);
  if (row?.target === target) return row;
  store.write(() => {
    if (row) {
      forgetProgress(store, connection.id);
      forgetAtVendor(store, connection.id);
    } else {
      store.run(
        sqlOf.insertInto('sync_source').values({
          connection_id: connection.id,
          target,
          cursor: null,
          began_at: null,
          range_from: null,
          expected: null,
          newest: null,
          synced_to: null,
          last_success_at: null,
          full_at: null,
          error: null,
          gap: null,
          page_cap: null,
          place: null,
          habits: null,
          newest_few: null,
        }),
      );
    }
    // A wait that another address or account asked for doesn't apply.
    updateSource(store, connection.id, { target, not_before: 0 });
  });
  return mustRead(store, connection.id);
}

export function readSource(store: Store, id: number): SourceRow | undefined {
  return store.get(sqlOf.selectFrom('sync_source').selectAll().where('connection_id', '=', id));
}

function mustRead(store: Store, id: number): SourceRow {
  const row = readSource(store, id);
  if (!row) throw new Error(`Source ${id} has no row`);
  return row;
}

/** Changes columns of a source. */
export function updateSource(store: Store, id: number, change: Partial<Omit<SourceRow, 'connection_id'>>): void {
  store.run(sqlOf.updateTable('sync_source').set(change).where('connection_id', '=', id));
}

/** Makes the next sync of the source fetch everything. Stored leads are kept. */
export function forgetProgress(store: Store, id: number): void {
  store.write(() => {
    dropReads(store, id);
    updateSource(store, id, {
      cursor: null,
      began_at: null,
      is_full: 0,
      range_from: null,
      read: 0,
      expected: null,
      newest: null,
      full_at: null,
      next_at: 0,
      largest_page: 0,
      page_cap: null,
      place: null,
      habits: null,
      newest_few: null,
    });
  });
}

/** Deletes what a sync and the full read in the background still had to request. */
function dropReads(store: Store, id: number): void {
  for (const lane of ['sync', 'background'] as const) dropWindows(store, id, lane);
  removeFullRead(store, id);
}

/** Deletes the state of a removed source. Its leads are kept. */
export function dropSource(store: Store, id: number): void {
  store.write(() => {
    dropReads(store, id);
    store.run(sqlOf.deleteFrom('sync_source').where('connection_id', '=', id));
  });
}

/**
 * The change of the row when a full read starts: it gets a new number. Records that an earlier full read received and this one doesn't are
 * gone at the vendor, if this one ends without a gap.
 */
export const beginFullRead = (row: Pick<SourceRow, 'pass'>) => ({ gap: null, pass: row.pass + 1, pass_unsure: 0 });

/** Ends a full read and marks what it did not receive. @returns how many records are newly marked as gone */
export function endFullRead(store: Store, row: SourceRow, gap: string | null, now: number): number {
  const whole = gap === null && row.pass_unsure === 0;
  return whole ? markGone(store, row.connection_id, row.pass, now) : 0;
}

/**
 * Ends the sync in progress, and what it covered counts from now on. In the transaction of its last records.
 * @returns how many records are newly marked as gone at the vendor
 */
export function endSync(store: Store, row: SourceRow, now: number): number {
  const began = row.began_at ?? now;
  // Of two clocks the earlier one counts. A desk whose clock is ahead would otherwise only look at a time when no lead can exist yet.
  const newest = row.newest === null ? row.cursor : Math.min(row.newest, began);
  dropWindows(store, row.connection_id, 'sync');
  updateSource(store, row.connection_id, {
    cursor: newest,
    began_at: null,
    range_from: null,
    asked: 0,
    fresh: 0,
    expected: null,
    synced_to: began,
    last_success_at: now,
    failures: 0,
    error: null,
    not_before: 0,
    ...(row.is_full ? { full_at: began, is_full: 0 } : {}),
  });
  return row.is_full ? endFullRead(store, row, row.gap, now) : 0;
}
