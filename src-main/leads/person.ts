import type { LeadFacet, LeadFields, LeadRecord } from '../../src-preload/contract/index.ts';
import { regionCode } from '../geo/region-code.ts';
import { regionName } from '../geo/regions.ts';
import type { SearchText } from '../lead-index/index.ts';
import { instantOf } from '../platform/instant.ts';
import { FIELD_NAMES, isEmpty, type LeadField } from './fields.ts';
import { emailKey, type KnownPhone, knownPhone, nameKey } from './keys.ts';

/** The data of a record that a person is made from. */
export interface PersonRecord {
  readonly id: number;
  readonly connectionId: number | null;
  readonly kind: LeadRecord['kind'];
  readonly fields: LeadFields;
  readonly unlocked: boolean;
  readonly changedAt: number;
}

/** The values of a lead in each facet that its records determine. */
export type Facets = Partial<Record<LeadFacet, readonly string[]>>;

/** The columns of table `lead` that describe a person. */
export interface PersonRow {
  readonly first_name: string;
  readonly last_name: string;
  readonly name_key: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly license: string;
  readonly licensed_states: string;
  readonly specialties: string;
  readonly experience: number | null;
  readonly employment_type: string;
  readonly unlocked: number;
  readonly applied: number;
  readonly sent_at: number | null;
}

