import type { CommandOutput } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import type { TypeField } from '../../../state/account-record.ts';
import type { LeadValues } from '../mapping/sent.ts';

type Lead = CommandOutput<'leads.get'>;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names of lead type fields for values that a lead of the inbox has. */
const CALLED: Readonly<Record<string, keyof Lead['fields']>> = {
  ...{ firstname: 'firstName', first: 'firstName', fname: 'firstName' },
  ...{ lastname: 'lastName', last: 'lastName', lname: 'lastName' },
  ...{ email: 'email', emailaddress: 'email' },
  ...{ phone: 'phone', primaryphone: 'phone', phonenumber: 'phone', homephone: 'phone', mobilephone: 'phone' },
  ...{ address: 'address', address1: 'address', street: 'address', streetaddress: 'address', address2: 'address2' },
  ...{ city: 'city', state: 'state', zip: 'zip', zipcode: 'zip', postalcode: 'zip' },
};

/** The members of the lead's records as received; of several with a member of one name, the newest record counts. */
function valuesBySource({ records }: Pick<Lead, 'records'>): Map<string, string> {
  const values = new Map<string, string>();
  const sorted = [...records].sort((a, b) => a.changedAt - b.changedAt);
  for (const { raw } of sorted) {
    for (const [name, value] of Object.entries(membersOf(raw))) {
      if (typeof value === 'string' || typeof value === 'number') values.set(plain(name), String(value));
      if (typeof value === 'boolean') values.set(plain(name), String(value));
    }
  }
  return values;
}

function membersOf(raw: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // A record in another format, such as XML, is skipped: the inbox shows its values anyway.
    return {};
  }
}

/**
 * The values of a lead by the fields of a lead type: as shown in the inbox, otherwise from a source's member of that name. Empty if neither
 * has it.
 */
export function valuesOfLead(lead: Pick<Lead, 'fields' | 'records'>, fields: readonly TypeField[]): LeadValues {
  const values = valuesBySource(lead);
  const value = (name: string): string => {
    const field = CALLED[plain(name)];
    const own = field === undefined ? '' : String(lead.fields[field] ?? '');
    return own !== '' ? own : (values.get(plain(name)) ?? '');
  };
  return Object.fromEntries(fields.map(({ name }) => [name, value(name)]));
}

/** Reads a lead of the inbox. @returns the reason as text if it can't be read */
export async function readLead(id: number): Promise<Lead | string> {
  try {
    return await call('leads.get', { id });
  } catch (thrown) {
    return errorMessage(thrown);
  }
}

/** The fields of a posted lead. @returns the reason as text if they can't be read */
export async function readPost(jobId: number): Promise<Readonly<Record<string, string>> | string> {
  try {
    return (await call('delivery.timeline', { jobId })).fields;
  } catch (thrown) {
    return errorMessage(thrown);
  }
}

/** The values of a posted lead by the fields of a lead type, whose names it was posted with. Empty where it has none. */
export function valuesOfPost(posted: Readonly<Record<string, string>>, fields: readonly TypeField[]): LeadValues {
  const byName = new Map(Object.entries(posted).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(fields.map(({ name }) => [name, byName.get(name.toLowerCase()) ?? '']));
}
