import type { ReceiverField } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { recordsOf } from '../leads/lead-rows.ts';
import { personOf, stateCode } from '../leads/person.ts';
import { portions } from '../leads/selection.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { PostRow } from './check/check-posts.ts';
import { personField } from './check/contact-fields.ts';

/** The names that a lead of the inbox has its values under, as LeadExec's lead types mostly call them. */
export const LEAD_COLUMNS = [
  'FirstName',
  'LastName',
  'Email',
  'PrimaryPhone',
  'SecondaryPhone',
  'Address',
  'Address2',
  'City',
  'State',
  'Zip',
] as const;

/** Leads of the inbox with their values under `LEAD_COLUMNS`; others have their turn between portions. */
export async function leadRows(
  store: Store,
  leads: LeadSet,
): Promise<{ values: Record<string, string>; leadId: number }[]> {
  const rows: { values: Record<string, string>; leadId: number }[] = [];
  for (const ids of portions(leads)) {
    for (const leadId of ids) {
      const records = recordsOf(store, leadId);
      if (records.length === 0) continue;
      const { fields, phones } = personOf(records);
      const { firstName, lastName, email, address, address2, city, state, zip } = fields;
      const cells = [
        firstName,
        lastName,
        email,
        phones[0] ?? '',
        phones[1] ?? '',
        address,
        address2,
        city,
        stateCode(state),
        zip,
      ];
      rows.push({ leadId, values: Object.fromEntries(LEAD_COLUMNS.map((name, at) => [name, cells[at] ?? ''])) });
    }
    await yieldToEventLoop();
  }
  return rows;
}

/** Where the lead type calls the phone or e-mail address otherwise, the column goes there by itself. */
export function suggestedForLeads(fields: readonly ReceiverField[]): { header: string; field: string }[] {
  const names = fields.map(({ name }) => name);
  const has = (name: string) => names.some((one) => one.toLowerCase() === name.toLowerCase());
  const phone = personField(names, 'phone');
  const email = personField(names, 'email');
  return [
    ...(phone !== undefined && !has('PrimaryPhone') ? [{ header: 'PrimaryPhone', field: phone }] : []),
    ...(email !== undefined && !has('Email') ? [{ header: 'Email', field: email }] : []),
  ];
}

/** Rows of the inbox with their values in the receiver's fields. */
export function mappedRows(
  rows: readonly { readonly values: Readonly<Record<string, string>>; readonly leadId: number }[],
  fieldOf: ReadonlyMap<string, string | null>,
): PostRow[] {
  return rows.map(({ values, leadId }) => {
    const mapped: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      const field = fieldOf.get(name);
      if (field != null && value !== '') mapped[field] = value;
    }
    return { leadId, values: mapped };
  });
}