/** A person as described by all records together. */
export interface Person {
  readonly fields: LeadFields;
  readonly row: PersonRow;
  readonly facets: Facets;
  /** Keys by which the same person is recognized. */
  readonly phoneKeys: readonly string[];
  readonly emailKeys: readonly string[];
  /** As shown, the lead's own first. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly search: Pick<SearchText, 'name' | 'places' | 'words' | 'phones'>;
}

/** Lists of which a lead has the union of all its records. For every other field it has the value of the best record. */
const UNITED = [
  'specialties',
  'preferredDestinations',
  'licensedStates',
  'employmentHistory',
  'jobApplications',
] as const satisfies readonly LeadField[];
const united: ReadonlySet<LeadField> = new Set(UNITED);

/** The records in order of trust: entered by hand, then unlocked, then newer. */
export function byTrust<R extends PersonRecord>(records: readonly R[]): R[] {
  return [...records].sort(
    (a, b) =>
      Number(b.kind === 'hand') - Number(a.kind === 'hand') ||
      Number(b.unlocked) - Number(a.unlocked) ||
      b.changedAt - a.changedAt ||
      b.id - a.id,
  );
}

/** The best value of each field. Records are in order of trust. */
export function bestFields(records: readonly PersonRecord[]): LeadFields {
  const [first, ...others] = records;
  if (!first) throw new Error('A lead has at least one record');
  if (others.length === 0) return first.fields;
  const best: Partial<Record<LeadField, unknown>> = {};
  for (const name of FIELD_NAMES) {
    if (united.has(name)) {
      const all = records.flatMap(({ fields }) => fields[name] as readonly unknown[]);
      best[name] = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
    } else best[name] = (records.find(({ fields }) => !isEmpty(fields[name])) ?? first).fields[name];
  }
  return best as LeadFields;
}

const regions = new Map<string, string>();

/** The two-letter code of a state name, or any other text unchanged. */
export function stateCode(text: string): string {
  let code = regions.get(text);
  if (code === undefined) {
    code = regionCode(text) ?? text.trim();
    if (regions.size > 5_000) regions.clear();
    regions.set(text, code);
  }
  return code;
}

const licenses = new Map<string, string>();

/** The code in a license's full name: "Doctor of Medicine (MD)". */
export function licenseCode(text: string): string {
  let code = licenses.get(text);
  if (code === undefined) {
    code = (/\(([A-Za-z-]{2,8})\)\s*$/.exec(text)?.[1] ?? text).trim();
    if (licenses.size > 5_000) licenses.clear();
    licenses.set(text, code);
  }
  return code;
}

const NONE: readonly string[] = [];
const one = (value: string): readonly string[] =>
  value === '' ? NONE : [value.length > 200 ? value.slice(0, 200) : value];
const yesNo = (value: boolean | null): readonly string[] => (value === null ? NONE : value ? YES : NO);
const YES: readonly string[] = ['yes'];
const NO: readonly string[] = ['no'];

function many(values: readonly string[]): readonly string[] {
  if (values.length === 0) return NONE;
  if (values.length === 1) return one(values[0] ?? '');
  return [...new Set(values.flatMap(one))];
}

/** YYYY-MM of an instant in UTC. */
function monthOf(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const month = date.getUTCMonth() + 1;
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}`;
}

/** The value of a record in the facet `source`. */
export const sourceValue = (record: Pick<PersonRecord, 'connectionId' | 'kind'>): string =>
  record.connectionId === null ? record.kind : String(record.connectionId);

const unique = (values: readonly string[]): readonly string[] => (values.length < 2 ? values : [...new Set(values)]);

/** Only LocumJobsOnline locks leads, so a lead from other sources only is open. */
function isUnlocked(records: readonly PersonRecord[]): boolean {
  const lockable = records.filter(({ kind }) => kind === 'locumjobs');
  return lockable.length === 0 || lockable.some((record) => record.unlocked);
}

/** The non-empty texts, each on its own line. */
function linesOf(...texts: readonly string[]): string {
  let lines = '';
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed !== '') lines += lines === '' ? trimmed : `\n${trimmed}`;
  }
  return lines;
}

const employersOf = ({ employmentHistory }: LeadFields): readonly string[] =>
  employmentHistory.length === 0 ? NONE : employmentHistory.map(({ company }) => company);

/** A person from the records of a lead, in any order. @throws Error if there are none */
export function personOf(unordered: readonly PersonRecord[]): Person {
  const records = unordered.length < 2 ? unordered : byTrust(unordered);
  const fields = bestFields(records);
  const phones: KnownPhone[] = [];
  for (const record of records) if (record.fields.phone !== '') phones.push(knownPhone(record.fields.phone));
  const emails: string[] = [];
  const emailKeys: string[] = [];
  for (const record of records) {
    if (record.fields.email === '') continue;
    const key = emailKey(record.fields.email);
    emails.push(key ?? record.fields.email);
    if (key !== null) emailKeys.push(key);
  }
  const phoneKeys = unique(phones.flatMap(({ key }) => key ?? []));
  const shown = unique(phones.flatMap((phone) => (phone.shown === '' ? [] : phone.shown)));
  const unlocked = isUnlocked(records);
  const sentAt = instantOf(fields.sent);
  const state = stateCode(fields.state);
  const license = licenseCode(fields.license);
  const licensedStates = many(fields.licensedStates.map(stateCode));
  const applied = fields.jobApplications.length > 0 || records.some((record) => record.fields.hasJobApps === true);
  const reach = [...(phoneKeys.length > 0 ? ['phone'] : []), ...(emailKeys.length > 0 ? ['email'] : [])];
  const { firstName, lastName, city, experience } = fields;
  return {
    fields,
    phones: shown,
    emails: unique(emails),
    phoneKeys,
    emailKeys: unique(emailKeys),
    search: {
      name: firstName === '' || lastName === '' ? firstName + lastName : `${firstName} ${lastName}`,
      places: linesOf(city, state, regionName(state) ?? '', ...employersOf(fields)),
      words: linesOf(
        unique(emails).join(' '),
        fields.address,
        fields.address2,
        fields.zip,
        license,
        ...fields.specialties,
      ),
      phones: shown,
    },
    row: {
      first_name: firstName,
      last_name: lastName,
      name_key: nameKey(firstName, lastName),
      phone: shown[0] ?? null,
      email: emails[0] ?? null,
      city,
      state,
      zip: fields.zip,
      license,
      licensed_states: licensedStates.join(', '),
      specialties: fields.specialties.join(', '),
      experience,
      employment_type: fields.employmentType,
      unlocked: unlocked ? 1 : 0,
      applied: applied ? 1 : 0,
      sent_at: sentAt,
    },
    facets: {
      source: unique(records.map(sourceValue)),
      license: one(license),
      state: one(state),
      licensedState: licensedStates,
      specialty: many(fields.specialties),
      experience: experience === null ? NONE : [String(experience)],
      employmentType: one(fields.employmentType),
      contactTime: one(fields.contactTime),
      destination: many(fields.preferredDestinations.map(stateCode)),
      unlocked: unlocked ? YES : NO,
      applied: applied ? YES : yesNo(fields.hasJobApps),
      investigated: yesNo(fields.licenseInvestigated),
      reach,
      sentMonth: one(monthOf(sentAt)),
    },
  };
}
