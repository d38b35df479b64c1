import type { Employment, JobApplication, LeadFields } from '../../../src-preload/contract/index.ts';
import { stateOf, statesIn } from '../../geo/us-states.ts';
import { instantOf } from '../../platform/instant.ts';
import type { ReadRecord } from '../lead-record.ts';
import { flagOf, itemsOf, textOf, yearsOf } from '../read-text.ts';
import { LICENSES } from './values.ts';
import { faultOf, type WireLead, wireId, wireLead } from './wire.ts';

/** A record as a lead, or why it isn't one. `raw` is the complete record as JSON text. */
export function toLead(value: unknown, raw: string): ReadRecord | { readonly reason: string } {
  const parsed = wireLead.safeParse(value);
  if (!parsed.success) return { reason: faultOf(value, parsed.error) };
  const fields = fieldsOf(parsed.data);
  return { externalId: textOf(parsed.data.id), fields, raw, unlocked: fields.unlockedBy !== '' };
}

/** The id of a record that is not a lead, if it has a valid one; otherwise null. */
export function idIn(value: unknown): string | null {
  const { id } = wireId.safeParse(value).data ?? {};
  return id === undefined ? null : textOf(id);
}

/** When a lead was submitted, ms since 1970; null if the vendor's time is missing or can't be parsed. Without an offset it is UTC. */
export function sentAt(fields: Pick<LeadFields, 'sent'>): number | null {
  return instantOf(fields.sent);
}

function fieldsOf(wire: WireLead): LeadFields {
  const investigated = textOf(wire.license_investigated);
  return {
    firstName: textOf(wire.first_name),
    lastName: textOf(wire.last_name),
    email: textOf(wire.email),
    phone: textOf(wire.phone),
    address: textOf(wire.address),
    address2: textOf(wire.address2),
    city: textOf(wire.city),
    state: stateOf(textOf(wire.state)),
    zip: textOf(wire.zip),
    license: licenseOf(textOf(wire.license)),
    experience: yearsOf(wire.experience),
    employmentType: textOf(wire.employmentType ?? wire.employment_type),
    specialties: itemsOf(wire.specialties),
    contactTime: textOf(wire.contact_time),
    preferredDestinations: statesOf(wire.preferred_destinations),
    preferredCities: textOf(wire.preferred_cities),
    licensedStates: statesOf(wire.licensed_states),
    licenseState: stateOf(textOf(wire.license_state)),
    licenseDateIssued: textOf(wire.license_date_issued),
    licenseDateExpires: textOf(wire.license_date_expires),
    // The value is the word Yes or No. Here an empty one means no answer, unlike in the flags of XML.
    licenseInvestigated: investigated === '' ? null : flagOf(investigated),
    licenseInvestigationDetails: textOf(wire.license_investigation_details),
    sent: textOf(wire.sent),
    hasJobApps: flagOf(wire.has_job_apps),
    unlockedBy: textOf(wire.unlocked_by),
    employmentHistory: objectsOf(wire.employment_history).flatMap(employmentOf),
    jobApplications: objectsOf(wire.job_applications).flatMap(applicationOf),
  };
}

function employmentOf(wire: Readonly<Record<string, unknown>>): Employment[] {
  const job = {
    company: textOf(wire.company),
    state: stateOf(textOf(wire.state)),
    phone: textOf(wire.phone),
    startDate: textOf(wire.start_date),
    endDate: textOf(wire.end_date),
  };
  return Object.values(job).some((text) => text !== '') ? [job] : [];
}

function applicationOf(wire: Readonly<Record<string, unknown>>): JobApplication[] {
  const application = {
    jobId: textOf(wire.job_id),
    title: textOf(wire.title),
    reference: textOf(wire.reference),
    createdAt: textOf(wire.created_at),
  };
  const says = Object.values(application).some((text) => text !== '');
  return says ? [{ ...application, direct: flagOf(wire.is_direct_app) }] : [];
}

/** The objects of a list. A single one counts as a list of one, and values that are not objects are only in the raw record. */
function objectsOf(value: unknown): Record<string, unknown>[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter(
    (item): item is Record<string, unknown> => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
}

/** The name of the District of Columbia contains a comma in this list. */
const statesOf = (value: unknown): string[] =>
  statesIn(itemsOf(Array.isArray(value) ? value.map(districtOf) : districtOf(value)));
const districtOf = (value: unknown): string => textOf(value).replace(/\bWashington,?\s+D\.?\s?C\b\.?/gi, 'DC');

const codeOfName = new Map(Object.entries(LICENSES).map(([code, name]) => [name.toLowerCase(), code]));

/** The code of a license: `MD`, also from `Doctor of Medicine (MD)`. Other text is returned unchanged. */
function licenseOf(text: string): string {
  const inBrackets = /\(([A-Z]{2,6})\)$/.exec(text)?.[1];
  return inBrackets ?? codeOfName.get(text.toLowerCase()) ?? text;
}
