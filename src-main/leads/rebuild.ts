import type { Selectable } from 'kysely';
import type { LeadTable } from '../db/lead-tables.ts';
import type { Store } from '../db/store.ts';
import type { IndexChange, SearchText } from '../lead-index/index.ts';
import { emptyIndex } from '../lead-index/index-tables.ts';
import { NO_FIELDS, packFields } from './fields.ts';
import { forget } from './forget.ts';
import { forgottenTest } from './forgotten.ts';
import { workFacets } from './join.ts';
import { addKeys, hasLead, insertLead, recordsOf, updateLead } from './lead-rows.ts';
import { personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
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
    store.prepare('DELETE FROM lead_phone').run();
    store.prepare('DELETE FROM lead_email').run();
    makeLostRecords(store);
    const ids = store.prepare<[], number>('SELECT DISTINCT lead_id FROM lead_record ORDER BY lead_id').pluck().all();
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
  const lone = store
    .prepare<
      [],
      Pick<
        Selectable<LeadTable>,
        'id' | 'first_name' | 'last_name' | 'phone' | 'email' | 'city' | 'state' | 'zip' | 'license' | 'received_at'
      >
    >(
      `SELECT id, first_name, last_name, phone, email, city, state, zip, license, received_at FROM lead
       WHERE NOT EXISTS (SELECT 1 FROM lead_record r WHERE r.lead_id = lead.id)`,
    )
    .all();
  const make = store.prepare(
    `INSERT OR IGNORE INTO lead_record (lead_id, connection_id, kind, source, external_id, raw, fields, received_at, changed_at)
     VALUES (?, NULL, 'hand', 'Salvaged', ?, ?, ?, ?, ?)`,
  );
  for (const lead of lone) {
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
    make.run(lead.id, `salvaged-${lead.id}`, JSON.stringify(fields), packFields(fields), at, at);
  }
}

/** Restores the work columns of a lead whose row was lost. Its status is derived from its callback and calls. */
function remakeRow(store: Store, id: number): void {
  store
    .prepare(
      `UPDATE lead SET attempts = (SELECT count(*) FROM lead_call WHERE lead_id = lead.id AND ended_at IS NOT NULL),
         last_disposition = (SELECT outcome FROM lead_call WHERE lead_id = lead.id AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1),
         callback_at = (SELECT due_at FROM callback WHERE lead_id = lead.id AND done_at IS NULL AND removed_at IS NULL),
         touched_at = (SELECT max(at) FROM (SELECT at FROM lead_call WHERE lead_id = lead.id UNION ALL SELECT at FROM lead_note WHERE lead_id = lead.id))
       WHERE id = ?`,
    )
    .run(id);
  store
    .prepare(
      `UPDATE lead SET status = CASE WHEN callback_at IS NOT NULL THEN 'callback' WHEN attempts > 0 THEN 'working' ELSE 'new' END
       WHERE id = ?`,
    )
    .run(id);
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
  const ids = store.prepare<[], number>('SELECT DISTINCT lead_id FROM lead_record').pluck().all();
  const found = ids.filter((id) => {
    const records = recordsOf(store, id);
    const { phoneKeys, emailKeys } = personOf(records);
    const externalIds = records.map(({ connectionId, externalId }) => ({ connectionId, externalId }));
    return isForgotten({ phones: phoneKeys, emails: emailKeys, externalIds });
  });
  for (const id of found) await forget(ports, id);
  return found.length;
}
