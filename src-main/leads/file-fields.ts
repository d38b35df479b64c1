import type { LeadFields } from '../../src-preload/contract/index.ts';
import type { LeadFieldName } from '../../src-preload/contract/mapping.ts';
import { splitName, suggestMapping } from '../dialing/check-row/index.ts';
import { NO_FIELDS } from '../vendors/lead-record.ts';

/** Fields that a column of a file can fill. Lists of objects don't fit in a cell. `fullName` is split. */
export const FILE_FIELDS = [
  ...(Object.keys(NO_FIELDS) as (keyof LeadFields)[]).filter(
    (name) => name !== 'employmentHistory' && name !== 'jobApplications' && name !== 'unlockedBy',
  ),
  'fullName' as const,
];
export type FileField = (typeof FILE_FIELDS)[number];

export const isFileField = (name: string): name is FileField => (FILE_FIELDS as readonly string[]).includes(name);

/** The names used here for the dialer's fields. */
const FROM_DIALER: Partial<Record<LeadFieldName, FileField>> = {
  phone_number: 'phone',
  first_name: 'firstName',
  last_name: 'lastName',
  address1: 'address',
  address2: 'address2',
  city: 'city',
  state: 'state',
  postal_code: 'zip',
  email: 'email',
};

/** Usual column names for fields that a dialer doesn't have, in lower case and with letters and digits only. */
const USUAL: Readonly<Record<string, FileField>> = {
  name: 'fullName',
  fullname: 'fullName',
  contactname: 'fullName',
  licensetype: 'license',
  credential: 'license',
  credentials: 'license',
  degree: 'license',
  yearsofexperience: 'experience',
  yearsexperience: 'experience',
  specialty: 'specialties',
  speciality: 'specialties',
  licensedin: 'licensedStates',
  statelicenses: 'licensedStates',
  licenses: 'licensedStates',
  destinations: 'preferredDestinations',
  besttimetocall: 'contactTime',
  applied: 'hasJobApps',
};

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');
const ownNames = new Map(FILE_FIELDS.map((name) => [plain(name), name]));

/** The field that each column of a file probably fills, by index; null if that is unknown. Each field is used once. */
export function suggestFields(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
): (FileField | null)[] {
  const found: (FileField | null)[] = headers.map(
    (header) => USUAL[plain(header)] ?? ownNames.get(plain(header)) ?? null,
  );
  for (const guess of suggestMapping(headers, samples).guesses) {
    const field = guess.field === 'full_name' ? 'fullName' : FROM_DIALER[guess.field];
    const column = guess.from[0];
    if (field === undefined || column === undefined || found[column] !== null || found.includes(field)) continue;
    found[column] = field;
  }
  return found.map((field, at) => (field !== null && found.indexOf(field) === at ? field : null));
}

const listOf = (cell: string): string[] =>
  cell
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const YES = /^(?:1|y|yes|true|x)$/i;
const NO = /^(?:0|n|no|false)$/i;

/** The fields of a record from a row of a file. */
export function fieldsOfRow(cells: readonly string[], columns: readonly (FileField | null)[]): LeadFields {
  const fields: LeadFields = { ...NO_FIELDS };
  for (const [at, name] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (name === null || cell === '') continue;
    if (name === 'fullName') Object.assign(fields, takenApart(cell));
    else if (name === 'experience') fields.experience = /^\d{1,2}/.test(cell) ? Number.parseInt(cell, 10) : null;
    else if (name === 'hasJobApps' || name === 'licenseInvestigated') {
      fields[name] = YES.test(cell) ? true : NO.test(cell) ? false : null;
    } else if (name === 'specialties' || name === 'licensedStates' || name === 'preferredDestinations') {
      fields[name] = listOf(cell);
    } else fields[name] = cell;
  }
  return fields;
}

/** Splits "Doe, John" or "Dr. John Q. Doe" into the two names of a record. An unsplit name becomes the last name. */
function takenApart(name: string): Pick<LeadFields, 'firstName' | 'lastName'> {
  const { first, middle, last, isSplit } = splitName(name);
  if (!isSplit) return { firstName: '', lastName: first };
  return { firstName: [first, middle].filter((part) => part !== '').join(' '), lastName: last };
}
