import { createHash } from 'node:crypto';
import type { LeadFields, LeadRecord } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import { type FieldChange, fieldChanges, packFields } from './fields.ts';
import { forgottenTest, type Traces } from './forgotten.ts';
import { joinLeads } from './join.ts';
import { KeyBook } from './key-book.ts';
import { emailKey, knownPhone } from './keys.ts';
import { matchOf } from './match.ts';
import { mergeFields, mergeRaw } from './merge-record.ts';
import { assertNoKeysMissing } from './missing-keys.ts';
import { type Person, personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { contactsIn } from './reject-holds.ts';
import { addReject, dropReject, rejectedIds } from './rejects.ts';
import { unmarkGone } from './rows/at-vendor.ts';
import { addChange } from './rows/changes.ts';
import { fieldsOfRecord, type HeldRecord, heldRecords, updateRecord } from './rows/records.ts';
import { RowWriter } from './rows/row-writer.ts';
import { Touched } from './touched.ts';

/** Received records of one source. */
export interface Arrival {
  /** Null for records entered by hand or from a file. */
  readonly connectionId: number | null;
  readonly kind: LeadRecord['kind'];
  /** The name of the connection, "By hand", or the name of the file. */
  readonly source: string;
  readonly records: readonly ReadRecord[];
  readonly rejects: readonly UnreadRecord[];
  /** Ids of records that the vendor reports as locked separately from the records. */
  readonly locked?: ReadonlySet<string>;
  /** Ids of records that the vendor reports as unlocked separately from the records. */
  readonly unlockedIds?: ReadonlySet<string>;
  /** The agent who adds them; missing for records from a vendor. */
  readonly who?: string;
}

/** The result of storing records. */
export interface IngestCounts {
  /** New people. */
  readonly added: number;
  /** New records of known people. */
  readonly joined: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Records of erased people, which are left out. */
  readonly forgotten: number;
}

/** The number of records that are looked up together. */
const LOOK_UP = 1_000;

/**
 * Stores records in one write transaction with rows, leads, index and search, and with what `alongside` writes (the poller's cursor). A
 * known record is updated, and an unchanged one costs one lookup. A new one is merged into the lead with the same phone or email, or
 * becomes a new lead. Throws what the store throws, and then nothing is stored.
 *
 * @throws CommandError `busy` while keys are missing by which a record's lead would be recognized
 */
export function ingest(ports: LeadPorts, arrival: Arrival, alongside?: () => void): IngestCounts {
  return ports.store.write(() => {
    assertNoKeysMissing(ports.store);
    const counts = new Ingest(ports, arrival).run();
    alongside?.();
    return counts;
  });
}

/** An id that the store returns unchanged: without NUL and unpaired surrogates. */
const withPlainId = (record: ReadRecord): ReadRecord => {
  const externalId = record.externalId.toWellFormed().replaceAll('\0', '\uFFFD');
  return externalId === record.externalId ? record : { ...record, externalId };
};

class Ingest {
  readonly #ports: LeadPorts;
  readonly #store: Store;
  readonly #arrival: Arrival;
  readonly #writer: RowWriter;
  readonly #book: KeyBook;
  readonly #touched: Touched;
  readonly #now: number;
  readonly #counts = { added: 0, joined: 0, changed: 0, unchanged: 0, rejected: 0, forgotten: 0 };

  constructor(ports: LeadPorts, arrival: Arrival) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#arrival = arrival;
    this.#writer = new RowWriter(ports.store);
    this.#book = new KeyBook(ports.store);
    this.#touched = new Touched(ports, this.#writer, this.#book);
    this.#now = ports.now();
  }

  run(): IngestCounts {
    const { records, rejects } = this.#arrival;
    const wasForgotten = forgottenTest(this.#store);
    const { connectionId } = this.#arrival;
    const listed = connectionId === null ? new Set<string>() : rejectedIds(this.#store, connectionId);
    for (let at = 0; at < records.length; at += LOOK_UP) {
      this.#take(records.slice(at, at + LOOK_UP).map(withPlainId), wasForgotten);
    }
    for (const { externalId } of records) {
      if (listed.has(externalId)) dropReject(this.#store, connectionId, externalId);
    }
    this.#touched.settle();
    if (connectionId !== null) {
      unmarkGone(
        this.#store,
        connectionId,
        records.map(({ externalId }) => externalId),
      );
    }
    this.#reject(rejects, wasForgotten);
    return this.#counts;
  }

  #take(records: readonly ReadRecord[], wasForgotten: ReturnType<typeof forgottenTest>): void {
    const { connectionId } = this.#arrival;
    // The previous portion must be stored before it can be looked up.
    this.#writer.flush();
    const held = this.#held(records.map(({ externalId }) => externalId));
    const persons = records.map((record) => (held.has(record.externalId) ? null : this.#personOf(record)));
    this.#book.load(
      persons.flatMap((person) => person?.phoneKeys ?? []),
      persons.flatMap((person) => person?.emailKeys ?? []),
    );
    const made = new Set<string>();
    for (const [at, record] of records.entries()) {
      const { externalId } = record;
      const person = persons[at];
      if (!person || made.has(externalId)) {
        // If an id occurs twice in a batch, the second is compared with the result of the first.
        const known = made.has(externalId) ? this.#heldNow(externalId) : held.get(externalId);
        if (known && this.#update(known, record)) {
          made.add(externalId);
        }
        continue;
      }
      const externalIds = [{ connectionId, externalId }];
      if (wasForgotten?.({ phones: person.phoneKeys, emails: person.emailKeys, externalIds })) {
        this.#counts.forgotten++;
        continue;
      }
      made.add(externalId);
      this.#insert(record, person);
    }
  }

  #heldNow(externalId: string): HeldRecord | undefined {
    this.#writer.flush();
    return this.#held([externalId]).get(externalId);
  }

  #held(externalIds: readonly string[]): Map<string, HeldRecord> {
    return heldRecords(this.#store, externalIds, this.#arrival);
  }

  /** The person that the record alone describes. */
  #personOf(record: ReadRecord, fields: LeadFields = record.fields, unlocked = this.#isUnlocked(record)): Person {
    const { connectionId, kind } = this.#arrival;
    return personOf([{ id: 0, connectionId, kind, fields, unlocked, changedAt: this.#now }]);
  }

  /** The record's own value, or else what the vendor reports separately, or else what was known. */
  #isUnlocked(record: ReadRecord, known = false): boolean {
    if (record.unlocked || this.#arrival.unlockedIds?.has(record.externalId)) return true;
    return known && !this.#arrival.locked?.has(record.externalId);
  }

  #insert(record: ReadRecord, person: Person): void {
    const match = matchOf(this.#store, this.#book.find(person), person.row.name_key);
    let leadId: number;
    if (match === null) {
      leadId = this.#touched.make(person, this.#now);
      this.#counts.added++;
    } else {
      leadId = match.lead;
      this.#join(leadId, match.joins, person);
      this.#touched.touch(leadId);
      this.#touched.addKeys(leadId, person);
      this.#counts.joined++;
    }
    const { connectionId, kind, source, who = '' } = this.#arrival;
    this.#writer.record({
      leadId,
      connectionId,
      kind,
      source,
      externalId: record.externalId,
      raw: record.raw,
      fields: packFields(record.fields),
      unlocked: this.#isUnlocked(record) ? 1 : 0,
      at: this.#now,
      who,
    });
  }

  /** @returns whether anything of the record is written */
  #update(held: HeldRecord, record: ReadRecord): boolean {
    const wasUnlocked = held.unlocked === 1;
    const same = (held.last_raw ?? held.raw) === record.raw;
    if (same && this.#isUnlocked(record, wasUnlocked) === wasUnlocked) {
      this.#counts.unchanged++;
      return false;
    }
    const before = fieldsOfRecord(this.#store, held.id);
    const after = same ? before : mergeFields(before, record.fields, record.raw);
    // Once it is known who unlocked a record, it stays unlocked: a list that was requested just before the unlock doesn't lock it again.
    const unlocked = after.unlockedBy !== '' ? wasUnlocked || record.unlocked : this.#isUnlocked(record, wasUnlocked);
    const changes: FieldChange[] = fieldChanges(before, after);
    if (unlocked !== wasUnlocked) {
      changes.push({ field: 'unlocked', before: wasUnlocked ? 'yes' : 'no', after: unlocked ? 'yes' : 'no' });
    }
    const raw = same ? held.raw : mergeRaw(held.raw, record.raw);
    // Its lead may have been merged into another in this same batch.
    const leadId = this.#book.now(held.lead_id);
    if (changes.length > 0) this.#touched.touch(leadId);
    updateRecord(this.#store, held.id, {
      raw,
      lastRaw: raw === record.raw ? null : record.raw,
      fields: after,
      unlocked,
      changedAt: changes.length > 0 ? this.#now : null,
    });
    if (changes.length === 0) {
      this.#counts.unchanged++;
      return true;
    }
    this.#counts.changed++;
    addChange(this.#store, held.id, this.#now, changes);
    if (changes.some(({ field }) => field === 'phone' || field === 'email')) {
      const person = this.#personOf(record, after, unlocked);
      this.#book.load(person.phoneKeys, person.emailKeys);
      const match = matchOf(this.#store, this.#book.find(person), person.row.name_key, leadId);
      this.#touched.addKeys(leadId, person);
      if (match) this.#join(match.lead, match.joins, person);
    }
    return true;
  }

  /** Merges leads that a record shows to be one person. */
  #join(lead: number, joins: readonly number[], person: Person): void {
    if (joins.length === 0) return;
    // A merge requires that the store and the index are up to date.
    this.#touched.settle();
    const phones = person.phoneKeys.map((phone) => `the phone ${phone}`);
    const why = [...phones, ...person.emailKeys.map((email) => `the email ${email}`)].join(' or ');
    for (const other of joins) {
      joinLeads(this.#ports, lead, other, { who: 'Trunkline', why });
      this.#book.joined(other, lead);
    }
  }

  #reject(rejects: readonly UnreadRecord[], wasForgotten: ReturnType<typeof forgottenTest>): void {
    const { connectionId, source } = this.#arrival;
    for (const { externalId, reason, raw } of rejects) {
      // A record that can't be parsed or has no id can also be of an erased person.
      if (wasForgotten?.(tracesOf(connectionId, externalId, raw))) {
        this.#counts.forgotten++;
        continue;
      }
      const hash = createHash('sha256').update(raw).digest('hex');
      const row = { connection_id: connectionId, source, external_id: externalId, hash, reason, raw, at: this.#now };
      addReject(this.#store, row);
      this.#counts.rejected++;
    }
  }
}

/** What identifies the person in a record that could not be parsed. */
function tracesOf(connectionId: number | null, externalId: string | null, raw: string): Traces {
  const { phones, emails } = contactsIn(raw);
  return {
    phones: phones.flatMap((phone) => knownPhone(phone).key ?? []),
    emails: emails.flatMap((email) => emailKey(email) ?? []),
    externalIds: externalId === null ? [] : [{ connectionId, externalId }],
  };
}
