import type { Behaviour } from './behaviour.ts';

/**
 * The text fields of a lead and the most characters the dialer keeps of each (Croco-dial "Load Lead", required and
 * optional fields). The nameless row of the document is `email` (`vendors.md`).
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

/**
 * What is left of a value: `; # "` are dropped, a plus sign may become a space, accented letters may vanish, and what
 * is longer than `max` characters is cut, all without a word (`vendors.md`, Croco-dial).
 */
export function kept(value: string, max: number, behaviour: Behaviour): string {
  let left = value.replace(/[;#"]/g, '');
  if (behaviour.plusBecomesSpace) left = left.replaceAll('+', ' ');
  if (behaviour.accents === 'vanish') left = left.replace(/[^\p{ASCII}]/gu, '');
  if (left.length <= max) return left;
  return behaviour.accents === 'vanish' ? left.slice(0, max) : Array.from(left).slice(0, max).join('');
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

/** `YYYY-MM-DD` as it is; a value that is no date becomes the database's zero date, an absent one stays empty. */
export function dateOfBirth(value: string): string {
  if (value === '') return '';
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return '0000-00-00';
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? '0000-00-00' : value;
}

/** A whole number within the bounds, 0 where there is none. */
export function wholeNumber(value: string, least: number, most: number): number {
  const number = /^\s*-?\d+/.test(value) ? Number.parseInt(value, 10) : 0;
  return Math.min(most, Math.max(least, number));
}
