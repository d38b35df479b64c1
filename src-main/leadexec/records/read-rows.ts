import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { Place } from './kinds.ts';

/** When a place was read. */
export interface ReadState {
  readonly readAt: Millis | null;
  readonly openedAt: Millis | null;
  readonly error: string | null;
}

const NEVER: ReadState = { readAt: null, openedAt: null, error: null };

export function readState(store: Store, { connectionId, kind, parent }: Place): ReadState {
  const row = store.get(
    sqlOf
      .selectFrom('leadexec_read')
      .select(['read_at as readAt', 'opened_at as openedAt', 'error'])
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('parent', '=', parent),
  );
  return row ?? NEVER;
}

/** Stores that a place was read or opened, or why it could not be read. */
export function noteRead(store: Store, place: Place, change: Partial<ReadState>): void {
  const { readAt, openedAt, error } = { ...readState(store, place), ...change };
  const values = { read_at: readAt, opened_at: openedAt, error };
  store.run(
    sqlOf
      .insertInto('leadexec_read')
      .values({ connection_id: place.connectionId, kind: place.kind, parent: place.parent, ...values })
      .onConflict((conflict) => conflict.columns(['connection_id', 'kind', 'parent']).doUpdateSet(values)),
  );
}

/** Places that were opened after a time and last read before another, the oldest first. */
export const placesDue = (
  store: Store,
  { openedAfter, readBefore, count }: { openedAfter: Millis; readBefore: Millis; count: number },
): { readonly connectionId: number; readonly kind: string; readonly parent: number }[] =>
  store.all(
    sqlOf
      .selectFrom('leadexec_read')
      .select(['connection_id as connectionId', 'kind', 'parent'])
      .where('opened_at', '>', openedAfter)
      .where('read_at', '<', readBefore)
      .orderBy('read_at')
      .limit(count),
  );

export const forgetReads = (store: Store, connectionId: number): void =>
  void store.run(sqlOf.deleteFrom('leadexec_read').where('connection_id', '=', connectionId));

/** The connections with stored read times. */
export const connectionsWithReads = (store: Store): number[] =>
  store
    .all(sqlOf.selectFrom('leadexec_read').select('connection_id').distinct())
    .map(({ connection_id }) => connection_id);
