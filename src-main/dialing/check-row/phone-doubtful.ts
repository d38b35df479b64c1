import type { IssueCode } from '../../../src-preload/contract/issues.ts';
import { parsePlanned } from '../../geo/phone-plan.ts';
import { isPlaceholder } from './cell.ts';
import { EXTENSION, splitPhones } from './phone-two.ts';
import type { RowFindings } from './row.ts';

/** A phone as it is sent. `number` is empty if it can't be sent. */
export interface ReadPhone {
  readonly code: string;
  readonly number: string;
  /** The rest of the cell, if it contains more than one phone. */
  readonly rest?: string;
}

/** How a number of the North American plan is checked, and the issue of an invalid one. */
export interface NanpCheck {
  readonly isNanp: (number: string) => boolean;
  readonly doubtOf: (number: string) => IssueCode;
}

const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\d+$/i;
const DECIMAL = /^(\+?[\d\s()-]{6,})[.,]0{1,2}$/;
/** Characters that have no meaning between digits. */
const PUNCTUATION = /[\s()\-–—‐‑−.,:'"[\]~·_/+]/g;
/** Marks that are copied along with a phone from an address book. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** The longest cell that is searched for phones, characters. Longer ones are texts. */
const LONGEST = 200;
const KEYPAD = '22233344455566677778889999';

const digitsOf = (text: string): string => text.replace(/\D+/g, '');

/** The digits of letters on a telephone's keypad. */
function onKeypad(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => KEYPAD.charAt(letter.toLowerCase().charCodeAt(0) - 97));
}

/** Letters replaced by digits or removed; undefined if the result makes no sense. */
function withoutLetters(
  text: string,
  home: string,
): { text: string; code: 'phone-letters' | 'phone-text' } | undefined {
  const groups = text.match(/[a-z]+/gi) ?? [];
  const bare = text.replace(/[a-z]+[.:]?/gi, ' ');
  const digits = digitsOf(bare);
  const amid = /\d[a-z]{1,2}\d/i.test(text);
  const whole = digits.length === 10 || (digits.length === 11 && digits.startsWith('1'));
  const complete = home === '1' && !/\+/.test(bare) ? whole : digits.length >= 6;
  if (complete && !amid) return { text: bare.trim(), code: 'phone-text' };
  const pressed = digitsOf(onKeypad(text)).replace(/^1/, '');
  const vanity = home === '1' && /^[\s()+\d.-]*\d[\s().-]*[a-z]/i.test(text) && groups.every((g) => g.length >= 3);
  if (vanity && pressed.length >= 10 && pressed.length <= 15)
    return { text: pressed.slice(0, 10), code: 'phone-letters' };
  return undefined;
}

/**
 * Examines a phone that isn't ten plain digits at home: damage by a spreadsheet, two phones in a cell, extensions, letters, words, and
 * foreign numbers. Every guess is reported.
 */
export function readDoubtful(
  value: string,
  home: string,
  field: string,
  row: RowFindings,
  { isNanp, doubtOf }: NanpCheck,
): ReadPhone {
  const refuse = (code: Parameters<RowFindings['refuse']>[0]): ReadPhone => ({
    code: home,
    number: row.refuse(code, field, value),
  });
  if (value === '' || isPlaceholder(value)) return refuse('phone-empty');
  if (value.length > LONGEST) return refuse('phone-unreadable');
  if (SCIENTIFIC.test(value)) return refuse('phone-scientific');

  const split = splitPhones(value, home);
  if (split) {
    const { code, number } = readDoubtful(split.first, home, field, row, { isNanp, doubtOf });
    return { code, number, rest: split.rest };
  }
  const changes: IssueCode[] = [];
  let text = value.replace(INVISIBLE, '');
  const whole = DECIMAL.exec(text)?.[1];
  if (whole !== undefined && digitsOf(whole).length >= 6) {
    text = whole;
    changes.push('phone-decimal');
  }
  const short = text.replace(EXTENSION, '');
  if (short !== text && digitsOf(short).length >= 6) {
    text = short;
    changes.push('phone-extension');
  }
  if (/[a-z]/i.test(text)) {
    const plain = withoutLetters(text, home);
    if (!plain) return refuse('phone-unreadable');
    text = plain.text;
    changes.push(plain.code);
  }
  if (/\D/.test(text.replace(PUNCTUATION, ''))) return refuse('phone-unreadable');
  const digits = digitsOf(text);
  if (digits === '') return refuse('phone-unreadable');

  const read = readDigits(text, digits, home);
  if (typeof read === 'string') return refuse(read);
  const { code, number } = read;
  if (number.length < 6) return refuse('phone-short');
  if (number.length > 16) return refuse('phone-long');
  if (read.guessed) changes.push('phone-code-guessed');
  for (const change of changes) row.change(change, field, value, code === home ? number : `+${code} ${number}`);
  if (code === '1' && number.length === 7) return refuse('phone-no-area-code');
  if (!(code === '1' ? isNanp(number) : read.valid))
    row.add(code === '1' ? doubtOf(number) : 'phone-invalid', field, { before: value, after: number });
  return { code, number };
}

interface Digits extends ReadPhone {
  readonly valid: boolean;
  readonly guessed: boolean;
}

/** Splits digits into calling code and number, or reports why that is not possible. */
function readDigits(
  text: string,
  digits: string,
  home: string,
): Digits | 'phone-country-unknown' | 'phone-short' | 'phone-long' {
  const abroad = internationalForm(text, digits, home);
  if (abroad !== undefined) {
    const abroadDigits = digitsOf(abroad);
    if (abroadDigits.startsWith('1')) return { code: '1', number: abroadDigits.slice(1), valid: false, guessed: false };
    const planned = parsePlanned(abroad);
    if (planned) return { ...planned, guessed: false };
    if (abroadDigits.length < 8) return 'phone-short';
    return abroadDigits.length > 17 ? 'phone-long' : 'phone-country-unknown';
  }
  if (home === '1') {
    if (digits.length === 11 && digits.startsWith('1')) {
      return { code: home, number: digits.slice(1), valid: false, guessed: false };
    }
    const planned = digits.length >= 11 && digits.length <= 15 ? parsePlanned(`+${digits}`) : undefined;
    if (planned?.valid && planned.code !== '1') return { ...planned, guessed: true };
    return { code: home, number: digits, valid: false, guessed: false };
  }
  const planned = parsePlanned(text, home);
  if (planned && planned.code === home) return { ...planned, guessed: false };
  return { code: home, number: digits, valid: false, guessed: false };
}

/** The number with a leading + if it is written with its calling code: +44, 0044, and 011 44 from America. */
function internationalForm(text: string, digits: string, home: string): string | undefined {
  if (/^[^\d+]*\+/.test(text)) return `+${text.slice(text.indexOf('+') + 1)}`;
  if (/^[^\d]*00[^\d]*[1-9]/.test(text) && digits.length >= 10) return `+${text.slice(text.indexOf('00') + 2)}`;
  if (home === '1' && /^[^\d]*011[^\d]*[1-9]/.test(text) && digits.length >= 11) {
    return `+${text.slice(text.indexOf('011') + 3)}`;
  }
  return undefined;
}
