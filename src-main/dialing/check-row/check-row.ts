import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import type { Issue } from '../../../src-preload/contract/issues.ts';
import { type Mapping, NAME_FIELDS } from '../../../src-preload/contract/mapping.ts';
import { ISSUES } from '../../../src-preload/rules/issues.ts';
import { callingCodeOf } from '../../geo/countries.ts';
import { fitsNanp, isNanp, plainNanp } from '../../geo/nanp.ts';
import { isPlanned } from '../../geo/phone-plan.ts';
import { isRegion, regionsOfAreaCode } from '../../geo/zones.ts';
import type { LeadFieldKind } from '../../vendors/crocodial/fields.ts';
import { cellValue, isNoText, isPlaceholder } from './cell.ts';
import { checkDate, type DateOrder, type DateReading } from './dates.ts';
import { doNotCallCheck } from './do-not-call-row.ts';
import { partFor, partsInWords, readFullName } from './full-name.ts';
import { listedOthers, numberOf, othersOf } from './other-phones.ts';
import { readPhone } from './phone.ts';
import { otherPhone, phoneOfParts } from './phone-parts.ts';
import { checkPostal, type PostalPlace } from './postal.ts';
import { RowFindings, type RowSeverity } from './row.ts';
import {
  checkAltPhone,
  checkCountry,
  checkDigits,
  checkEmail,
  checkGender,
  checkGmtOffset,
  checkMultiAlt,
  checkPhoneCode,
  checkState,
} from './small-fields.ts';
import type { NameParts } from './split-name.ts';
import { ALT, CITY, CODE, COUNTRY, compile, MORE, OWNER, PHONE, POSTAL, STATE, type Step, turn } from './steps.ts';
import { checkZone } from './zone-check.ts';

/** The assumptions about an unknown dialer. It keeps the fewest characters, so that what is sent is stored unchanged by any dialer. */
export const CAUTIOUS_TRAITS: DialerTraits = { accents: 'fold', plus: 'space' };

export interface RowCheckerOptions {
  readonly mapping: Mapping;
  readonly settings: DialSettings;
  readonly traits?: DialerTraits;
  /** What scanning the whole file has found (`read-dates.ts`). Without it nothing is known about its dates. */
  readonly dates?: FileDates;
  /**
   * Whether a phone is on the do-not-call list. Further phones on it are not sent. The helper that reads files has no access to the list,
   * and returns `otherPhones` instead.
   */
  readonly isListed?: (phone: string) => boolean;
}

/** What is known about all dates of a file. */
export interface FileDates {
  /** The day of the check as YYYY-MM-DD. A later date of birth is never sent. */
  readonly today?: string | undefined;
  /** Whether day or month comes first in its dates of birth, if a row proves it. The mapping's setting takes precedence. */
  readonly order?: DateOrder | undefined;
  /** Whether its dates of birth are day numbers of a spreadsheet. */
  readonly serials?: boolean | undefined;
}

/**
 * Values that the operator entered for a row to replace the file's, by the dialer's field name or custom label. An empty text clears the
 * field.
 */
export type RowEdits = Readonly<Record<string, string>>;

/** The result of the check of a row. */
export interface CheckedRow {
  /** The digits sent as phone_number, which are compared to find duplicates; empty if there is no phone to send. */
  readonly phone: string;
  readonly phoneCode: string;
  readonly severity: RowSeverity;
  readonly issues: readonly Issue[];
  /** The other phone and the further ones as they are sent, in the form of `otherPhones`; empty if there are none. */
  readonly others: string;
}

/** The number of a row's values that can't be parsed, and that the row is sent without. */
export function valuesLost(issues: readonly Issue[]): number {
  let lost = 0;
  for (const { code } of issues) if (ISSUES[code].withoutIt) lost++;
  return lost;
}

export interface RowChecker {
  /** Checks one row's cells. A clean row takes a few microseconds and almost no memory. */
  check(cells: readonly string[], edits?: RowEdits): CheckedRow;
  /** The fields sent for that row, by exactly the same rules. Empty fields are left out. */
  fields(cells: readonly string[], edits?: RowEdits): Record<string, string>;
}

type StrictKind = Exclude<
  LeadFieldKind,
  'text' | 'email' | 'alt-phone' | 'multi-alt-phones' | 'gender' | 'postal' | 'phone'
