import type { Behaviour } from './behaviour.ts';

/**
 * The text fields of a lead and the most characters the dialer keeps of each (Croco-dial "Load Lead", required and optional fields). The
 * document's row without a name is `email` (`docs/vendors.md`).
 */
export const TEXT_FIELDS = {
  vendor_lead_code: 20,
  source_id: 50,
  title: 4,
  first_name: 30,
  middle_initial: 1,
  last_name: 30,
  address1: 100,
  address2: 100,
  address3: 100,
  city: 50,
  state: 2,
  province: 50,
  postal_code: 10,
  country_code: 3,
  alt_phone: 12,
  email: 70,
  security_phrase: 100,
  comments: 255,
  owner: 20,
} as const;

export type TextField = keyof typeof TEXT_FIELDS;

export const TEXT_FIELD_NAMES = Object.keys(TEXT_FIELDS) as readonly TextField[];

/** How a field is filtered: the characters that are kept besides letters and digits, as a class of a regular expression. */
const NAME = " '_.-";
const LINE = " '_.:/@-";
const CLASSES: Readonly<Partial<Record<TextField | 'multi_alt_phones', string>>> = {
  title: NAME,
  first_name: NAME,
  middle_initial: '_-',
  last_name: NAME,
  address1: LINE,
  address2: LINE,
  address3: LINE,
  city: LINE,
  state: ' -',
  province: NAME,
  postal_code: " '-",
  country_code: '_-',
  alt_phone: NAME,
  email: `${LINE.slice(0, -1)}%-`,
  security_phrase: LINE,
  owner: LINE,
  multi_alt_phones: ' !:_-',
};

const ASCII_FILTERS = filters('0-9a-zA-Z', 'g');
const LETTER_FILTERS = filters('0-9\\p{L}', 'gu');

function filters(letters: string, flags: string): ReadonlyMap<string, RegExp> {
  return new Map(
    Object.entries(CLASSES).map(([name, kept]) => [
      name,
      new RegExp(`[^+${letters}${kept.replace('/', '\\/')}]`, flags),
    ]),
  );
}

/**
 * What the script keeps of a field, before the database truncates it (`docs/vendors.md`, "What a VICIdial does to each value"): all but a
 * few characters are removed, and with `use_non_latin` on, letters of any script are kept; comments and ids only lose `; # "`; a plus
 * becomes a space.
 */
export function passed(name: TextField | 'multi_alt_phones', value: string, behaviour: Behaviour): string {
  if (value === '') return value;
  const filter = (behaviour.accents === 'vanish' ? ASCII_FILTERS : LETTER_FILTERS).get(name);
  const left = filter === undefined ? value.replace(/[;#"]/g, '') : value.replace(filter, '');
  return behaviour.plusBecomesSpace && left.includes('+') ? left.replaceAll('+', ' ') : left;
}

/** A value as its column stores it: its first `max` characters. */
export function cut(value: string, max: number): string {
  return value.length <= max ? value : Array.from(value).slice(0, max).join('');
}

/** What is kept of a setting or a custom value: `; # "` are removed, a plus becomes a space, and the rest is truncated. */
export function kept(value: string, max: number, behaviour: Behaviour): string {
  const left = value.replace(/[;#"]/g, '');
  return cut(behaviour.plusBecomesSpace ? left.replaceAll('+', ' ') : left, max);
}

/** The digits of a value, at most `max` of them. */
export function digits(value: string, max = Number.POSITIVE_INFINITY): string {
  const only = value.replace(/[^0-9]/g, '');
  return only.length > max ? only.slice(0, max) : only;
}

/** `U`, `M` or `F`; anything else is `U`, the document's default. */
export function gender(value: string): string {
  const letter = value.slice(0, 1).toUpperCase();
  return letter === 'M' || letter === 'F' ? letter : 'U';
}

/** `YYYY-MM-DD` unchanged. An invalid date becomes the database's zero date, a missing one stays empty. */
export function dateOfBirth(value: string): string {
  if (value === '') return '';
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return '0000-00-00';
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? '0000-00-00' : value;
}

/** A whole number within the bounds, 0 if there is none. */
export function wholeNumber(value: string, least: number, most: number): number {
  const number = /^\s*-?\d+/.test(value) ? Number.parseInt(value, 10) : 0;
  return Math.min(most, Math.max(least, number));
}
