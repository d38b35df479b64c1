import type { Store } from '../../db/store.ts';
import type { Person } from '../person.ts';

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

/** The leads that have these phones: each phone with each lead. Sorted keys are next to each other in the file. */
export const leadsOfPhones = (store: Store, phones: readonly string[]): [key: string, leadId: number][] =>
  store
    .prepare<[string], [string, number]>(
      'SELECT DISTINCT phone, lead_id FROM json_each(?) CROSS JOIN lead_phone ON phone = value',
    )
    .raw()
    .all(JSON.stringify([...phones].sort())) as [string, number][];

/** The leads that have these emails, in the same way. */
export const leadsOfEmails = (store: Store, emails: readonly string[]): [key: string, leadId: number][] =>
  store
    .prepare<[string], [string, number]>(
      'SELECT DISTINCT email, lead_id FROM json_each(?) CROSS JOIN lead_email ON email = value',
    )
    .raw()
    .all(JSON.stringify([...emails].sort())) as [string, number][];
