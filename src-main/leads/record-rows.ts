import type { LeadRecord } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

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
