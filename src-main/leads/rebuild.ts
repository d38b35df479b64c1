import type { Store } from '../db/store.ts';
import type { IndexChange, SearchText } from '../lead-index/index.ts';
import { emptyIndex } from '../lead-index/index-tables.ts';
import { NO_FIELDS, packFields } from './fields.ts';
import { forget } from './forget.ts';
import { forgottenTest } from './forgotten.ts';
import { workFacets } from './join.ts';
import { personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { addKeys, removeAllKeys } from './rows/keys.ts';
import { hasLead, insertLead, leadsWithoutRecord, updateLead } from './rows/leads.ts';
import { addSalvaged, leadsWithRecords, recordsOf } from './rows/records.ts';
import { remakeRow } from './rows/work.ts';
import { searchEntry } from './touched.ts';

/** The number of leads added to the index at once. */
const TOGETHER = 2_000;

/**
 * Rebuilds everything that is derived from the records of leads: their columns, the keys by which they are recognized, the index and the
 * search. For salvaged data; in one write transaction.
 *
 * @returns the number of leads
 */
export function rebuildLeads(ports: LeadPorts): number {
  const { store, index } = ports;
  return store.write(() => {
    emptyIndex(store);
    removeAllKeys(store);
    makeLostRecords(store);
    const ids = leadsWithRecords(store);
    let changes: IndexChange[] = [];
    let texts: SearchText[] = [];
    const flush = () => {
      index.put(changes);
      index.putSearch([], texts);
      changes = [];
      texts = [];
    };
    for (const id of ids) {
      const records = recordsOf(store, id);
      const person = personOf(records);
      if (hasLead(store, id)) updateLead(store, id, person.row);
      else {
        insertLead(store, person.row, records[0]?.receivedAt ?? 0, id);
        remakeRow(store, id);
      }
      addKeys(store, id, person);
      changes.push({ id, before: null, after: { ...person.facets, ...workFacets(store, id) } });
      texts.push(searchEntry(ports, id, person));
      if (changes.length >= TOGETHER) flush();
    }
    flush();
    return ids.length;
  });
}

/** A lead whose records are lost keeps the data that the list shows. */
function makeLostRecords(store: Store): void {
  for (const lead of leadsWithoutRecord(store)) {
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
    const at = lead.received_at;
    addSalvaged(store, { leadId: lead.id, raw: JSON.stringify(fields), fields: packFields(fields), at });
  }
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
  const ids = leadsWithRecords(store);
  const found = ids.filter((id) => {
    const records = recordsOf(store, id);
    const { phoneKeys, emailKeys } = personOf(records);
    const externalIds = records.map(({ connectionId, externalId }) => ({ connectionId, externalId }));
    return isForgotten({ phones: phoneKeys, emails: emailKeys, externalIds });
  });
  for (const id of found) await forget(ports, id);
  return found.length;
}
