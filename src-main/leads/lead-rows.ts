import type { LeadRecord } from '../../src-preload/contract/index.ts';
import { compiledWith } from '../db/compiled-with.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { unpackFields } from './fields.ts';
import { type Person, type PersonRecord, type PersonRow, personOf } from './person.ts';

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

/** Whether there is any lead on this desk. */
export const hasLeads = (store: Store): boolean =>
  store.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM lead)').pluck().get() === 1;

const existing = compiledWith(({ id }: { id: number }) => sqlOf.selectFrom('lead').select('id').where('id', '=', id));

/** Whether a lead with this id exists. */
export const hasLead = (store: Store, id: number): boolean => store.get(existing({ id })) !== undefined;

/** The id of the newest lead; 0 if there is none. */
export const newestLead = (store: Store): number =>
  store.get(sqlOf.selectFrom('lead').select((eb) => eb.fn.max('id').as('id')))?.id ?? 0;

/** Deletes the row of a lead that no longer has records. In the caller's write transaction. */
export function dropLead(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead').where('id', '=', id));
}

/** A lead's name; empty if it has none. Undefined if the lead doesn't exist. */
export const leadName = (store: Store, id: number): string | undefined => {
  const row = store
    .prepare<[number], { first: string; last: string }>(
      'SELECT first_name AS first, last_name AS last FROM lead WHERE id = ?',
    )
    .get(id);
  return row && `${row.first} ${row.last}`.trim();
};

/** Whether a lead's contact details are unlocked; undefined if the lead doesn't exist. */
export const isUnlocked = (store: Store, id: number): boolean | undefined => {
  const unlocked = store.prepare<[number], number>('SELECT unlocked FROM lead WHERE id = ?').pluck().get(id);
  return unlocked === undefined ? undefined : unlocked === 1;
};

/** How often a lead was called; 0 if it doesn't exist. */
export const attemptsOfLead = (store: Store, id: number): number =>
  store.prepare<[number], number>('SELECT attempts FROM lead WHERE id = ?').pluck().get(id) ?? 0;

/** The phones by which a lead is found. */
export const phonesOfLead = (store: Store, id: number): string[] =>
  store.prepare<[number], string>('SELECT phone FROM lead_phone WHERE lead_id = ?').pluck().all(id);

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

/** The columns of a lead that show who the person is. */
export const PERSON_COLUMNS = [
  'first_name',
  'last_name',
  'name_key',
  'phone',
  'email',
  'city',
  'state',
  'zip',
  'license',
  'licensed_states',
  'specialties',
  'experience',
  'employment_type',
  'unlocked',
  'applied',
  'sent_at',
] as const satisfies readonly (keyof PersonRow)[];

const INSERT = `INSERT INTO lead (id, received_at, ${PERSON_COLUMNS.join(', ')}) VALUES (?, ?, ${PERSON_COLUMNS.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE lead SET ${PERSON_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;

/** The values of `PERSON_COLUMNS`, in their order. */
export const personValues = (row: PersonRow): PersonRow[keyof PersonRow][] => PERSON_COLUMNS.map((name) => row[name]);

/** Inserts the row of a lead; `id` is given if it had one before. @returns its id */
export function insertLead(store: Store, row: PersonRow, receivedAt: number, id: number | null = null): number {
  return Number(store.prepare(INSERT).run(id, receivedAt, ...personValues(row)).lastInsertRowid);
}

/** Updates the columns of the person. */
export function updateLead(store: Store, id: number, row: PersonRow): void {
  store.prepare(UPDATE).run(...personValues(row), id);
}

const ADD_PHONE = 'INSERT OR IGNORE INTO lead_phone (phone, lead_id) VALUES (?, ?)';
const ADD_EMAIL = 'INSERT OR IGNORE INTO lead_email (email, lead_id) VALUES (?, ?)';

/** Stores the keys by which a lead is recognized. */
export function addKeys(store: Store, id: number, keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): void {
  for (const phone of keys.phoneKeys) store.prepare(ADD_PHONE).run(phone, id);
  for (const email of keys.emailKeys) store.prepare(ADD_EMAIL).run(email, id);
}

/** Deletes keys that a lead no longer has. */
export function removeKeys(store: Store, id: number, keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): void {
  const phones = store.prepare('DELETE FROM lead_phone WHERE phone = ? AND lead_id = ?');
  const emails = store.prepare('DELETE FROM lead_email WHERE email = ? AND lead_id = ?');
  for (const phone of keys.phoneKeys) phones.run(phone, id);
  for (const email of keys.emailKeys) emails.run(email, id);
}

/** The columns of a lead that matter for calling it; undefined if it doesn't exist. */
export function calleeOf(
  store: Store,
  leadId: number,
): { readonly phones: readonly string[]; readonly zip: string; readonly state: string } | undefined {
  const records = recordsOf(store, leadId);
  if (records.length === 0) return undefined;
  const { phones, row } = personOf(records);
  return { phones, zip: row.zip, state: row.state };
}
