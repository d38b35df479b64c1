import type { FullNameReading, Mapping } from '../contract/mapping.ts';

/** Another way to read the file that removes a reason from all its rows at once. */
export type Fix = {
  readonly label: string;
  /** The flag of the terminal's import that does the same. */
  readonly flag: string;
} & (
  | { readonly kind: 'mapping'; readonly mapping: Partial<Pick<Mapping, 'dateOrder' | 'unreadable' | 'fullName'>> }
  /** It is chosen when the file is inspected, with its first rows beside it. */
  | { readonly kind: 'file' }
);

const DATES: ReadonlySet<string> = new Set([
  'date-ambiguous',
  'date-impossible',
  'date-other-order',
  'date-unreadable',
]);
const NAMES: ReadonlySet<string> = new Set(['name-split', 'name-whole']);
const LETTERS: ReadonlySet<string> = new Set(['letters-dropped', 'accents-folded', 'characters-dropped']);
const CELLS: ReadonlySet<string> = new Set([
  'extra-cells',
  'missing-cells',
  'unclosed-quote',
  'stray-quote',
  'too-long',
]);
const NO_PHONE: ReadonlySet<string> = new Set(['phone-empty', 'phone-unreadable', 'phone-short']);

const ORDERS = [
  { order: 'mdy', label: 'Read as M/D/Y', flag: '--date-order mdy' },
  { order: 'dmy', label: 'Read as D/M/Y', flag: '--date-order dmy' },
] as const;
const NAME_READINGS: readonly { read: FullNameReading; label: string; flag: string }[] = [
  { read: 'first-last', label: 'Read as first name, last name', flag: '--full-names first-last' },
  { read: 'last-first', label: 'Read as last name, first name', flag: '--full-names last-first' },
  { read: 'whole', label: 'Don’t split names', flag: '--full-names whole' },
];

/** The ways of reading that may remove a reason, other than the current one; empty if only its rows can be changed. */
export function fixesOf(code: string, mapping: Mapping): Fix[] {
  if (DATES.has(code)) {
    return ORDERS.filter(({ order }) => order !== mapping.dateOrder).map(({ order, label, flag }) => ({
      kind: 'mapping',
      label,
      flag,
      mapping: { dateOrder: order },
    }));
  }
  const { fullName } = mapping;
  if (NAMES.has(code) && fullName !== undefined) {
    return NAME_READINGS.filter(({ read }) => read !== fullName.read).map(({ read, label, flag }) => ({
      kind: 'mapping',
      label,
      flag,
      mapping: { fullName: { ...fullName, read } },
    }));
  }
  if (LETTERS.has(code)) return [{ kind: 'file', label: 'Change the encoding', flag: '--encoding' }];
  if (CELLS.has(code)) return [{ kind: 'file', label: 'Change the delimiter or quote', flag: '--delimiter, --quote' }];
  if (NO_PHONE.has(code)) return [{ kind: 'file', label: 'Change the header row', flag: '--header-row' }];
  return [];
}

/** Fields in which no two people have the same value, so that they can't be set in many rows at once. */
export const OWN_FIELDS: ReadonlySet<string> = new Set([
  'phone_number',
  'alt_phone',
  'multi_alt_phones',
  'date_of_birth',
  'email',
  'vendor_lead_code',
]);
