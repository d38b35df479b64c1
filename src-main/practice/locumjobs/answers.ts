import type { BoardLead } from './query.ts';

type Value = string | number | boolean | null;
type Item = Readonly<Record<string, Value>>;
export type Shape = Readonly<Record<string, Value | readonly Item[]>>;

/** `2015-12-08T15:24:35-05:00`, the board's form of a time. */
function boardTime(at: number): string {
  return `${new Date(at - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;
}

/**
 * A lead in the list ("List all leads", Example Response). One that this company has not unlocked and that has not applied is returned
 * without phone and email.
 */
export function listed({ lead, unlockedBy }: BoardLead): Shape {
  const open = unlockedBy !== null || lead.applications.length > 0;
  return {
    id: lead.id,
    first_name: lead.firstName,
    last_name: lead.lastName,
    address: open ? lead.address : null,
    address2: open ? lead.address2 : null,
    city: lead.city,
    state: lead.state,
    zip: lead.zip,
    email: open ? lead.email : null,
    phone: open ? lead.phone : null,
    license: lead.license,
    experience: String(lead.experience),
    sent: boardTime(lead.sentAt),
    has_job_apps: lead.applications.length > 0,
  };
}

/** A complete lead ("Retrieve a Lead", Example Response). */
export function retrieved({ lead, unlockedBy }: BoardLead): Shape {
  return {
    id: lead.id,
    first_name: lead.firstName,
    last_name: lead.lastName,
    address: lead.address,
    address2: lead.address2,
    city: lead.city,
    state: lead.state,
    zip: lead.zip,
    sent: boardTime(lead.sentAt),
    email: lead.email,
    phone: `+1${lead.phone}`,
    license: lead.license,
    experience: String(lead.experience),
    employmentType: lead.employmentType,
    specialties: lead.specialty,
    contact_time: lead.contactTime,
    preferred_destinations: lead.destinations.join(', '),
    licensed_states: lead.licensedStates.join(', '),
    preferred_cities: '',
    license_state: lead.licensedStates[0] ?? '',
    license_date_issued: lead.licenseIssued,
    license_date_expires: lead.licenseExpires,
    license_investigated: lead.investigated ? 'Yes' : 'No',
    license_investigation_details: lead.investigated ? 'Closed without action' : '',
    employment_history: lead.history.map(({ company, state, phone, from, until }) => ({
      company,
      state,
      phone,
      start_date: from,
      end_date: until,
    })),
    job_applications: lead.applications.map(({ jobId, title, reference, direct, at }) => ({
      job_id: jobId,
      title,
      reference,
      is_direct_app: direct,
      created_at: at,
    })),
    unlocked_by: unlockedBy,
  };
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
/** Booleans are 1 or empty, and missing values are empty elements. */
const inXml = (value: Value) =>
  value === true ? '1' : value === false || value === null ? '' : escaped(String(value));

function elements(item: Item): string {
  return Object.entries(item)
    .map(([name, value]) => `<${name}>${inXml(value)}</${name}>\n`)
    .join('');
}

/** Leads as XML: a list repeats its element, which holds the fields of one item directly. */
export function toXml(shapes: readonly Shape[]): string {
  const one = (shape: Shape) =>
    Object.entries(shape)
      .map(([name, value]) =>
        typeof value === 'object' && value !== null
          ? value.map((item) => `<${name}>\n${elements(item)}</${name}>\n`).join('')
          : elements({ [name]: value }),
      )
      .join('');
  return `<?xml version="1.0"?>\n<leads>\n${shapes.map((shape) => `<lead>\n${one(shape)}</lead>\n`).join('')}</leads>\n`;
}
