import { eachOf } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { WindowShape } from './windows.ts';

/** Which read of a source a window belongs to: a sync, or the full read in the background. */
export type Lane = 'sync' | 'background';

/** A window that is still to be requested. */
export interface StoredWindow extends WindowShape {
  readonly id: number;
  /** The position in it if it is read page by page; null if it is requested as a whole. */
  readonly position: unknown;
}

/** A window to be requested, with its starting position. */
export interface NewWindow extends WindowShape {
  readonly position?: unknown;
}

/** Adds windows to those to be requested. */
export function addWindows(store: Store, connectionId: number, lane: Lane, windows: readonly NewWindow[]): void {
  for (const { axis, from, to, refine, position = null } of windows) {
    store.run(
      sqlOf.insertInto('sync_window').values({
        connection_id: connectionId,
        lane,
        axis,
        from_s: from,
        to_s: to,
        refine: JSON.stringify(refine),
        position: position === null ? null : JSON.stringify(position),
        state: 'waiting',
      }),
    );
  }
}

/** The next window to request. The oldest leads come first, so that ids of this desk follow the order in which leads arrived. */
export function nextWindow(store: Store, connectionId: number, lane: Lane): StoredWindow | null {
  const row = store.get(
    sqlOf
      .selectFrom('sync_window')
      .select(['id', 'axis', 'from_s', 'to_s', 'refine', 'position'])
      .where('connection_id', '=', connectionId)
      .where('state', '=', 'waiting')
      .where('lane', '=', lane)
      .where('axis', '<>', 'offers')
      .orderBy('axis')
      .orderBy('from_s')
      .orderBy('id')
      .limit(1),
  );
  if (!row || row.axis === 'offers') return null;
  return {
    id: row.id,
    axis: row.axis,
    from: row.from_s,
    to: row.to_s,
    refine: JSON.parse(row.refine) as WindowShape['refine'],
    position: row.position === null ? null : (JSON.parse(row.position) as unknown),
  };
}

/** Deletes a window that was read. */
export function closeWindow(store: Store, id: number, read: number): void {
  store.run(sqlOf.updateTable('sync_window').set({ state: 'done', read }).where('id', '=', id));
}

/** The windows of a read that are still to be requested, oldest first. */
export function waitingWindows(store: Store, connectionId: number, lane: Lane): WindowShape[] {
  return store
    .all(
      sqlOf
        .selectFrom('sync_window')
        .select(['axis', 'from_s', 'to_s', 'refine'])
        .where('connection_id', '=', connectionId)
        .where('state', '=', 'waiting')
        .where('lane', '=', lane)
        .where('axis', '<>', 'offers')
        .orderBy('axis')
        .orderBy('from_s')
        .orderBy('id'),
    )
    .flatMap(({ axis, from_s, to_s, refine }) =>
      axis === 'offers' ? [] : [{ axis, from: from_s, to: to_s, refine: JSON.parse(refine) as WindowShape['refine'] }],
    );
}

/** Deletes what a read still had to request. */
export function dropWindows(store: Store, connectionId: number, lane: Lane): void {
  store.run(sqlOf.deleteFrom('sync_window').where('connection_id', '=', connectionId).where('lane', '=', lane));
}

/** Whether the sync in progress already requests leads by unlock time. */
export function asksByUnlock(store: Store, connectionId: number, lane: Lane): boolean {
  return (
    store.get(
      sqlOf
        .selectFrom('sync_window')
        .select('id')
        .where('connection_id', '=', connectionId)
        .where('lane', '=', lane)
        .where('axis', '=', 'unlocked')
        .limit(1),
    ) !== undefined
  );
}

/** The position of a sync that reads pages. */
export interface PagesWindow<Position> {
  readonly id: number;
  /** Only offers since this second; null for all. */
  readonly from: number | null;
  readonly position: Position;
}

/** Adds a pass over pages. */
export function addPages(store: Store, connectionId: number, from: number | null, position: unknown): void {
  store.run(
    sqlOf.insertInto('sync_window').values({
      connection_id: connectionId,
      axis: 'offers',
      from_s: from,
      to_s: null,
      refine: '{}',
      position: JSON.stringify(position),
      state: 'waiting',
    }),
  );
}

/** The pass over pages that is in progress. */
export function nextPages<Position>(store: Store, connectionId: number): PagesWindow<Position> | null {
  const row = store.get(
    sqlOf
      .selectFrom('sync_window')
      .select(['id', 'from_s', 'position'])
      .where('connection_id', '=', connectionId)
      .where('state', '=', 'waiting')
      .where('lane', '=', 'sync')
      .where('axis', '=', 'offers')
      .orderBy('id')
      .limit(1),
  );
  if (!row) return null;
  return { id: row.id, from: row.from_s, position: JSON.parse(row.position ?? 'null') as Position };
}

/** Stores the position of a pass. */
export function movePages(store: Store, id: number, position: unknown): void {
  store.run(
    sqlOf
      .updateTable('sync_window')
      .set({ position: JSON.stringify(position) })
      .where('id', '=', id),
  );
}

/** The keys that no page of a pass has contained yet, each once. */
export const freshKeys = (store: Store, windowId: number, keys: readonly string[]): ReadonlySet<string> =>
  new Set(
    store
      .all(
        sqlOf
          .selectFrom(eachOf(keys).as('j'))
          .select('j.value')
          .distinct()
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('sync_seen as s')
                  .select('s.key')
                  .where('s.window_id', '=', windowId)
                  .whereRef('s.key', '=', 'j.value'),
              ),
            ),
          ),
      )
      .map(({ value }) => value),
  );

/** Stores which keys a page of a pass contained. In the transaction of its records. */
export function noteSeen(store: Store, windowId: number, keys: Iterable<string>): void {
  store.run(
    sqlOf
      .insertInto('sync_seen')
      .orIgnore()
      .columns(['window_id', 'key'])
      .expression(
        sqlOf
          .selectFrom(eachOf([...keys]).as('shown'))
          .select((eb) => [eb.val(windowId).as('window_id'), 'shown.value as key']),
      ),
  );
}

/** Deletes which keys a pass has seen, because it starts again at another address. */
export function forgetSeen(store: Store, windowId: number): void {
  store.run(sqlOf.deleteFrom('sync_seen').where('window_id', '=', windowId));
}
