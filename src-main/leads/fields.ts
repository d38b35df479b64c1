import type { LeadFields } from '../../src-preload/contract/index.ts';

/** A record that tells nothing. */
export const NO_FIELDS: LeadFields = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  address: '',
  address2: '',
  city: '',
  state: '',
  zip: '',
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
  sent: '',
  hasJobApps: null,
  unlockedBy: '',
  employmentHistory: [],
  jobApplications: [],
};

export type LeadField = keyof LeadFields;
export const FIELD_NAMES = Object.keys(NO_FIELDS) as readonly LeadField[];

/** Whether a value says nothing: no text, no list, not told. */
export const isEmpty = (value: LeadFields[LeadField]): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** Fields as they are stored: JSON without what is empty. */
export function packFields(fields: LeadFields): string {
  const kept: Partial<Record<LeadField, unknown>> = {};
  for (const name of FIELD_NAMES) {
    const value = fields[name];
    if (!isEmpty(value)) kept[name] = value;
  }
  return JSON.stringify(kept);
}

/** Fields from the store. */
export const unpackFields = (stored: string): LeadFields => ({
  ...NO_FIELDS,
  ...(JSON.parse(stored) as Partial<LeadFields>),
});

/** A value as a person reads it; empty where there is none. */
export function fieldText(fields: LeadFields, name: LeadField): string {
  const value = fields[name];
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (name === 'employmentHistory') {
    return fields.employmentHistory
      .map((job) => [job.company, job.state, job.phone, job.startDate && `${job.startDate} to ${job.endDate || 'now'}`])
      .map((parts) => parts.filter((part) => part !== '').join(', '))
      .join('; ');
  }
  if (name === 'jobApplications') {
    return fields.jobApplications
      .map((job) => [job.title, job.reference, job.createdAt].filter((part) => part !== '').join(', '))
      .join('; ');
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** One field that is not what it was. */
export interface FieldChange {
  readonly field: LeadField | 'unlocked';
  readonly before: string;
  readonly after: string;
}

const same = (a: LeadFields[LeadField], b: LeadFields[LeadField]): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** What differs between two states of a record, field by field. */
export function fieldChanges(before: LeadFields, after: LeadFields): FieldChange[] {
  return FIELD_NAMES.filter((name) => !same(before[name], after[name])).map((field) => ({
    field,
    before: fieldText(before, field),
    after: fieldText(after, field),
  }));
}
