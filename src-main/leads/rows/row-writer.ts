import type { LeadRecord } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { PersonRow } from '../person.ts';
import { PERSON_COLUMNS, personValues } from './leads.ts';

/** The number of rows in one statement. More would no longer reduce the cost per row. */
const ROWS = 24;

const RECORD_COLUMNS = [
  'lead_id',
  'connection_id',
  'kind',
  'source',
  'external_id',
  'raw',
  'fields',
  'unlocked',
  'received_at',
  'changed_at',
  'who',
];

/** A record that is not yet written. */
export interface NewRecord {
  readonly leadId: number;
  readonly connectionId: number | null;
  readonly kind: LeadRecord['kind'];
  readonly source: string;
  readonly externalId: string;
  readonly raw: string;
  readonly fields: string;
  readonly unlocked: number;
  readonly at: number;
  /** The agent who added it; empty if nobody did. */
  readonly who: string;
}

type Value = string | number | null;

/** Rows of one table that are written together. */
class Rows {
  readonly #one: ReturnType<Store['prepare']>;
  readonly #many: ReturnType<Store['prepare']>;
  readonly #width: number;
  #values: Value[] = [];

  constructor(store: Store, table: string, columns: readonly string[], or = '') {
    const row = `(${columns.map(() => '?').join(',')})`;
    const head = `INSERT ${or} INTO ${table} (${columns.join(', ')}) VALUES `;
    this.#one = store.prepare(head + row);
    this.#many = store.prepare(head + Array(ROWS).fill(row).join(','));
    this.#width = columns.length;
  }

  add(...row: Value[]): void {
    for (const value of row) this.#values.push(value);
    if (this.#values.length >= ROWS * this.#width) this.#write(this.#values, ROWS);
  }

  flush(): void {
    const left = this.#values.length / this.#width;
    for (let row = 0; row < left; row++) this.#write(this.#values.slice(row * this.#width, (row + 1) * this.#width), 1);
    this.#values = [];
  }

  #write(values: Value[], rows: number): void {
    const statement = rows === 1 ? this.#one : this.#many;
    statement.run(values);
    if (rows > 1) this.#values = [];
  }
}

/** Writes the new leads, records and keys of a batch with few statements. A lead's id is known at once. */
export class RowWriter {
  readonly #leads: Rows;
  readonly #records: Rows;
  readonly #phones: Rows;
  readonly #emails: Rows;
  readonly #store: Store;
  #nextId: number | null = null;
  #newPhones: { key: string; id: number }[] = [];
  #newEmails: { key: string; id: number }[] = [];

  constructor(store: Store) {
    this.#store = store;
    this.#leads = new Rows(store, 'lead', ['id', 'received_at', ...PERSON_COLUMNS]);
    this.#records = new Rows(store, 'lead_record', RECORD_COLUMNS);
    this.#phones = new Rows(store, 'lead_phone', ['phone', 'lead_id'], 'OR IGNORE');
    this.#emails = new Rows(store, 'lead_email', ['email', 'lead_id'], 'OR IGNORE');
  }

  /** @returns the new lead's id, as AUTOINCREMENT would assign it: never one that existed before */
  lead(row: PersonRow, receivedAt: number): number {
    this.#nextId ??=
      ((this.#store.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'lead'`).pluck().get() as number) ?? 0) + 1;
    const id = this.#nextId++;
    this.#leads.add(id, receivedAt, ...personValues(row));
    return id;
  }

  record(r: NewRecord): void {
    this.#records.add(
      r.leadId,
      r.connectionId,
      r.kind,
      r.source,
      r.externalId,
      r.raw,
      r.fields,
      r.unlocked,
      r.at,
      r.at,
      r.who,
    );
  }

  phone(key: string, id: number): void {
    this.#newPhones.push({ key, id });
  }

  email(key: string, id: number): void {
    this.#newEmails.push({ key, id });
  }

  /** Writes everything that is pending. Keys are sorted, so that adjacent ones are in the same page. */
  flush(): void {
    this.#leads.flush();
    this.#records.flush();
    for (const { key, id } of inOrder(this.#newPhones)) this.#phones.add(key, id);
    for (const { key, id } of inOrder(this.#newEmails)) this.#emails.add(key, id);
    this.#phones.flush();
    this.#emails.flush();
    this.#newPhones = [];
    this.#newEmails = [];
    this.#nextId = null;
  }
}

const inOrder = (keys: { key: string; id: number }[]) =>
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id));
