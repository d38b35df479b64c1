import { countryCode, isCountry } from '../../geo/countries.ts';
import { plainNanp } from '../../geo/nanp.ts';
import { regionByName } from '../../geo/regions.ts';
import { isRegion } from '../../geo/zones.ts';
import { isPlaceholder } from './cell.ts';
import { readPhone } from './phone.ts';
import { RowFindings } from './row.ts';

/** A state as two capitals. Whether the state exists is checked at the end of the row, when its country is known. */
export function checkState(value: string, field: string, row: RowFindings): string {
  if (value.length === 2 && isRegion(value)) return value;
  const letters = /^([A-Za-z])\.?\s?([A-Za-z])\.?$/.exec(value);
  const code = letters ? `${letters[1]}${letters[2]}`.toUpperCase() : regionByName(value);
  if (code === undefined) return row.refuse('state-unreadable', field, value);
  return code === value ? value : row.change('state-to-code', field, value, code);
}

/** A country as three capitals. */
export function checkCountry(value: string, field: string, row: RowFindings): string {
  if (value.length === 3 && isCountry(value)) return value;
  const code = countryCode(value);
  if (code !== undefined) return row.change('country-to-code', field, value, code);
  if (!/^[A-Za-z]{3}$/.test(value)) return row.refuse('country-unreadable', field, value);
  row.add('country-unknown', field, { before: value });
  return value.toUpperCase();
}

const GENDERS: Readonly<Record<string, string>> = {
  m: 'M',
  male: 'M',
  man: 'M',
  mr: 'M',
  boy: 'M',
  masculino: 'M',
  hombre: 'M',
  h: 'M',
  mann: 'M',
  f: 'F',
  female: 'F',
  woman: 'F',
  w: 'F',
  mrs: 'F',
  ms: 'F',
  miss: 'F',
  girl: 'F',
  femenino: 'F',
  mujer: 'F',
  frau: 'F',
  u: 'U',
  undefined: 'U',
  unknown: 'U',
  other: 'U',
  x: 'U',
  divers: 'U',
  'non-binary': 'U',
  nonbinary: 'U',
  o: 'U',
};

/** A gender as M, F or U. */
export function checkGender(value: string, field: string, row: RowFindings): string {
  if (value === 'M' || value === 'F' || value === 'U') return value;
  const letter = GENDERS[value.toLowerCase().replace(/\.$/, '')];
  return row.change(letter === undefined ? 'gender-unknown' : 'gender-to-letter', field, value, letter ?? 'U');
}

/** An email, cleaned and truncated like any text. */
export function checkEmail(value: string, field: string, row: RowFindings): string {
  const sent = row.text(value, field);
  if (!value.includes('@')) row.add('email-no-at', field, { before: value });
  return sent;
}

/** A number of up to `max` digits, without leading zeros, and not above the maximum of the dialer's column. */
export function checkDigits(value: string, field: string, max: number, row: RowFindings): string {
  const digits = /^\+?0*?(0|[1-9]\d*)(?:[.,]0+)?$/.exec(value)?.[1];
  if (digits === undefined || digits.length > max) return row.refuse('rank-unreadable', field, value);
  const { most = Number.POSITIVE_INFINITY } = row.rule(field).profile;
  if (Number(digits) > most) return row.change('rank-limit', field, value, String(most));
  return digits === value ? value : row.change('rank-to-digits', field, value, digits);
}

/** Hours from UTC, -12 to 14, as a decimal number: -5, 5.5. */
export function checkGmtOffset(value: string, field: string, row: RowFindings): string {
  const hours = Number(value);
  const readable = hours >= -12 && hours <= 14 && /^[+-]?\d{1,2}(?:\.\d{1,2})?$/.test(value);
  if (!readable) return row.refuse('gmt-offset-unreadable', field, value);
  return value.startsWith('+') ? value.slice(1) : value;
}

/** A calling code of 1 to 4 digits, without a +, leading zeros or a spreadsheet's ".0". */
export function checkPhoneCode(value: string, field: string, row: RowFindings): string {
  if (value === '1') return value;
  const code = /^\+?0*([1-9]\d{0,3})(?:\.0)?$/.exec(value)?.[1];
  return code ?? row.refuse('phone-code-unreadable', field, value);
}

/** Collects the findings of phones other than the lead's main one, until it is known which of them matter. */
const aside = new RowFindings({ accents: 'fold', plus: 'space' });

/** A second phone as digits without a calling code, because the dialer dials it with the lead's code. Whether it exists isn't checked. */
export function checkAltPhone(value: string, field: string, max: number, code: string, row: RowFindings): string {
  if (code === '1') {
    const number = plainNanp(value);
    if (number !== undefined) return number;
  }
  if (isPlaceholder(value) || /^[0\s-]+$/.test(value)) return row.change('placeholder-cleared', field, value, '');
  if (/^\d{1,6}$/.test(value)) return value;
  aside.start();
  const phone = readPhone(value, code, field, aside);
  if (phone.number === '' || phone.number.length > max) return row.refuse('alt-phone-unreadable', field, value);
  for (const issue of aside.issues) {
    if (issue.code === 'phone-code-guessed') continue;
    if (issue.severity === 'change') row.change(issue.code, field, value, phone.number);
  }
  if (phone.rest !== undefined)
    row.add('phone-two', field, { before: value, after: phone.number, note: `${phone.rest} isn’t sent` });
  if (phone.code !== code) row.add('alt-phone-code-differs', field, { before: value, after: phone.number });
  return phone.number;
}

/** Truncates the notes of further phones to the length of the dialer's column. */
function withShortNotes(text: string, before: string, field: string, row: RowFindings): string {
  const { noteMost } = row.rule(field).profile;
  if (noteMost === undefined) return text;
  const short = text.split('!').map((part) => {
    const [number = '', code = '', ...note] = part.split('_');
    const joinedNote = note.join('_');
    return joinedNote.length > noteMost ? `${number}_${code}_${joinedNote.slice(0, noteMost).trimEnd()}` : part;
  });
  const after = short.join('!');
  return after === text ? text : row.change('note-cut', field, before, after);
}

const MULTI = /^\d{1,16}_\d{0,4}(?:_[^!_]*)?(?:!\d{1,16}_\d{0,4}(?:_[^!_]*)?)*$/;

/** More phones as `number_code_note!number_code_note`. Plain phones separated by ! , ; / | or a line end are converted to that. */
export function checkMultiAlt(value: string, field: string, max: number, code: string, row: RowFindings): string {
  if (MULTI.test(value)) {
    if (value.length < 5) return row.refuse('multi-alt-unreadable', field, value);
    return withShortNotes(row.text(value, field), value, field, row);
  }
  if (isPlaceholder(value)) return row.change('placeholder-cleared', field, value, '');
  const written: string[] = [];
  for (const part of value.split(/[!,;/|\r\n]+/)) {
    const text = part.trim();
    if (text === '') continue;
    aside.start();
    const phone = readPhone(text, code, field, aside);
    if (phone.number === '') continue;
    written.push(`${phone.number}_${phone.code}`);
  }
  while (written.join('!').length > max) written.pop();
  if (written.length === 0) return row.refuse('multi-alt-unreadable', field, value);
  return row.change('multi-alt-formatted', field, value, written.join('!'));
}
