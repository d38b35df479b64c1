import type { LeadFields, LeadRecord } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { packFields, unpackFields } from '../fields.ts';
import type { PersonRecord } from '../person.ts';
import type { Span } from './merges.ts';

/** A record from the store. */
export interface StoredRecord extends PersonRecord {
  readonly leadId: number;
  readonly source: string;
  readonly externalId: string;
  readonly receivedAt: number;
}

interface RecordRow {
  id: number;
  lead_id: number;
  connection_id: number | null;
  kind: LeadRecord['kind'];
  source: string;
  external_id: string;
  fields: string;
  unlocked: number;
  received_at: number;
  changed_at: number;
}

const COLUMNS = 'id, lead_id, connection_id, kind, source, external_id, fields, unlocked, received_at, changed_at';

/** The records of a lead, oldest first. */
export function recordsOf(store: Store, leadId: number): StoredRecord[] {
  return store
    .prepare<[number], RecordRow>(`SELECT ${COLUMNS} FROM lead_record WHERE lead_id = ? ORDER BY id`)
    .all(leadId)
    .map((row) => ({
      id: row.id,
      leadId: row.lead_id,
      connectionId: row.connection_id,
      kind: row.kind,
      source: row.source,
      externalId: row.external_id,
      fields: unpackFields(row.fields),
      unlocked: row.unlocked === 1,
      receivedAt: row.received_at,
      changedAt: row.changed_at,
    }));
}

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

/** The leads from one on that have a record, in order. */
export const leadsOfRecordsFrom = (store: Store, from: number, limit: number): number[] =>
  store
    .prepare<[number, number], number>(
      'SELECT DISTINCT lead_id FROM lead_record WHERE lead_id >= ? ORDER BY lead_id LIMIT ?',
    )
    .pluck()
    .all(from, limit);

/** Adds a record of what is left of a salvaged lead, unless it has one. */
export function addSalvaged(
  store: Store,
  { leadId, raw, fields, at }: { leadId: number; raw: string; fields: string; at: number },
): void {
  store
    .prepare(
      `INSERT OR IGNORE INTO lead_record (lead_id, connection_id, kind, source, external_id, raw, fields, received_at, changed_at)
       VALUES (?, NULL, 'hand', 'Salvaged', ?, ?, ?, ?, ?)`,
    )
    .run(leadId, `salvaged-${leadId}`, raw, fields, at, at);
}

/** A record of a source that is stored already. */
export interface HeldRecord {
  readonly id: number;
  readonly lead_id: number;
  readonly external_id: string;
  readonly raw: string;
  readonly last_raw: string | null;
  readonly unlocked: number;
}

const HELD =
  'SELECT r.id, r.lead_id, r.external_id, r.raw, r.last_raw, r.unlocked FROM json_each(?) CROSS JOIN lead_record r ON r.external_id = value';
const BY_CONNECTION = `${HELD} AND connection_id = ?`;
const BY_KIND = `${HELD} AND kind = ? AND connection_id IS NULL`;

/** Those of these records of a connection, or of a kind that has no connection, that are stored, by the vendor's id. */
export function heldRecords(
  store: Store,
  externalIds: readonly string[],
  { connectionId, kind }: { readonly connectionId: number | null; readonly kind: LeadRecord['kind'] },
): Map<string, HeldRecord> {
  const rows = store
    .prepare<[string, number | string], HeldRecord>(connectionId === null ? BY_KIND : BY_CONNECTION)
    .all(JSON.stringify(externalIds), connectionId ?? kind);
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** The fields of a record. */
export const fieldsOfRecord = (store: Store, id: number): LeadFields =>
  unpackFields(store.prepare('SELECT fields FROM lead_record WHERE id = ?').pluck().get(id) as string);

/** Updates a record that was received again; `changedAt` null if nothing of its fields has changed. */
export function updateRecord(
  store: Store,
  id: number,
  to: {
    readonly raw: string;
    readonly lastRaw: string | null;
    readonly fields: LeadFields;
    readonly unlocked: boolean;
    readonly changedAt: number | null;
  },
): void {
  store
    .prepare(
      'UPDATE lead_record SET raw = ?, last_raw = ?, fields = ?, unlocked = ?, changed_at = coalesce(?, changed_at) WHERE id = ?',
    )
    .run(to.raw, to.lastRaw, packFields(to.fields), to.unlocked ? 1 : 0, to.changedAt, id);
}
