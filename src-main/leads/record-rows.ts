import type { LeadRecord } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Span } from './merge-rows.ts';

/** What a vendor calls a record. */
export interface RecordKey {
  readonly connectionId: number;
  readonly externalId: string;
}

/** The lead that a vendor's record belongs to now; null when none has it. */
export const leadOfRecord = (store: Store, { connectionId, externalId }: RecordKey): number | null =>
  store
    .prepare<[number, string], number>('SELECT lead_id FROM lead_record WHERE connection_id = ? AND external_id = ?')
    .pluck()
    .get(connectionId, externalId) ?? null;

/** The lead that a record typed in by hand belongs to now; null when none has it. */
export const leadOfHandRecord = (store: Store, externalId: string): number | null =>
  store.get(
    sqlOf
      .selectFrom('lead_record')
      .select('lead_id')
      .where('kind', '=', 'hand')
      .where('external_id', '=', externalId)
      .where('connection_id', 'is', null),
  )?.lead_id ?? null;

/** What a vendor sent of a record, whole, as JSON; empty when there is no such record. */
export const rawOf = (store: Store, recordId: number): string =>
  store.get(sqlOf.selectFrom('lead_record').select('raw').where('id', '=', recordId))?.raw ?? '';

/** The records of a lead that came in a span, newest first. */
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

/** A record belongs to another lead now. In the caller's write transaction. */
export function giveRecord(store: Store, recordId: number, leadId: number): void {
  store.run(sqlOf.updateTable('lead_record').set({ lead_id: leadId }).where('id', '=', recordId));
}

/** The records of one lead are another's. In the caller's write transaction. */
export function giveRecords(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('lead_record').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Forgets the records of a lead. In the caller's write transaction. */
export function eraseRecords(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('lead_record').where('lead_id', '=', leadId));
}

/** The vendors' records of some leads; those that came by hand or from a file have no vendor. */
export const recordKeysOf = (store: Store, leadIds: readonly number[]): RecordKey[] => {
  const read = store.prepare<[number], RecordKey>(
    `SELECT connection_id AS connectionId, external_id AS externalId FROM lead_record
     WHERE lead_id = ? AND connection_id IS NOT NULL ORDER BY id`,
  );
  return leadIds.flatMap((id) => read.all(id));
};

/** A record without what it holds. */
export interface RecordHead {
  readonly id: number;
  readonly connectionId: number | null;
  readonly externalId: string;
  readonly kind: LeadRecord['kind'];
  readonly source: string;
  readonly unlocked: boolean;
}

/** The records of a lead without what they hold, oldest first. */
export const recordHeadsOf = (store: Store, leadId: number): RecordHead[] =>
  store
    .prepare<[number], Omit<RecordHead, 'unlocked'> & { unlocked: number }>(
      `SELECT id, connection_id AS connectionId, external_id AS externalId, kind, source, unlocked FROM lead_record
       WHERE lead_id = ? ORDER BY id`,
    )
    .all(leadId)
    .map((row) => ({ ...row, unlocked: row.unlocked === 1 }));
