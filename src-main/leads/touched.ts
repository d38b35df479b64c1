import type { Store } from '../db/store.ts';
import type { IndexChange, SearchText } from '../lead-index/index.ts';
import type { KeyBook } from './key-book.ts';
import { type Facets, type Person, type PersonRow, personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { removeKeys } from './rows/keys.ts';
import { updateLead } from './rows/leads.ts';
import { recordsOf } from './rows/records.ts';
import type { RowWriter } from './rows/row-writer.ts';

/** A new lead's values in the facets that work changes. */
export const NEW_LEAD: Facets = { status: ['new'], attempts: ['0'] };

/** A lead's entry in the search, including its notes. */
export function searchEntry(ports: LeadPorts, id: number, person: Person): SearchText {
  return { id, ...person.search, notes: ports.hooks?.notesOf(ports.store, id) ?? '' };
}

const sameText = (a: SearchText, b: SearchText): boolean =>
  a.name === b.name &&
  a.places === b.places &&
  a.words === b.words &&
  a.notes === b.notes &&
  a.phones.join() === b.phones.join();

const sameRow = (a: PersonRow, b: PersonRow): boolean =>
  (Object.keys(a) as (keyof PersonRow)[]).every((name) => a[name] === b[name]);

/** What was known about a lead before the first change. */
interface Before {
  /** Null for a lead that was created in this batch. */
  readonly person: Person | null;
  readonly search: SearchText | null;
  /** For a lead that was created and not changed since: its person. */
  made: Person | null;
  phoneKeys: readonly string[];
  emailKeys: readonly string[];
}

const NO_KEYS: readonly string[] = [];

/** The leads that a batch creates and changes, so that each is computed from its records and written to the index once. */
export class Touched {
  readonly #ports: LeadPorts;
  readonly #store: Store;
  readonly #writer: RowWriter;
  readonly #book: KeyBook;
  #leads = new Map<number, Before>();

  constructor(ports: LeadPorts, writer: RowWriter, book: KeyBook) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#writer = writer;
    this.#book = book;
  }

  /** Creates a lead of one record that is not stored yet. @returns its id */
  make(person: Person, receivedAt: number): number {
    const id = this.#writer.lead(person.row, receivedAt);
    this.#leads.set(id, { person: null, search: null, made: person, phoneKeys: NO_KEYS, emailKeys: NO_KEYS });
    this.#write(id, person);
    return id;
  }

  /** Notes the state of a lead before one of its records is added or changed. */
  touch(id: number): void {
    const known = this.#leads.get(id);
    if (known) {
      if (known.made === null) return;
      known.phoneKeys = known.made.phoneKeys;
      known.emailKeys = known.made.emailKeys;
      known.made = null;
      return;
    }
    const person = personOf(recordsOf(this.#store, id));
    this.#leads.set(id, {
      person,
      search: searchEntry(this.#ports, id, person),
      made: null,
      phoneKeys: person.phoneKeys,
      emailKeys: person.emailKeys,
    });
  }

  /** Makes a lead findable by more keys at once, for the following records in the batch. Only after `touch`. */
  addKeys(id: number, keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): void {
    const known = this.#leads.get(id);
    if (known) {
      known.phoneKeys = [...known.phoneKeys, ...keys.phoneKeys];
      known.emailKeys = [...known.emailKeys, ...keys.emailKeys];
    }
    this.#write(id, keys);
  }

  #write(id: number, keys: Pick<Person, 'phoneKeys' | 'emailKeys'>): void {
    for (const key of keys.phoneKeys) this.#writer.phone(key, id);
    for (const key of keys.emailKeys) this.#writer.email(key, id);
    this.#book.add(id, keys);
  }

  /** Updates rows, keys, index and search to the current records. */
  settle(): void {
    this.#writer.flush();
    const changes: IndexChange[] = [];
    const textBefore: SearchText[] = [];
    const textAfter: SearchText[] = [];
    const changed: number[] = [];
    for (const [id, before] of this.#leads) {
      const after = before.made ?? this.#remake(id, before);
      if (before.person !== null && !sameRow(before.person.row, after.row)) changed.push(id);
      changes.push({
        id,
        before: before.person?.facets ?? null,
        after: before.person === null ? { ...after.facets, ...NEW_LEAD } : after.facets,
      });
      const { search } = before;
      const text: SearchText = search === null ? { id, ...after.search, notes: '' } : { ...search, ...after.search };
      if (search !== null && sameText(search, text)) continue;
      if (search !== null) textBefore.push(search);
      textAfter.push(text);
    }
    this.#leads = new Map();
    if (changes.length > 0) this.#ports.index.put(changes);
    if (textAfter.length > 0) this.#ports.index.putSearch(textBefore, textAfter);
    if (changed.length > 0) this.#ports.hooks?.changed(this.#store, changed);
  }

  #remake(id: number, before: Before): Person {
    const after = personOf(recordsOf(this.#store, id));
    if (before.person === null || !sameRow(before.person.row, after.row)) updateLead(this.#store, id, after.row);
    removeKeys(this.#store, id, {
      phoneKeys: before.phoneKeys.filter((key) => !after.phoneKeys.includes(key)),
      emailKeys: before.emailKeys.filter((key) => !after.emailKeys.includes(key)),
    });
    return after;
  }
}
