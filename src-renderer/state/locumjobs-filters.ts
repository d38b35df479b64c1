import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';

/** How the value of a parameter is entered. */
export type FilterInput =
  | { readonly as: 'text' | 'email' | 'phone' }
  | { readonly as: 'date' }
  | { readonly as: 'number'; readonly from: number; readonly to: number; readonly unit: string }
  | { readonly as: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly as: 'states' }
  /** Known values, and any others, because the vendor's list has changed over time. */
  | { readonly as: 'suggested'; readonly known: readonly string[] };

export interface Filter {
  readonly label: string;
  readonly input: FilterInput;
  readonly help?: string;
}

const yesNo = (yes: string, no: string): FilterInput => ({
  as: 'choice',
  options: [
    { value: '1', label: yes },
    { value: '0', label: no },
  ],
});

/** The states of the document, two letters each (LocumJobsOnline API v2.0, `state`). */
export const US_STATES: readonly string[] =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA DC WV WI WY'.split(
    ' ',
  );

/** Parameters that the poller sets itself: its time windows, the number of leads, and their order. */
export const POLLERS_OWN = ['start_date', 'end_date', 'max', 'sort'] as const satisfies readonly LocumjobsParameter[];
type Own = (typeof POLLERS_OWN)[number];
export type FilterName = Exclude<LocumjobsParameter, Own>;

/** The parameters by which an operator may restrict a source (LocumJobsOnline API v2.0, "List all leads", Query Parameters). */
export const FILTERS: Readonly<Record<FilterName, Filter>> = {
  license: {
    label: 'License',
    input: {
      as: 'suggested',
      known: ['MD', 'DO', 'PA', 'NP', 'CRNA', 'DMD', 'DDS', 'DPM', 'OD', 'CAA'],
    },
    help: 'A code such as MD. Codes that aren’t listed are sent as typed.',
  },
  state: {
    label: 'Lives in state',
    input: { as: 'choice', options: US_STATES.map((value) => ({ value, label: value })) },
  },
  licensed_states: { label: 'Licensed in', input: { as: 'states' }, help: 'In any of these' },
  min_experience: { label: 'Experience, at least', input: { as: 'number', from: 0, to: 99, unit: 'years' } },
  employment_type: {
    label: 'Employment type',
    input: {
      as: 'choice',
      options: ['Locum Tenens', 'Permanent'].map((value) => ({ value, label: value })),
    },
  },
  has_job_apps: { label: 'Applied to one of your jobs', input: yesNo('Applied', 'Did not apply') },
  job_title: { label: 'Applied to a job titled', input: { as: 'text' } },
  not_unlocked: { label: 'Unlocked', input: yesNo('Not unlocked yet', 'Any') },
  unlocked_by: { label: 'Unlocked by', input: { as: 'email' }, help: 'The email address of one of your users' },
  start_unlocked_date: { label: 'Unlocked on or after', input: { as: 'date' } },
  end_unlocked_date: { label: 'Unlocked on or before', input: { as: 'date' } },
  lives_within_radius: {
    label: 'Lives within',
    input: { as: 'number', from: 0, to: 25_000, unit: 'miles' },
    help: 'Used together with the ZIP code below',
  },
  lives_within_zip: { label: 'of ZIP code', input: { as: 'text' } },
  first_name: { label: 'First name', input: { as: 'text' } },
  last_name: { label: 'Last name', input: { as: 'text' } },
  email: { label: 'Email', input: { as: 'email' } },
  phone: { label: 'Phone', input: { as: 'phone' } },
};
export const FILTER_NAMES = Object.keys(FILTERS) as readonly FilterName[];

/** What is wrong with a value, as a sentence; undefined if it is valid. */
export function filterError(
  name: FilterName,
  values: Readonly<Partial<Record<LocumjobsParameter, string>>>,
): string | undefined {
  const value = (values[name] ?? '').trim();
  if (value === '') return 'Enter a value, or remove this filter.';
  const { input } = FILTERS[name];
  if (input.as === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'Not a valid email address.';
  if (input.as === 'phone' && value.replace(/\D/g, '').length < 3) return 'A phone number has digits, at least 3.';
  if (input.as === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) return 'Choose a day.';
  if (input.as === 'number' && !(/^\d{1,5}$/.test(value) && Number(value) >= input.from && Number(value) <= input.to))
    return `A whole number from ${input.from} to ${input.to.toLocaleString('en-US')}`;
  if (name === 'lives_within_radius' && (values.lives_within_zip ?? '').trim() === '')
    return 'Add the “of ZIP code” filter below.';
  if (name === 'lives_within_zip' && (values.lives_within_radius ?? '').trim() === '')
    return 'Add the “Lives within” filter below.';
  return undefined;
}
