import type { LeadFields } from '../../../src-preload/contract/index.ts';
import { stateOf } from '../../geo/us-states.ts';
import { NO_FIELDS, type ReadRecord } from '../lead-record.ts';
import { textOf } from '../read-text.ts';
import { faultOf, type WireLead, wireLead } from './wire.ts';

/** A lead of LionDesk, separate or from an offer, as a record; or why it isn't one. `raw` is the complete lead as JSON text. */
export function toLead(value: unknown, raw: string): ReadRecord | { readonly reason: string } {
  const parsed = wireLead.safeParse(value);
  if (!parsed.success) return { reason: faultOf(value, parsed.error, 'a lead') };
  // LionDesk doesn't lock leads, so there is nobody who unlocked it.
  return { externalId: textOf(parsed.data.id), fields: fieldsOf(parsed.data), raw, unlocked: false };
}

/**
 * Only names are documented. The rest is read under LionDesk's names for contacts and leads, first from the contact, then from the lead
 * itself. The mobile phone has priority over the home phone, and that over the office phone.
 */
function fieldsOf(lead: WireLead): LeadFields {
  const contact = lead.contact ?? {};
  const address = objectIn(contact.address) ?? objectIn(lead.address) ?? {};
  const first = (...names: readonly string[]): string => {
    for (const holder of [contact, address, lead]) {
      for (const name of names) {
        const text = Object.hasOwn(holder, name) ? textOf(holder[name]) : '';
        if (text !== '') return text;
      }
    }
    return '';
  };
  return {
    ...NO_FIELDS,
    firstName: first('first_name'),
    lastName: first('last_name'),
    email: first('email', 'email_address'),
    phone: first('mobile_phone', 'phone', 'home_phone', 'office_phone', 'phone_number'),
    address: first('street_address_1', 'street_address', 'address_1', 'address1', 'address', 'street'),
    address2: first('street_address_2', 'address_2', 'address2'),
    city: first('city'),
    state: stateOf(first('state')),
    zip: first('zip', 'zip_code', 'zipcode', 'postal_code'),
    sent: Object.hasOwn(lead, 'created_at') ? textOf(lead.created_at) : '',
  };
}

function objectIn(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
