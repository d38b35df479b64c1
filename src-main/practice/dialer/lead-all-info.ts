import { type Answer, textAnswer } from './answers.ts';
import type { Dialer, Params } from './check-lead.ts';
import { digits } from './fields.ts';
import type { DialerLead } from './schema.ts';
import type { UserRow } from './store.ts';

/** The columns in the order of a VICIdial's answer. */
const COLUMNS = [
  ...['status', 'user', 'vendor_lead_code', 'source_id', 'list_id', 'gmt_offset_now', 'phone_code', 'phone_number'],
  ...['title', 'first_name', 'middle_initial', 'last_name', 'address1', 'address2', 'address3', 'city', 'state'],
  ...['province', 'postal_code', 'country_code', 'gender', 'date_of_birth', 'alt_phone', 'email', 'security_phrase'],
  ...['comments', 'called_count', 'last_local_call_time', 'rank', 'owner', 'entry_list_id', 'lead_id'],
] as const;

/**
 * A VICIdial's `lead_all_info` by `lead_id`: it only reads, and only if the vendor has not disabled it (`docs/vendors.md`, Croco-dial).
 * Values are between pipes, unescaped; `header=YES` adds the columns' names before them, `custom_fields=Y` the list's custom
 * fields after them.
 */
export function leadAllInfo({ store, behaviour }: Dialer, user: UserRow, params: Params): Answer {
  if (!behaviour.apiFunctions.includes('lead_all_info')) {
    return textAnswer(`ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |${user.user}|lead_all_info|\n`);
  }
  const leadId = Number(digits(params('lead_id')));
  const lead = store.byId.get(leadId);
  if (lead === undefined) return textAnswer(`ERROR: lead_all_info LEAD NOT FOUND - ${user.user}|${leadId}||\n`);
  const custom = params('custom_fields') === 'Y' ? store.customValues.all(leadId) : [];
  const header = [...COLUMNS, ...custom.map(({ label }) => label)].join('|');
  const values = [...COLUMNS.map((column) => shownValue(lead, column)), ...custom.map(({ value }) => value)].join('|');
  return textAnswer(params('header') === 'YES' ? `${header}\n${values}\n` : `${values}\n`);
}

function shownValue(lead: DialerLead, column: (typeof COLUMNS)[number]): string {
  if (column === 'called_count') return '0';
  if (column === 'last_local_call_time') return lead.entry_date;
  return String(lead[column]);
}
