import type { LocumjobsParameter } from '../../../src-preload/contract/index.ts';
import { stateOf } from '../../geo/us-states.ts';
import { instantOf } from '../../platform/instant.ts';
import { EMPLOYMENT_TYPES, EXPERIENCE_AT_MOST, LICENSED_STATES, LICENSES, SORT_FIELDS, STATES } from './values.ts';

/** Values by parameter, as an operator writes them. */
export type LocumjobsQuery = Partial<Record<LocumjobsParameter, string>>;

interface Format {
  /** The allowed values, for the message about others. */
  readonly may: string;
  /** The value as sent; null if it is not allowed. */
  readonly sent: (value: string) => string | null;
}

const text: Format = { may: 'any text', sent: (value) => value };
const email: Format = { may: 'an email address', sent: (value) => (/^[^\s@]+@[^\s@]+$/.test(value) ? value : null) };
const phone: Format = {
  may: 'a phone number',
  sent: (value) => (/\d{3}/.test(value.replace(/\D/g, '')) ? value : null),
};
const dateTime: Format = {
  may: 'YYYY-MM-DD or YYYY-MM-DDThh:mm:ss',
  sent: (value) => (/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/.test(value) && instantOf(value) !== null ? value : null),
};
const FLAGS: Readonly<Record<string, string>> = { '1': '1', true: '1', yes: '1', '0': '0', false: '0', no: '0' };
const boolean: Format = { may: '1 or 0', sent: (value) => FLAGS[value.toLowerCase()] ?? null };

function integer(from: number, to: number): Format {
  return {
    may: `a whole number from ${from} to ${to}`,
    sent: (value) => (/^\d{1,9}$/.test(value) && +value >= from && +value <= to ? String(+value) : null),
  };
}

function oneOf(values: readonly string[], read: (value: string) => string = (value) => value): Format {
  const known = new Map(values.map((value) => [value.toLowerCase(), value]));
  return { may: `one of ${values.join(', ')}`, sent: (value) => known.get(read(value).toLowerCase()) ?? null };
}

function severalOf(one: Format): Format {
  return {
    may: `${one.may}; several with commas`,
    sent: (value) => {
      const items = value.split(/[,;|]/).flatMap((item) => (item.trim() === '' ? [] : [one.sent(item.trim())]));
      return items.length === 0 || items.includes(null) ? null : items.join(',');
    },
  };
}

const licenseValues = new Map(
  Object.entries(LICENSES).flatMap(([code, name]) => {
    const value = `${name} (${code})`;
    return [code, name, value].map((written) => [written.toLowerCase(), value] as const);
  }),
);
/** A code becomes the documented value. Other values are sent unchanged, because the list has changed over time. */
const license: Format = {
  may: `a license, such as ${Object.keys(LICENSES).join(', ')}`,
  sent: (value) => licenseValues.get(value.toLowerCase()) ?? value,
};
const sort: Format = {
  may: `one of ${SORT_FIELDS.join(', ')}, with - in front for descending order`,
  sent: (value) => (SORT_FIELDS.some((field) => value === field || value === `-${field}`) ? value : null),
};

/**
 * The query parameters of "List all leads" (LocumJobsOnline API v2.0, Leads, Query Parameters), in the document's order. The document lost
 * their names: those up to `not_unlocked` are confirmed, the rest are inferred. A wrong guess is corrected in `LOCUMJOBS_PARAMETERS` and
 * here.
 */
export const PARAMETERS: Readonly<Record<LocumjobsParameter, Format>> = {
  email,
  employment_type: oneOf(EMPLOYMENT_TYPES),
  /** Submitted or unlocked before: exclusive. */
  end_date: dateTime,
  /** Unlocked on or before: inclusive. */
  end_unlocked_date: dateTime,
  first_name: text,
  has_job_apps: boolean,
  job_title: text,
  last_name: text,
  license,
  licensed_states: severalOf(oneOf(LICENSED_STATES, stateOf)),
  /** Miles around `lives_within_zip`. */
  lives_within_radius: integer(0, 25_000),
  lives_within_zip: text,
  max: integer(1, 999_999_999),
  min_experience: integer(0, EXPERIENCE_AT_MOST),
  not_unlocked: boolean,
  phone,
  sort,
  /** Submitted or unlocked after. */
  start_date: dateTime,
  /** Unlocked on or after: inclusive. */
  start_unlocked_date: dateTime,
  state: oneOf(STATES, stateOf),
  unlocked_by: email,
};

/** A query that is not allowed, with what is wrong with each of its values. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/** What is wrong with a query, one sentence each; empty if it is allowed. Empty values count as missing. */
export function faultsOf(query: LocumjobsQuery): string[] {
  const faults: string[] = [];
  for (const [name, value] of given(query)) {
    const format = PARAMETERS[name];
    if (format.sent(value) === null) faults.push(`${name} is “${value}”; it takes ${format.may}.`);
  }
  if (!query.lives_within_radius !== !query.lives_within_zip) {
    faults.push('lives_within_radius and lives_within_zip only work together: give both.');
  }
  return faults;
}

/** The query string, in the document's order of parameters. @throws QueryError if a value is not allowed */
export function queryString(query: LocumjobsQuery): string {
  const faults = faultsOf(query);
  if (faults.length > 0) throw new QueryError(faults.join(' '));
  const search = new URLSearchParams();
  for (const [name, value] of given(query)) search.append(name, PARAMETERS[name].sent(value) ?? value);
  return search.toString();
}

function given(query: LocumjobsQuery): [LocumjobsParameter, string][] {
  const names = Object.keys(PARAMETERS) as LocumjobsParameter[];
  return names.flatMap((name) => {
    const value = query[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as [LocumjobsParameter, string]];
  });
}
