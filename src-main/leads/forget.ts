import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { remember } from './forgotten.ts';
import type { Erased, Erasure } from './hooks.ts';
import { emailKey, knownPhone } from './keys.ts';
import { clearDistinct } from './match.ts';
import { type Person, personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { eraseRejects } from './rejects.ts';
import { changesOf, eraseChanges } from './rows/changes.ts';
import { removeKeys } from './rows/keys.ts';
import { dropLead } from './rows/leads.ts';
import { dropMerges, joinedInto } from './rows/merges.ts';
import { eraseRecords, recordsOf, type StoredRecord } from './rows/records.ts';

interface Found {
  readonly person: Person;
  readonly records: readonly StoredRecord[];
  readonly erased: Erased;
  readonly erasures: readonly Erasure[];
}

/** Everything that identifies a person, in this module and in others. @throws CommandError `not-found` */
async function find({ store, hooks }: LeadPorts, leadId: number): Promise<Found> {
  const records = recordsOf(store, leadId);
  if (records.length === 0) throw new CommandError('not-found', 'This lead no longer exists.');
  const person = personOf(records);
  const old = changedValues(store, records);
  const phones = [...person.phones, ...old.phones.map((phone) => knownPhone(phone).shown)];
  const emails = [...person.emails, ...old.emails.map((email) => emailKey(email) ?? email)];
  const erased: Erased = {
    leadId,
    names: unique(records.map(({ fields }) => `${fields.firstName} ${fields.lastName}`.trim())),
    phones: unique(phones),
    emails: unique(emails),
    externalIds: records.map(({ connectionId, externalId }) => ({ connectionId, externalId })),
  };
  return { person, records, erased, erasures: (await hooks?.find(store, erased)) ?? [] };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '');

/** Phones and emails that a record had earlier. */
function changedValues(store: Store, records: readonly StoredRecord[]): { phones: string[]; emails: string[] } {
  const all = records.flatMap(({ id }) => changesOf(store, id));
  const of = (field: string) => all.filter((change) => change.field === field).map(({ before }) => before);
  return { phones: of('phone'), emails: of('email') };
}

/** What erasing a person would remove. @throws CommandError `not-found` */
export async function forgetPreview(ports: LeadPorts, leadId: number): Promise<CommandOutput<'leads.forgetPreview'>> {
  const { person, records, erasures } = await find(ports, leadId);
  const sum = (what: 'notes' | 'jobs' | 'importRows') =>
    erasures.reduce((total, { held }) => total + (held[what] ?? 0), 0);
  return {
    name: person.search.name,
    records: records.length,
    notes: sum('notes'),
    jobs: sum('jobs'),
    importRows: sum('importRows'),
  };
}

/**
 * Erases a person: rows, index, search, and what the other modules store, in one transaction. Afterwards the write-ahead log is
 * checkpointed into the file, which with `secure_delete` keeps none of the bytes. Hashes are kept, so that a sync does not add the person
 * again. Files that the operator exported are not changed, and a number on the do-not-call list stays there, because it would be called
 * again otherwise.
 *
 * @returns the number of erased records
 * @throws CommandError `not-found`, or the objection of another module
 */
export async function forget(ports: LeadPorts, leadId: number): Promise<number> {
  const { store } = ports;
  // Erasures run one after the other. Two that rewrite the same list at the same time would each restore the other's person.
  const done = (turns.get(store) ?? Promise.resolve()).then(() => forgetNow(ports, leadId));
  turns.set(
    store,
    // The error is reported to the caller of that erasure. The next one only waits for its end.
    done.catch(() => {}),
  );
  return await done;
}

const turns = new WeakMap<Store, Promise<unknown>>();

async function forgetNow(ports: LeadPorts, leadId: number): Promise<number> {
  const { store } = ports;
  const { erased, erasures } = await find(ports, leadId);
  let forgotten = false;
  try {
    for (const { prepare } of erasures) await prepare?.();
    const count = eraseAll(ports, leadId, erased, erasures);
    forgotten = true;
    // The erasure is only reported as finished when no page of the file contains any of the person's words.
    await ports.index.removeTraces();
    store.checkpoint('TRUNCATE');
    return count;
  } finally {
    for (const { end } of erasures) end?.(forgotten);
  }
}

/** @returns the number of erased records */
function eraseAll({ store, index }: LeadPorts, leadId: number, erased: Erased, erasures: readonly Erasure[]): number {
  return store.write(() => {
    // Records may have been added while the other modules searched.
    const records = recordsOf(store, leadId);
    const person = personOf(records);
    remember(store, {
      phones: unique([...person.phoneKeys, ...erased.phones.flatMap((phone) => knownPhone(phone).key ?? [])]),
      emails: unique([...person.emailKeys, ...erased.emails.flatMap((email) => emailKey(email) ?? [])]),
      externalIds: records.map(({ connectionId, externalId }) => ({ connectionId, externalId })),
    });
    for (const { erase } of erasures) erase();
    index.erase(leadId);
    removeKeys(store, leadId, person);
    eraseRows(store, leadId, records);
    eraseRejects(store, erased);
    return records.length;
  });
}

function eraseRows(store: Store, leadId: number, records: readonly StoredRecord[]): void {
  for (const { id } of records) eraseChanges(store, id);
  eraseRecords(store, leadId);
  dropMerges(store, joinedInto(store, leadId, true));
  clearDistinct(store, leadId);
  dropLead(store, leadId);
}
