import type { LeadFields } from '../../../src-preload/contract/index.ts';
import { stateOf } from '../../geo/us-states.ts';
import type { ReadRecord } from '../lead-record.ts';
import { textOf } from '../read-text.ts';
import { faultOf, type WireLead, wireLead } from './wire.ts';

/** A lead of LionDesk, alone or out of an offer, as a record; or why it is none. `raw` is the lead whole, as JSON text. */
export function toLead(value: unknown, raw: string): ReadRecord | { readonly reason: string } {
  const parsed = wireLead.safeParse(value);
  if (!parsed.success) return { reason: faultOf(value, parsed.error, 'a lead') };
  // Nothing is locked at LionDesk: there is no one who could unlock it.
  return { externalId: textOf(parsed.data.id), fields: fieldsOf(parsed.data), raw, unlocked: false };
}

/**
 * The document shows names alone; the rest is read under the names that LionDesk's contacts and leads have for it, from the
 * contact first, then from the lead itself. The mobile phone comes before the one at home, that before the office's.
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
    firstName: first('first_name'),
    lastName: first('last_name'),
    email: first('email', 'email_address'),
    phone: first('mobile_phone', 'phone', 'home_phone', 'office_phone', 'phone_number'),
    address: first('street_address_1', 'street_address', 'address_1', 'address1', 'address', 'street'),
    address2: first('street_address_2', 'address_2', 'address2'),
    city: first('city'),
    state: stateOf(first('state')),
    zip: first('zip', 'zip_code', 'zipcode', 'postal_code'),
    license: '',
    experience: null,
    employmentType: '',
    specialties: [],
    contactTime: '',
    preferredDestinations: [],
    preferredCities: '',
    licensedStates: [],
    licenseState: '',
    licenseDateIssued: '',
    licenseDateExpires: '',
    licenseInvestigated: null,
    licenseInvestigationDetails: '',
    sent: Object.hasOwn(lead, 'created_at') ? textOf(lead.created_at) : '',
    hasJobApps: null,
    unlockedBy: '',
    employmentHistory: [],
    jobApplications: [],
  };
}

function objectIn(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
