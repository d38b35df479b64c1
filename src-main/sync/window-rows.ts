import { eachOf } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { WindowShape } from './windows.ts';

/** Which read of a source a window belongs to: a sync, or the full read in the background. */
export type Lane = 'sync' | 'background';

/** A window that is still to be asked for. */
export interface StoredWindow extends WindowShape {
  readonly id: number;
  /** How far it is read, where it is read page by page; null where it is asked for as a whole. */
  readonly position: unknown;
}

/** A window that is to be asked for, and from where on. */
export interface NewWindow extends WindowShape {
  readonly position?: unknown;
}

/** Adds windows to what is to be asked for. */
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

/** The window to ask for next: the oldest leads first, so that ids of this desk follow the time in which leads came. */
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

/** A window was read. */
export function closeWindow(store: Store, id: number, read: number): void {
  store.run(sqlOf.updateTable('sync_window').set({ state: 'done', read }).where('id', '=', id));
}

/** The windows of a read that are still to be asked for, oldest first. */
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

/** Forgets what a read still had to ask for. */
export function dropWindows(store: Store, connectionId: number, lane: Lane): void {
  store.run(sqlOf.deleteFrom('sync_window').where('connection_id', '=', connectionId).where('lane', '=', lane));
}

/** Whether leads are already asked for by when they were unlocked, in the sync under way. */
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

/** How far the pages of a sync have been read. */
export interface PagesWindow<Position> {
  readonly id: number;
  /** Only offers from this second on; null for all. */
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

/** The pass over pages that is under way. */
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

/** Notes how far a pass has come. */
export function movePages(store: Store, id: number, position: unknown): void {
  store.run(
    sqlOf
      .updateTable('sync_window')
      .set({ position: JSON.stringify(position) })
      .where('id', '=', id),
  );
}

/** Those of the keys that no page of a pass has shown yet; each once. */
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

/** Notes what a page of a pass has shown. In the transaction of its records. */
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

/** A pass begins anew somewhere else: what its pages have shown counts no more. */
export function forgetSeen(store: Store, windowId: number): void {
  store.run(sqlOf.deleteFrom('sync_seen').where('window_id', '=', windowId));
}
