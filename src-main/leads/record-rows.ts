import type { LeadRecord } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Span } from './merge-rows.ts';

/** The connection and the vendor's id of a record. */
export interface RecordKey {
  readonly connectionId: number;
  readonly externalId: string;
}

/** The lead that a vendor's record currently belongs to; null if there is none. */
export const leadOfRecord = (store: Store, { connectionId, externalId }: RecordKey): number | null =>
  store
    .prepare<[number, string], number>('SELECT lead_id FROM lead_record WHERE connection_id = ? AND external_id = ?')
    .pluck()
    .get(connectionId, externalId) ?? null;

/** The lead that a record entered by hand currently belongs to; null if there is none. */
export const leadOfHandRecord = (store: Store, externalId: string): number | null =>
  store.get(
    sqlOf
      .selectFrom('lead_record')
      .select('lead_id')
      .where('kind', '=', 'hand')
      .where('external_id', '=', externalId)
      .where('connection_id', 'is', null),
  )?.lead_id ?? null;

/** A record exactly as the vendor sent it, as JSON; empty if it doesn't exist. */
export const rawOf = (store: Store, recordId: number): string =>
  store.get(sqlOf.selectFrom('lead_record').select('raw').where('id', '=', recordId))?.raw ?? '';

/** The records of a lead that were received in a time range, newest first. */
export const receivedIn = (store: Store, leadId: number, { from, before, limit }: Span) =>
  store.all(
    sqlOf
      .selectFrom('lead_record')
      .select(['id', 'received_at', 'connection_id', 'source', 'kind', 'who'])
      .where('lead_id', '=', leadId)
      .where('received_at', '>=', from)
      .where('received_at', '<', before)
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** Moves a record to another lead. In the caller's write transaction. */
export function giveRecord(store: Store, recordId: number, leadId: number): void {
  store.run(sqlOf.updateTable('lead_record').set({ lead_id: leadId }).where('id', '=', recordId));
}

/** Moves the records of one lead to another. In the caller's write transaction. */
export function giveRecords(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('lead_record').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Deletes the records of a lead. In the caller's write transaction. */
export function eraseRecords(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('lead_record').where('lead_id', '=', leadId));
}

/** The keys of the vendors' records of some leads. Records entered by hand or from a file have no vendor. */
export const recordKeysOf = (store: Store, leadIds: readonly number[]): RecordKey[] => {
  const read = store.prepare<[number], RecordKey>(
    `SELECT connection_id AS connectionId, external_id AS externalId FROM lead_record
     WHERE lead_id = ? AND connection_id IS NOT NULL ORDER BY id`,
  );
  return leadIds.flatMap((id) => read.all(id));
};

/** A record without its content. */
export interface RecordHead {
  readonly id: number;
  readonly connectionId: number | null;
  readonly externalId: string;
  readonly kind: LeadRecord['kind'];
  readonly source: string;
  readonly unlocked: boolean;
}

/** The records of a lead without their content, oldest first. */
export const recordHeadsOf = (store: Store, leadId: number): RecordHead[] =>
  store
    .prepare<[number], Omit<RecordHead, 'unlocked'> & { unlocked: number }>(
      `SELECT id, connection_id AS connectionId, external_id AS externalId, kind, source, unlocked FROM lead_record
       WHERE lead_id = ? ORDER BY id`,
    )
    .all(leadId)
    .map((row) => ({ ...row, unlocked: row.unlocked === 1 }));
