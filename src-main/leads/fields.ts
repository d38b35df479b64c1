import type { LeadFields } from '../../src-preload/contract/index.ts';
import { NO_FIELDS } from '../vendors/lead-record.ts';

export type LeadField = keyof LeadFields;
export const FIELD_NAMES = Object.keys(NO_FIELDS) as readonly LeadField[];

/** Whether a value is missing: an empty text or list, or null. */
export const isEmpty = (value: LeadFields[LeadField]): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);

/**
 * Fields as they are stored: a JSON list of their values in the order of `FIELD_NAMES`, with 0 for missing ones, and without the missing
 * ones at the end. Names would double the size of a million leads. The order is that of `NO_FIELDS`.
 */
export function packFields(fields: LeadFields): string {
  const values: unknown[] = [];
  let filled = 0;
  for (const name of FIELD_NAMES) {
    const value = fields[name];
    if (isEmpty(value)) values.push(0);
    else filled = values.push(name === 'experience' ? String(value) : value);
  }
  values.length = filled;
  return JSON.stringify(values);
}

/** Parses stored fields. */
export function unpackFields(stored: string): LeadFields {
  const fields: Record<string, unknown> = { ...NO_FIELDS };
  for (const [at, value] of (JSON.parse(stored) as unknown[]).entries()) {
    const name = FIELD_NAMES[at];
    if (name !== undefined && value !== 0) fields[name] = name === 'experience' ? Number(value) : value;
  }
  return fields as LeadFields;
}

/** A value as text for a person; empty if it is missing. */
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

/** The change of one field. */
export interface FieldChange {
  readonly field: LeadField | 'unlocked';
  readonly before: string;
  readonly after: string;
}

const same = (a: LeadFields[LeadField], b: LeadFields[LeadField]): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** The differences between two versions of a record, by field. */
export function fieldChanges(before: LeadFields, after: LeadFields): FieldChange[] {
  return FIELD_NAMES.filter((name) => !same(before[name], after[name])).map((field) => ({
    field,
    before: fieldText(before, field),
    after: fieldText(after, field),
  }));
}
