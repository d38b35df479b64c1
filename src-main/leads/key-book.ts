import type { Store } from '../db/store.ts';
import type { Person } from './person.ts';
import { leadsOfEmails, leadsOfPhones } from './rows/keys.ts';

/** Which lead has which phone and email: looked up for a whole batch at once, and updated while the batch is stored. */
export class KeyBook {
  readonly #store: Store;
  readonly #phones = new Map<string, number[]>();
  readonly #emails = new Map<string, number[]>();
  /** Leads that were merged into another since they were looked up. */
  readonly #became = new Map<number, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Looks up all keys of a batch. */
  load(phones: readonly string[], emails: readonly string[]): void {
    if (phones.length > 0) for (const [key, id] of leadsOfPhones(this.#store, phones)) note(this.#phones, key, id);
    if (emails.length > 0) for (const [key, id] of leadsOfEmails(this.#store, emails)) note(this.#emails, key, id);
  }

  /** The leads that have one of the keys, once for each key. */
  find(keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): number[] {
    const met: number[] = [];
    for (const key of keys.phoneKeys) this.#meet(met, this.#phones.get(key));
    for (const key of keys.emailKeys) this.#meet(met, this.#emails.get(key));
    return met;
  }

  #meet(met: number[], ids: readonly number[] | undefined): void {
    for (const id of ids ?? []) met.push(this.now(id));
  }

  /** The lead that a lead is now part of. */
  now(id: number): number {
    let now = id;
    for (let next = this.#became.get(now); next !== undefined; next = this.#became.get(now)) now = next;
    return now;
  }

  add(id: number, keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): void {
    for (const key of keys.phoneKeys) note(this.#phones, key, id);
    for (const key of keys.emailKeys) note(this.#emails, key, id);
  }

  joined(from: number, to: number): void {
    this.#became.set(from, to);
  }
}

function note(book: Map<string, number[]>, key: string, id: number): void {
  const ids = book.get(key);
  if (!ids) book.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}
