import type { ReceiverField } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { personOf, stateCode } from '../leads/person.ts';
import { recordsOf } from '../leads/rows/records.ts';
import { portions } from '../leads/selection.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { PostRow } from './check/check-posts.ts';
import { personField } from './check/contact-fields.ts';

/** The names of a lead's values, as LeadExec's lead types usually call them. */
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

/** The number of rows passed on at once. */
const ROWS_A_PORTION = 5_000;

/** Leads of the inbox with their values in the receiver's fields, in portions; others have their turn between them. */
export async function* leadRows(
  store: Store,
  leads: LeadSet,
  fieldOf: ReadonlyMap<string, string | null>,
): AsyncGenerator<readonly PostRow[]> {
  let rows: PostRow[] = [];
  for (const ids of portions(leads)) {
    for (const leadId of ids) {
      const values = valuesOf(store, leadId);
      if (values !== null) rows.push({ leadId, values: mapped(values, fieldOf) });
    }
    if (rows.length >= ROWS_A_PORTION) {
      yield rows;
      rows = [];
    }
    await yieldToEventLoop();
  }
  if (rows.length > 0) yield rows;
}

/** A North American number as receivers want it, in ten digits; any other with its country code. */
const asPosted = (phone = ''): string => (/^1\d{10}$/.test(phone) ? phone.slice(1) : phone);

/** The values of a lead under `LEAD_COLUMNS`; null where it is gone. */
function valuesOf(store: Store, leadId: number): Record<string, string> | null {
  const records = recordsOf(store, leadId);
  if (records.length === 0) return null;
  const { fields, phones } = personOf(records);
  const { firstName, lastName, email, address, address2, city, state, zip } = fields;
  const cells = [
    ...[firstName, lastName, email, asPosted(phones[0]), asPosted(phones[1])],
    ...[address, address2, city, stateCode(state), zip],
  ];
  return Object.fromEntries(LEAD_COLUMNS.map((name, at) => [name, cells[at] ?? '']));
}

function mapped(
  values: Readonly<Record<string, string>>,
  fieldOf: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf.get(name);
    if (field != null && value !== '') found[field] = value;
  }
  return found;
}

/** If the lead type has another name for the phone or email address, the column is mapped to that name. */
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