>;

const NAME_PARTS: ReadonlySet<string> = new Set(NAME_FIELDS);
/** A phone with a calling code. */
const INTERNATIONAL = /^\D*(?:\+|00|011)/;
const RUINED = /^\d(?:[.,]\d+)?E\+\d{2,3}$/i;

/**
 * The fields in which an apostrophe ends an SQL statement of the dialer too early, so that the request always fails: those that a duplicate
 * check by name or title compares (`docs/vendors.md`, Croco-dial), and the owner if it must be a time zone code.
 */
function apostropheFails({ duplicate_check, tz_method }: DialSettings): Set<string> {
  const fields = new Set<string>();
  for (const { by } of duplicate_check.checks) {
    if (by === 'NAMEPHONE') fields.add('first_name').add('last_name');
    if (by === 'TITLEALTPHONE') fields.add('title');
  }
  if (tz_method === 'TZCODE') fields.add('owner');
  return fields;
}

function rawValue(step: Step, cells: readonly string[], row: RowFindings): string {
  if (step.single >= 0) return row.cell(cells[step.single] ?? '', step.name, step.isPhone);
  if (step.kind === 'phone' || step.kind === 'alt-phone') {
    return phoneOfParts(step.from.map((column) => row.cell(cells[column] ?? '', step.name, true)));
  }
  let joined = '';
  for (const column of step.from) {
    const part = row.cell(cells[column] ?? '', step.name, step.isPhone);
    if (part !== '') joined = joined === '' ? part : joined + step.joiner + part;
  }
  return joined;
}

/**
 * Creates the check of one dial list's rows. It maps columns to fields, and checks each value against the limits of "Load Lead" and the
 * changes that the dialer would make (`docs/vendors.md`, Croco-dial), so that the dialer stores exactly what `fields` returns. It is a pure
 * function: the same cells, edits and options always give the same result. Throws for a custom field label that can't be sent.
 */
