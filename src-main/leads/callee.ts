import type { Store } from '../db/store.ts';
import { personOf } from './person.ts';
import { recordsOf } from './rows/records.ts';

/** The columns of a lead that matter for calling it; undefined if it doesn't exist. */
export function calleeOf(
  store: Store,
  leadId: number,
): { readonly phones: readonly string[]; readonly zip: string; readonly state: string } | undefined {
  const records = recordsOf(store, leadId);
  if (records.length === 0) return undefined;
  const { phones, row } = personOf(records);
  return { phones, zip: row.zip, state: row.state };
}

/** The phones by which a lead is recognized. They are read from its records, because the table of keys is ordered by phone. */
export function phoneKeysOf(store: Store, leadId: number): readonly string[] {
  const records = recordsOf(store, leadId);
  return records.length === 0 ? [] : personOf(records).phoneKeys;
}
