import type { Store } from '../db/store.ts';
import { type RecordKey, recordKeysOf } from '../leads/record-rows.ts';

/** An offered lead by what its vendor calls it; undefined when there is none. */
export const offeredByKey = (store: Store, { connectionId, externalId }: RecordKey): number | undefined =>
  store
    .prepare<[number, string], number>('SELECT id FROM offered_lead WHERE connection_id = ? AND external_id = ?')
    .pluck()
    .get(connectionId, externalId);

/** The offered leads of leads in the inbox: those of their records. */
export const offeredOfLeads = (store: Store, leadIds: readonly number[]): number[] =>
  recordKeysOf(store, leadIds).flatMap((key) => offeredByKey(store, key) ?? []);
