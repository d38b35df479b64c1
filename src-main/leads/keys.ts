import { isPlaceholder } from '../dialing/check-row/cell.ts';
import { readPhone } from '../dialing/check-row/phone.ts';
import { RowFindings } from '../dialing/check-row/row.ts';
import { isNanp, plainNanp } from '../geo/nanp.ts';

/** A phone as the desk stores it. */
export interface KnownPhone {
  /** Digits with country code if it can be an existing number, otherwise as entered; empty if there is none. */
  readonly shown: string;
  /** The same digits if the number can identify a person; null if it isn't a number, and for dummy numbers. */
  readonly key: string | null;
}

const NONE: KnownPhone = { shown: '', key: null };
const findings = new RowFindings({ accents: 'keep', plus: 'keep' });
const DOUBTFUL: ReadonlySet<string> = new Set([
  'phone-invalid',
  'phone-area-unknown',
  'phone-no-area-code',
  'phone-letters',
  'phone-scientific',
]);

/** Parses a phone in any format. One without a country code is North American. */
export function knownPhone(text: string): KnownPhone {
  if (text === '') return NONE;
  const plain = plainNanp(text);
  if (plain !== undefined && isNanp(plain)) {
    const shown = `1${plain}`;
    return { shown, key: isAnybodys(plain) ? null : shown };
  }
  if (plain !== undefined) return { shown: text, key: null };
  return readClosely(text);
}

function readClosely(text: string): KnownPhone {
  findings.start();
  const { code, number, rest } = readPhone(text.trim(), '1', 'phone', findings);
  if (number === '') return isPlaceholder(text.trim()) ? NONE : { shown: text.trim(), key: null };
  if (rest !== undefined || findings.issues.some((issue) => DOUBTFUL.has(issue.code)))
    return { shown: text.trim(), key: null };
  const shown = code + number;
  return { shown, key: isAnybodys(number) ? null : shown };
}

/** Whether a valid number is one that people enter as a dummy: a single repeated digit, or directory assistance. */
function isAnybodys(number: string): boolean {
  const first = number.charCodeAt(number.length - 7);
  let same = true;
  for (let i = number.length - 6; i < number.length && same; i++) same = number.charCodeAt(i) === first;
  return same || number.endsWith('5551212');
}

const EMAIL = /^[^\s@*,;<>"()]+@[^\s@*,;<>"()]+\.[^\s@.*,;<>"()]{2,}$/;
const NOBODY =
  /^(?:none|no|na|n\.?a|null|nil|noemail|no\.?e?-?mail|nobody|unknown|not?\.?given|test|tests|noreply|no-reply|donotreply|do-not-reply|xxx+|asdf+|abc|a)@/;

/** An email address in a form that identifies a person: lower case and trimmed; null if it isn't an address, is masked, or is a dummy. */
export function emailKey(text: string): string | null {
  if (text === '') return null;
  const email = text.trim().toLowerCase();
  return email.length <= 320 && EMAIL.test(email) && !NOBODY.test(email) ? email : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the class is meant to be all of ASCII
const ASCII = /^[\x00-\x7F]*$/;

/** In lower case without accents, for sorting and searching names. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  return ASCII.test(small) ? small : small.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** Last name, space, first name; normalized with `folded`. */
export const nameKey = (firstName: string, lastName: string): string =>
  folded(lastName === '' || firstName === '' ? lastName + firstName : `${lastName} ${firstName}`);
