import { LICENSES, type SampleLead } from '../leads/sample-leads.ts';
import { PLACES } from '../sample-places.ts';

/** A lead of the practice board, with whether this company unlocked it. */
export interface BoardLead {
  readonly lead: SampleLead;
  readonly unlockedBy: string | null;
  readonly unlockedByEmail: string | null;
  /** ms since 1970. */
  readonly unlockedAt: number | null;
}

/** Days and times without a zone are in the board's own zone, as in its examples: five hours behind UTC. */
const BOARD_OFFSET = '-05:00';
const MILES_A_DEGREE = 69;

/** A parameter that the board refuses, with its message. */
export class BadParameter extends Error {
  override readonly name = 'BadParameter';
}

/** ms since 1970 of a date or a date and time. @throws BadParameter */
function instant(name: string, text: string): number {
  const match = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const at =
    match === null
      ? Number.NaN
      : Date.parse(`${text.slice(0, 10)}${match[1] ?? 'T00:00:00'}${match[2] ?? BOARD_OFFSET}`);
  if (Number.isNaN(at)) throw new BadParameter(`${name} must be a date or date-time`);
  return at;
}

function flag(name: string, text: string): boolean {
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false' || text === '') return false;
  throw new BadParameter(`${name} must be a boolean`);
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new BadParameter(`${name} must be an integer`);
  return Number(text);
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const digits = (text: string) => text.replace(/\D/g, '').slice(-10);

type Test = (one: BoardLead) => boolean;

const ofLead =
  (test: (lead: SampleLead) => boolean): Test =>
  ({ lead }) =>
    test(lead);

/** Distances are not computed by the practice board. ZIP codes are compared by their difference in the same state's list of places. */
function near(zip: string, miles: number): Test {
  const home = PLACES.find((place) => Number(zip) >= place.zip && Number(zip) < place.zip + place.zips);
  return ({ lead }) =>
    lead.zip === zip ||
    (home !== undefined && lead.state === home.state && (lead.city === home.city || miles >= MILES_A_DEGREE));
}

/** The tests of "List all leads" (Query Parameters), by parameter. Each throws BadParameter for a value that the board refuses. */
const PARAMETERS: Readonly<Record<string, (text: string, query: URLSearchParams) => Test>> = {
  email: (text) => ofLead(({ email }) => same(email, text)),
  employment_type: (text) => ofLead(({ employmentType }) => employmentType === text),
  first_name: (text) => ofLead(({ firstName }) => same(firstName, text)),
  last_name: (text) => ofLead(({ lastName }) => same(lastName, text)),
  has_job_apps(text) {
    const wanted = flag('has_job_apps', text);
    return ofLead(({ applications }) => applications.length > 0 === wanted);
  },
  job_title: (text) => ofLead(({ applications }) => applications.some(({ title }) => same(title, text))),
  license(text) {
    // The document has "Doctor of Medicine (MD)"; its records have MD.
    const code = /\((\w+)\)$/.exec(text)?.[1] ?? text;
    if (!LICENSES.some((known) => known === code)) throw new BadParameter('license is not one of the possible values');
    return ofLead(({ license }) => license === code);
  },
  licensed_states(text, query) {
    const wanted = query
      .getAll('licensed_states')
      .concat(query.getAll('licensed_states[]'))
      .flatMap((one) => one.split(','));
    return ofLead(
      ({ licensedStates }) => licensedStates.some((state) => wanted.includes(state)) || wanted.includes(text),
    );
  },
  lives_within_zip: (zip, query) => near(zip, whole('lives_within_radius', query.get('lives_within_radius') ?? '25')),
  min_experience(text) {
    const least = whole('min_experience', text);
    return ofLead(({ experience }) => experience >= least);
  },
  not_unlocked(text) {
    const wanted = flag('not_unlocked', text);
    return ({ unlockedBy }) => !wanted || unlockedBy === null;
  },
  phone: (text) => ofLead(({ phone }) => phone === digits(text)),
  state: (text) => ofLead(({ state }) => state === text),
  unlocked_by:
    (text) =>
    ({ unlockedByEmail }) =>
      unlockedByEmail !== null && same(unlockedByEmail, text),
  // "submitted their application to your company or were unlocked" after, or before.
  start_date(text) {
    const from = instant('start_date', text);
    return ({ lead, unlockedAt }) => lead.sentAt >= from || (unlockedAt !== null && unlockedAt >= from);
  },
  end_date(text) {
    const until = instant('end_date', text);
    return ({ lead, unlockedAt }) => lead.sentAt < until || (unlockedAt !== null && unlockedAt < until);
  },
  start_unlocked_date(text) {
    const from = instant('start_unlocked_date', text);
    return ({ unlockedAt }) => unlockedAt !== null && unlockedAt >= from;
  },
  end_unlocked_date(text) {
    const until = instant('end_unlocked_date', text);
    return ({ unlockedAt }) => unlockedAt !== null && unlockedAt <= until;
  },
};

/** Compiles the query of "List all leads". All conditions apply together; empty ones don't count. @throws BadParameter */
export function compileQuery(query: URLSearchParams): Test {
  const tests = Object.entries(PARAMETERS).flatMap(([name, make]) => {
    const text = query.get(name) ?? '';
    return text === '' ? [] : [make(text, query)];
  });
  return (one) => tests.every((test) => test(one));
}

const ORDERS: Readonly<Record<string, (one: BoardLead, other: BoardLead) => number>> = {
  id: (one, other) => one.lead.id - other.lead.id,
  name: (one, other) =>
    `${one.lead.lastName} ${one.lead.firstName}`.localeCompare(`${other.lead.lastName} ${other.lead.firstName}`),
  state: (one, other) => one.lead.state.localeCompare(other.lead.state),
  license: (one, other) => one.lead.license.localeCompare(other.lead.license),
  sent: (one, other) => one.lead.sentAt - other.lead.sentAt,
};

/** The order of `sort`; a hyphen before it reverses it. Without one the newest comes first. @throws BadParameter */
export function compileOrder(sort: string): (one: BoardLead, other: BoardLead) => number {
  const name = sort === '' ? '-sent' : sort;
  const order = ORDERS[name.replace(/^-/, '')];
  if (order === undefined) throw new BadParameter('sort is not one of the possible values');
  return name.startsWith('-') ? (one, other) => order(other, one) : order;
}
