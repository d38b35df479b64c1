import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../db/store.ts';
import { yieldToCommands, yieldToEventLoop, yieldWhenDue } from '../platform/yielding.ts';
import { NO_FIELDS } from '../vendors/lead-record.ts';
import { packFields } from './fields.ts';
import { forget } from './forget.ts';
import { forgottenTest } from './forgotten.ts';
import { personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { addKeys } from './rows/keys.ts';
import { insertLead, leadIdsFrom, personRowOf, personValues, updateLead, whatIsListed } from './rows/leads.ts';
import { addSalvaged, leadsOfRecordsFrom, recordsOf } from './rows/records.ts';
import { remakeRow } from './rows/work.ts';

/** After this many leads it is stored how far the rebuild is. */
const TOGETHER = 2_000;
/** The leads whose keys are made again in one transaction: about 5 ms. */
const KEYS_TOGETHER = 200;
/** How long one transaction takes, ms. A checkpoint, which takes longer, may follow each. */
const STEP_MS = 8;

/**
 * Makes again what is derived from the records of leads, except the index: the columns of leads, rows of leads that are lost, and the keys
 * by which they are recognized. For salvaged data without keys; in short transactions.
 *
 * @param from the lead to begin with, where an earlier call was interrupted
 * @param reached called now and then, in the transaction of the last leads, with the lead to go on with
 */
export async function rebuildLeads(store: Store, from: number, reached: (next: number) => void): Promise<void> {
  for (let next = from; ; ) {
    const ids = [
      ...new Set([
        ...leadIdsFrom(store, next, Number.MAX_SAFE_INTEGER, TOGETHER),
        ...leadsOfRecordsFrom(store, next, TOGETHER),
      ]),
    ].sort((a, b) => a - b);
    const some = ids.slice(0, TOGETHER);
    const last = some.at(-1);
    if (last === undefined) return;
    next = last + 1;
    for (let at = 0; at < some.length; ) {
      store.write(() => {
        const until = performance.now() + STEP_MS;
        for (; at < some.length && performance.now() < until; at++) rebuildLead(store, some[at] ?? 0);
        if (at === some.length) reached(next);
      });
      await yieldToEventLoop();
    }
  }
}

/**
 * Makes the keys of leads again by which they are recognized, from their records, while other commands run. It ends when the desk closes.
 *
 * @param from the lead to begin with, where an earlier call was interrupted
 * @param reached called in the transaction of the last leads, with the lead to go on with
 */
export async function rebuildKeys(store: Store, from: number, reached: (next: number) => void): Promise<void> {
  for (let next = from; store.raw.open; ) {
    const ids = leadsOfRecordsFrom(store, next, KEYS_TOGETHER);
    const last = ids.at(-1);
    if (last === undefined) return;
    next = last + 1;
    store.write(() => {
      for (const id of ids) {
        const records = recordsOf(store, id);
        if (records.length > 0) addKeys(store, id, personOf(records));
      }
      reached(next);
    });
    await yieldToCommands();
  }
}

function rebuildLead(store: Store, id: number): void {
  const row = personRowOf(store, id);
  let records = recordsOf(store, id);
  if (records.length === 0) {
    makeLostRecord(store, id);
    records = recordsOf(store, id);
    if (records.length === 0) return;
  }
  const person = personOf(records);
  if (row !== undefined) {
    // Most leads are as their records say, and writing takes longer than reading.
    if (!isDeepStrictEqual(personValues(row), personValues(person.row))) updateLead(store, id, person.row);
  } else {
    insertLead(store, person.row, records[0]?.receivedAt ?? 0, id);
    remakeRow(store, id);
  }
  addKeys(store, id, person);
}

/** A lead whose records are lost keeps the data that the list shows. */
function makeLostRecord(store: Store, id: number): void {
  const lead = whatIsListed(store, id);
  if (lead === undefined) return;
  const { city, state, zip, license } = lead;
  const fields = {
    ...NO_FIELDS,
    firstName: lead.first_name,
    lastName: lead.last_name,
    phone: lead.phone ?? '',
    email: lead.email ?? '',
    city,
    state,
    zip,
    license,
  };
  addSalvaged(store, { leadId: id, raw: JSON.stringify(fields), fields: packFields(fields), at: lead.received_at });
}

/**
 * Erases people again who had been erased, because a restored backup still has them.
 *
 * @returns the number of people
 */
export async function forgetAgain(ports: LeadPorts): Promise<number> {
  const { store } = ports;
  const isForgotten = forgottenTest(store);
  if (isForgotten === null) return 0;
  const found: number[] = [];
  const due = yieldWhenDue();
  for (let next = 0; ; ) {
    const ids = leadsOfRecordsFrom(store, next, TOGETHER);
    const last = ids.at(-1);
    if (last === undefined) break;
    for (const id of ids) {
      const records = recordsOf(store, id);
      const { phoneKeys, emailKeys } = personOf(records);
      const externalIds = records.map(({ connectionId, externalId }) => ({ connectionId, externalId }));
      if (isForgotten({ phones: phoneKeys, emails: emailKeys, externalIds })) found.push(id);
      await due();
    }
    next = last + 1;
  }
  for (const id of found) await forget(ports, id);
  return found.length;
}
