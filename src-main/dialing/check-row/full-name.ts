import type { FullNameColumn, FullNameReading, LeadFieldName, Mapping } from '../../../src-preload/contract/mapping.ts';
import { shareThatFits } from './column-fits.ts';
import { headerWords } from './header-words.ts';
import { isInitial } from './name-words.ts';
import { type NameParts, splitName } from './split-name.ts';

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words for a person. With one of them, “name” still means the lead's. */
const PERSON = listed(
  'customer client contact lead primary main owner prospect homeowner patient member student insured applicant borrower consumer buyer ' +
    'person guest subscriber donor voter tenant participant attendee registrant candidate policyholder debtor recipient caller resident ' +
    'property the your their complete full whole of display registered legal 1',
);
/** Two of these words together mean a sales representative. */
const RECORD = listed('lead contact record account opportunity deal');

const ORDERS: Readonly<Record<string, FullNameReading>> = Object.fromEntries([
  ...[
    'name',
    'fullname',
    'names',
    'contactname',
    'customername',
    'nombrecompleto',
    'nomcomplet',
    'nomecompleto',
    'vollstandigername',
  ].map((name) => [name, 'first-last']),
  ...[
    'firstlast',
    'firstlastname',
    'firstnamelastname',
    'firstandlast',
    'firstandlastname',
    'firstmiddlelast',
    'firstmilast',
  ].map((name) => [name, 'first-last']),
  ...[
    'nombreyapellido',
    'nombreyapellidos',
    'nombreapellido',
    'nombresyapellidos',
    'nomeecognome',
    'prenometnom',
    'prenomnom',
  ].map((name) => [name, 'first-last']),
  ...['vorundnachname', 'vornamenachname', 'vornameundnachname', 'vornamename'].map((name) => [name, 'first-last']),
  ...[
    'lastfirst',
    'namelastfirst',
    'lastfirstname',
    'lastnamefirst',
    'lastnamefirstname',
    'lastfirstmiddle',
    'lastfirstmi',
    'surnamefirstname',
  ].map((name) => [name, 'last-first']),
  ...[
    'namelastfirstmi',
    'namelastfirstmiddle',
    'nachnamevorname',
    'namevorname',
    'nometprenom',
    'nomprenom',
    'apellidosynombre',
  ].map((name) => [name, 'last-first']),
  ...['apellidosnombre', 'apellidoynombre', 'apellidosynombres', 'cognomeenome'].map((name) => [name, 'last-first']),
]);

/** How the full names of a column are read, by its header; undefined if it names no such column. */
export function fullNameHeader(header: string): Exclude<FullNameReading, 'whole'> | undefined {
  const words = headerWords(header);
  if (words.includes('owner') && words.some((word) => RECORD.has(word))) return undefined;
  const others = words.filter((word) => !PERSON.has(word));
  const spelt = others.length === 0 ? (words.includes('contact') ? 'name' : '') : others.join('');
  const order = ORDERS[spelt] ?? ORDERS[words.join('')];
  return order === 'last-first' ? 'last-first' : order === undefined ? undefined : 'first-last';
}

/** What a column of full names is used for: it is split, or fills a field unsplit, or isn't used, with the reason. */
export type FullNameGuess =
  | { readonly fullName: FullNameColumn; readonly why: string }
  | { readonly field: LeadFieldName; readonly why: string }
  | { readonly note: string };

/** What a column with a header for full names fills, given the columns of first and last names; undefined if its cells are not names. */
export function guessFullName(
  { header, index }: Mapping['columns'][number],
  column: (index: number) => readonly string[],
  own: { readonly first: number | undefined; readonly last: number | undefined },
): FullNameGuess | undefined {
  const read = fullNameHeader(header);
  const samples = column(index).filter((value) => value !== '');
  if (read === undefined || shareThatFits('last_name', samples) < 0.75) return undefined;
  const isNamed = headerWords(header).length > 1 || !/^contact$/i.test(header.trim());
  if (!isNamed && samples.filter((value) => value.includes(' ')).length * 2 < samples.length + 1) return undefined;
  const shown = `“${header.trim()}”`;
  const { first, last } = own;
  if (first !== undefined && last !== undefined) {
    return {
      note: `${shown} holds whole names, and the first and the last name have columns of their own: not mapped`,
    };
  }
  const beside = first ?? last;
  // “Name” beside “Vorname” is the last name, and beside “Surname” the first name, unless it repeats it.
  if (beside !== undefined && !repeats(column(index), column(beside))) {
    return {
      field: first === undefined ? 'first_name' : 'last_name',
      why: `${shown} is next to the other part of the name`,
    };
  }
  const order = read === 'first-last' && areLastFirst(samples) ? 'last-first' : read;
  return { fullName: { column: index, read: order }, why: `${shown} holds whole names, which are split` };
}

function repeats(whole: readonly string[], part: readonly string[]): boolean {
  const both = whole.flatMap((name, at) => {
    const own = part[at] ?? '';
    return name === '' || own === '' ? [] : [name.toLowerCase().includes(own.toLowerCase())];
  });
  return both.filter(Boolean).length * 2 > both.length;
}

/** Recognizes “SMITH JOHN Q” by its initials, which are at the end of such names and otherwise in the middle. */
function areLastFirst(samples: readonly string[]): boolean {
  const names = samples.filter((name) => !name.includes(',')).map((name) => name.trim().split(/\s+/));
  const initialAt = (at: number) => names.filter((words) => words.length > 2 && isInitial(words.at(at) ?? '')).length;
  const inside = names.filter((words) => words.slice(1, -1).some(isInitial)).length;
  return initialAt(-1) >= 2 && inside === 0;
}

const PARTS: Readonly<Record<string, Exclude<keyof NameParts, 'isSplit'>>> = {
  title: 'title',
  first_name: 'first',
  middle_initial: 'middle',
  last_name: 'last',
};

/** Splits a full name in the way of its column. */
export function readFullName(name: string, read: FullNameReading): NameParts {
  if (read === 'whole') return { title: '', first: name, middle: '', last: '', isSplit: true };
  return splitName(name, read);
}

/** The part of a full name that fills a field. */
export function partFor(parts: NameParts, field: string): string {
  const part = PARTS[field];
  return part === undefined ? '' : parts[part];
}

/** The parts of a name in words, for the result of the check. */
export function partsInWords({ title, first, middle, last }: NameParts): string {
  return [
    ['title', title],
    ['first name', first],
    ['middle', middle],
    ['last name', last],
  ]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