export function createRowChecker(options: RowCheckerOptions): RowChecker {
  const { mapping, settings } = options;
  const { today, serials, order } = options.dates ?? {};
  const reading: DateReading = { today, serials, order: mapping.dateOrder ?? order };
  const steps = compile(mapping, settings);
  const names = steps.map((step) => step.name);
  const row = new RowFindings(options.traits ?? CAUTIOUS_TRAITS, apostropheFails(settings), mapping.unreadable);
  const ordered = steps
    .filter((step) => row.rule(step.name).profile.unused !== true)
    .toSorted((a, b) => turn(a) - turn(b) || a.slot - b.slot);
  const { fullName } = mapping;
  const ofName = (step: Step) => fullName !== undefined && NAME_PARTS.has(step.name);
  const mapped = ordered.filter(
    (step) => step.from.length > 0 || step.slot === PHONE || step.slot === CODE || ofName(step),
  );
  const columns = mapping.columns.length;
  const mustNot = doNotCallCheck(mapping);
  const values: string[] = names.map(() => '');
  const at = (position: number): string => values[position] ?? '';

  /** The rest of the phone's cell, if it contains more than one phone. */
  let rest = '';
  const place: { -readonly [key in keyof PostalPlace]: PostalPlace[key] } = {
    state: '',
    country: '',
    city: '',
    phone: '',
    phoneCode: '',
  };

  function phone(raw: string): string {
    const given = at(CODE);
    const country = at(COUNTRY);
    const byCountry = country === '' || country === 'USA' ? '' : callingCodeOf(country);
    const home = homeOf(raw, given, byCountry);
    const read = readPhone(raw, home, 'phone_number', row);
    rest = read.rest ?? '';
    const { code, number } = read;
    values[CODE] = code;
    if (number === '') return '';
    if (given !== '' && code !== given) row.add('phone-code-differs', 'phone_code', { before: given, after: code });
    const wanted = country === 'USA' ? '1' : byCountry;
    if (wanted !== '' && wanted !== code)
      row.add('phone-country-differs', 'phone_number', {
        before: raw,
        note: `${country} has +${wanted}, sent with +${code}`,
      });
    else if (
      given === '' &&
      code !== settings.phone_code &&
      code === byCountry &&
      home === byCountry &&
      !raw.includes('+')
    )
      row.change('phone-code-from-country', 'phone_number', raw, `+${code} ${number}`);
    if (code === '1' && !fitsNanp(number) && given === '' && wanted === '' && !INTERNATIONAL.test(raw)) {
      row.withdraw('phone-invalid', 'phone_number');
      return row.refuse('phone-no-country', 'phone_number', raw);
    }
    return number;
  }

  /** The calling code of a phone that has none: from its row, its country, or the list. */
  function homeOf(raw: string, given: string, byCountry: string): string {
    if (given !== '') return given;
    if (byCountry === '' || byCountry === settings.phone_code) return settings.phone_code;
    // If a number exists at home but not in the given country, either the country or the phone is wrong.
    const atHome = settings.phone_code === '1' ? plainNanp(raw) : undefined;
    return atHome !== undefined && isNanp(atHome) && !isPlanned(`+${byCountry}${atHome}`) ? '1' : byCountry;
  }

  /** The second phone of a cell becomes the other phone if the row has none. */
  function placeRest(raw: string): void {
    const { code, number } = at(ALT) === '' ? second(rest, at(CODE)) : NO_PHONE;
    const fits = number !== '' && code === at(CODE) && number !== at(PHONE);
    if (fits) values[ALT] = number;
    const note = fits ? `${number} goes as the other phone` : `${rest} isn’t sent`;
    row.add('phone-two', 'phone_number', { before: raw, after: at(PHONE), note });
    rest = '';
  }

  function optional(step: Step, raw: string): string {
    const { name, kind, max } = step;
    switch (kind) {
      case 'text':
        return text(step, raw);
      case 'email':
        return isPlaceholder(raw) ? row.change('placeholder-cleared', name, raw, '') : checkEmail(raw, name, row);
      case 'alt-phone':
        return checkAltPhone(raw, name, max, at(CODE), row);
      case 'multi-alt-phones':
        return checkMultiAlt(raw, name, max, at(CODE), row);
      case 'gender':
        return checkGender(raw, name, row);
      case 'postal':
        place.state = at(STATE);
        place.country = at(COUNTRY);
        place.city = at(CITY);
        place.phone = at(PHONE);
        place.phoneCode = at(CODE);
        return isPlaceholder(raw)
          ? row.change('placeholder-cleared', name, raw, '')
          : checkPostal(raw, name, place, row);
      case 'phone':
        return phone(raw);
      default:
        return isPlaceholder(raw) ? row.change('placeholder-cleared', name, raw, '') : strict(kind, name, max, raw);
    }
  }

  function text({ name, isName, isIdentifier }: Step, raw: string): string {
    if (isNoText(raw, isName)) return row.change('placeholder-cleared', name, raw, '');
    // Values that a spreadsheet has damaged start with a digit.
    if (isIdentifier && raw.charCodeAt(0) < 58 && RUINED.test(raw)) return row.refuse('number-ruined', name, raw);
    return row.text(raw, name);
  }

  function strict(kind: StrictKind, name: string, max: number, raw: string): string {
    switch (kind) {
      case 'phone-code':
        return checkPhoneCode(raw, name, row);
      case 'state':
        return checkState(raw, name, row);
      case 'country':
        return checkCountry(raw, name, row);
      case 'date':
        return checkDate(raw, name, row, reading);
      case 'digits':
        return checkDigits(raw, name, max, row);
      case 'gmt-offset':
        return checkGmtOffset(raw, name, row);
      default:
        return assertNever(kind);
    }
  }

  /** The parts of the row's full name; undefined if it has none. */
  function nameOf(cells: readonly string[]): NameParts | undefined {
    if (fullName === undefined) return undefined;
    const name = row.cell(cells[fullName.column] ?? '', 'first_name', false);
    return name === '' || isNoText(name, true) ? undefined : readFullName(name, fullName.read);
  }

  /** Adds an issue that shows how the full name was split, if a part of it is sent. */
  function sayName(parts: NameParts, cells: readonly string[]): void {
    const before = (cells[fullName?.column ?? -1] ?? '').trim();
    if (fullName?.read === 'whole') return;
    if (parts.isSplit) row.add('name-split', 'first_name', { before, after: parts.first, note: partsInWords(parts) });
    else if (parts.first.includes(' ')) row.add('name-whole', 'first_name', { before });
  }

  /** Removes further phones that are on the do-not-call list. */
  function leaveOutListed(isListed: (phone: string) => boolean): void {
    for (const found of listedOthers(othersOf(at(ALT), at(MORE)), isListed)) row.add(found.code, found.field, found);
    if (at(ALT) !== '' && isListed(at(ALT))) values[ALT] = '';
    if (at(MORE) !== '') {
      const parts = at(MORE).split('!');
      values[MORE] = parts.filter((part) => !isListed(numberOf(part))).join('!');
    }
  }

  function run(given: readonly string[], edits: RowEdits | undefined): void {
    row.start();
    values.fill('');
    rest = '';
    let phoneText = '';
    if (given.length !== columns) checkWidth(given, columns, row);
    let cells = mustNot === undefined ? given : mustNot(given, row);
    const name = nameOf(cells);
    let isNameUsed = false;
    for (const step of edits === undefined ? mapped : ordered) {
      const edit = edits !== undefined && Object.hasOwn(edits, step.name) ? edits[step.name] : undefined;
      let raw = edit === undefined ? rawValue(step, cells, row) : cellValue(edit);
      if (step.slot === PHONE && edit === undefined && (raw === '' || isPlaceholder(raw))) {
        const other = otherPhone(mapping, cells);
        if (other !== undefined) {
          row.add('phone-from-other', step.name, { before: raw, after: other.phone, note: `from “${other.header}”` });
          raw = other.phone;
          cells = other.cells;
        }
      }
      if (name !== undefined && raw === '' && edit === undefined) {
        raw = partFor(name, step.name);
        if (raw !== '') isNameUsed = true;
      }
      if (raw !== '' || step.slot === PHONE) values[step.slot] = optional(step, raw);
      if (step.slot === PHONE) phoneText = raw;
    }
    if (name !== undefined && isNameUsed) sayName(name, cells);
    if (rest !== '') placeRest(phoneText);
    if (options.isListed !== undefined) leaveOutListed(options.isListed);
    const state = at(STATE);
    const home = at(COUNTRY) === '' || at(COUNTRY) === 'USA' || at(COUNTRY) === 'CAN';
    if (state !== '' && home && at(CODE) === '1' && !isRegion(state))
      row.add('state-unknown', 'state', { before: state });
    if (state === '' && settings.lookup_state === 'Y' && at(CODE) === '1') {
      const regions = regionsOfAreaCode(at(PHONE)).filter((region) => region !== '');
      if (regions.length > 0) row.add('state-looked-up', 'state', { before: '', after: regions.join(' or ') });
    }
    checkZone(at(CODE), at(PHONE), at(POSTAL), state, home, at(OWNER), settings.tz_method, row);
  }

  return {
    check(cells, edits) {
      run(cells, edits);
      return {
        phone: at(PHONE),
        phoneCode: at(CODE),
        severity: row.severity,
        issues: row.issues,
        others: othersOf(at(ALT), at(MORE)),
      };
    },
    fields(cells, edits) {
      run(cells, edits);
      const sent: Record<string, string> = {};
      for (let i = 0; i < names.length; i++) {
        const name = names[i];
        if (name !== undefined && at(i) !== '') sent[name] = at(i);
      }
      return sent;
    },
  };
}

const NO_PHONE = { code: '', number: '' };
/** Collects the findings of a cell's second phone. Only whether it can be parsed matters. */
const aside = new RowFindings(CAUTIOUS_TRAITS);

function second(text: string, home: string): { readonly code: string; readonly number: string } {
  aside.start();
  const read = readPhone(text, home, 'alt_phone', aside);
  return home === '1' && !fitsNanp(read.number) ? NO_PHONE : read;
}

function checkWidth(cells: readonly string[], columns: number, row: RowFindings): void {
  if (cells.length < columns) row.add('missing-cells', '', { note: `${cells.length} of ${columns} cells` });
  const beyond = cells.slice(columns).filter((cell) => cell.trim() !== '');
  if (beyond.length > 0) row.add('extra-cells', '', { before: beyond.join(' | ').slice(0, 200) });
}

function assertNever(kind: never): never {
  throw new Error(`No rule for fields of the kind ${String(kind)}.`);
}
