import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { fieldsOfCampaign, rememberedFor } from './campaigns.ts';
import { personField } from './check/contact-fields.ts';
import { columnFields } from './check/mapping.ts';
import { LEAD_COLUMNS, suggestedForLeads } from './lead-values.ts';

/** The names of our leads' fields in LeadExec's lead types, most usual first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  firstName: ['FirstName', 'First_Name', 'FName'],
  lastName: ['LastName', 'Last_Name', 'LName'],
  email: ['Email', 'EmailAddress'],
  phone: ['PrimaryPhone', 'Phone', 'HomePhone'],
  address: ['Address', 'Address1', 'StreetAddress'],
  address2: ['Address2'],
  city: ['City'],
  state: ['State'],
  zip: ['Zip', 'ZipCode', 'PostalCode'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The field that each column of a file fills, or of the inbox's leads if none are given: from the campaign's last mapping, or else by its
 * name, or else by what it was recognized as.
 */
export function suggestColumns(
  store: Store,
  { connectionId, columns }: CommandArguments<'delivery.suggest'>,
): CommandOutput<'delivery.suggest'> {
  getReceiver(store, connectionId);
  const fields = fieldsOfCampaign(store, connectionId);
  const names = fields.map(({ name }) => name);
  if (columns === null) {
    const known = names.length === 0 ? [...LEAD_COLUMNS] : names;
    const kept = rememberedFor(store, connectionId, 'inbox', LEAD_COLUMNS);
    const filled = columnFields(LEAD_COLUMNS, kept.length > 0 ? kept : suggestedForLeads(fields), known);
    return {
      remembered: kept.length > 0,
      columns: LEAD_COLUMNS.map((header, at) => ({ header, field: filled[at] ?? null })),
    };
  }
  const headers = columns.map(({ header }) => header);
  const kept = rememberedFor(store, connectionId, 'file', headers);
  const filled = [...columnFields(headers, kept, names)];
  if (kept.length === 0) {
    for (const [at, { leadField }] of columns.entries()) {
      if (filled[at] != null || leadField === null) continue;
      const found = fieldFor(leadField, names);
      if (found !== undefined && !filled.includes(found)) filled[at] = found;
    }
  }
  return {
    remembered: kept.length > 0,
    columns: headers.map((header, at) => ({ header, field: filled[at] ?? null })),
  };
}

function fieldFor(leadField: string, names: readonly string[]): string | undefined {
  for (const wanted of NAMES[leadField] ?? []) {
    const found = names.find((name) => plain(name) === plain(wanted));
    if (found !== undefined) return found;
  }
  if (leadField === 'phone') return personField(names, 'phone');
  return leadField === 'email' ? personField(names, 'email') : undefined;
}
