import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { PersonRow } from '../person.ts';

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

const READ = `SELECT ${PERSON_COLUMNS.join(', ')} FROM lead WHERE id = ?`;

/** The columns of the person; undefined if the lead doesn't exist. */
export const personRowOf = (store: Store, id: number): PersonRow | undefined =>
  store.prepare<[number], PersonRow>(READ).get(id);

/** The ids of leads from one on and below another, in order. */
export const leadIdsFrom = (store: Store, from: number, below: number, limit: number): number[] =>
  store
    .prepare<[number, number, number], number>('SELECT id FROM lead WHERE id >= ? AND id < ? ORDER BY id LIMIT ?')
    .pluck()
    .all(from, below, limit);

/** Returns a function that looks up the key of a lead's name; undefined if the lead doesn't exist. It is prepared once for a batch. */
export function nameKeys(store: Store): (id: number) => string | undefined {
  const read = store.prepare<[number], string>('SELECT name_key FROM lead WHERE id = ?').pluck();
  return (id) => read.get(id);
}

const detail = compiledWith(({ id }: { id: number }) =>
  sqlOf
    .selectFrom('lead')
    .select(['name_key', 'zip', 'state', 'license', 'unlocked', 'attempts', 'last_disposition', 'received_at'])
    .select(['touched_at', 'status', 'owner'])
    .where('id', '=', id),
);

/** The columns of a lead that its detail shows; undefined if the lead doesn't exist. */
export const detailRow = (store: Store, id: number) => store.get(detail({ id }));

/** The first leads with the same name as a lead, without that lead. */
export const leadsNamed = (store: Store, nameKey: string, except: number, limit: number) =>
  store.all(
    sqlOf
      .selectFrom('lead')
      .select(['id', 'first_name', 'last_name', 'zip', 'state', 'license', 'unlocked'])
      .where('name_key', '=', nameKey)
      .where('id', '<>', except)
      .orderBy('id')
      .limit(limit),
  );

/** What the list shows of a lead as it was received; undefined if the lead doesn't exist. */
export const whatIsListed = (store: Store, id: number) =>
  store.get(
    sqlOf
      .selectFrom('lead')
      .select(['first_name', 'last_name', 'phone', 'email', 'city', 'state', 'zip', 'license', 'received_at'])
      .where('id', '=', id),
  );
