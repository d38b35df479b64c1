import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import type { Issue } from '../../../src-preload/contract/issues.ts';
import { type Mapping, NAME_FIELDS } from '../../../src-preload/contract/mapping.ts';
import { ISSUES } from '../../../src-preload/rules/issues.ts';
import { isRegion, regionsOfAreaCode } from '../../geo/zones.ts';
import { cellValue, isNoText, isPlaceholder } from './cell.ts';
import type { DateOrder } from './dates.ts';
import { doNotCallCheck } from './do-not-call-row.ts';
import { FieldCheck } from './field-check.ts';
import { partFor, partsInWords, readFullName } from './full-name.ts';
import { othersOf } from './other-phones.ts';
import { otherPhone, phoneOfParts } from './phone-parts.ts';
import { CAUTIOUS_TRAITS, RowFindings, type RowSeverity } from './row.ts';
import { leaveOutListed, placeRest } from './row-phone.ts';
import { RowValues } from './row-values.ts';
import type { NameParts } from './split-name.ts';
import { ALT, CODE, COUNTRY, compile, MORE, OWNER, PHONE, POSTAL, STATE, type Step, turn } from './steps.ts';
import { checkZone } from './zone-check.ts';

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

const NAME_PARTS: ReadonlySet<string> = new Set(NAME_FIELDS);
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
export const createRowChecker = (options: RowCheckerOptions): RowChecker => new RowCheck(options);

class RowCheck implements RowChecker {
  readonly #mapping: Mapping;
  readonly #settings: DialSettings;
  readonly #isListed: RowCheckerOptions['isListed'];
  readonly #names: readonly string[];
  /** The fields in the order in which they are checked: all of them, and those that the mapping fills. */
  readonly #ordered: readonly Step[];
  readonly #mapped: readonly Step[];
  readonly #mustNot: ReturnType<typeof doNotCallCheck>;
  readonly #row: RowFindings;
  readonly #values: RowValues;
  readonly #fields: FieldCheck;

  constructor({ mapping, settings, traits, dates, isListed }: RowCheckerOptions) {
    this.#mapping = mapping;
    this.#settings = settings;
    this.#isListed = isListed;
    const steps = compile(mapping, settings);
    const row = new RowFindings(traits ?? CAUTIOUS_TRAITS, apostropheFails(settings), mapping.unreadable);
    const ofName = (step: Step) => mapping.fullName !== undefined && NAME_PARTS.has(step.name);
    this.#names = steps.map((step) => step.name);
    this.#ordered = steps
      .filter((step) => row.rule(step.name).profile.unused !== true)
      .toSorted((a, b) => turn(a) - turn(b) || a.slot - b.slot);
    this.#mapped = this.#ordered.filter(
      (step) => step.from.length > 0 || step.slot === PHONE || step.slot === CODE || ofName(step),
    );
    this.#mustNot = doNotCallCheck(mapping);
    this.#row = row;
    this.#values = new RowValues(row, steps.length);
    const reading = { today: dates?.today, serials: dates?.serials, order: mapping.dateOrder ?? dates?.order };
    this.#fields = new FieldCheck(this.#values, settings, reading);
  }

  check(cells: readonly string[], edits?: RowEdits): CheckedRow {
    this.#run(cells, edits);
    const values = this.#values;
    const { severity, issues } = this.#row;
    const others = othersOf(values.at(ALT), values.at(MORE));
    return { phone: values.at(PHONE), phoneCode: values.at(CODE), severity, issues, others };
  }

  fields(cells: readonly string[], edits?: RowEdits): Record<string, string> {
    this.#run(cells, edits);
    const sent: Record<string, string> = {};
    for (const [slot, name] of this.#names.entries()) {
      const value = this.#values.at(slot);
      if (value !== '') sent[name] = value;
    }
    return sent;
  }

  #run(given: readonly string[], edits: RowEdits | undefined): void {
    const [row, values] = [this.#row, this.#values];
    values.start();
    const columns = this.#mapping.columns.length;
    if (given.length !== columns) checkWidth(given, columns, row);
    let cells = this.#mustNot === undefined ? given : this.#mustNot(given, row);
    const name = this.#nameOf(cells);
    let isNameUsed = false;
    let phoneText = '';
    for (const step of edits === undefined ? this.#mapped : this.#ordered) {
      const edit = edits !== undefined && Object.hasOwn(edits, step.name) ? edits[step.name] : undefined;
      let raw = edit === undefined ? rawValue(step, cells, row) : cellValue(edit);
      if (step.slot === PHONE && edit === undefined && (raw === '' || isPlaceholder(raw))) {
        const other = otherPhone(this.#mapping, cells);
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
      if (raw !== '' || step.slot === PHONE) values.set(step.slot, this.#fields.check(step, raw));
      if (step.slot === PHONE) phoneText = raw;
    }
    if (name !== undefined && isNameUsed) this.#sayName(name, cells);
    if (values.rest !== '') placeRest(values, phoneText);
    if (this.#isListed !== undefined) leaveOutListed(values, this.#isListed);
    this.#checkPlace();
  }

  /** The parts of the row's full name; undefined if it has none. */
  #nameOf(cells: readonly string[]): NameParts | undefined {
    const { fullName } = this.#mapping;
    if (fullName === undefined) return undefined;
    const name = this.#row.cell(cells[fullName.column] ?? '', 'first_name', false);
    return name === '' || isNoText(name, true) ? undefined : readFullName(name, fullName.read);
  }

  /** Adds an issue that shows how the full name was split, if a part of it is sent. */
  #sayName(parts: NameParts, cells: readonly string[]): void {
    const [row, { fullName }] = [this.#row, this.#mapping];
    const before = (cells[fullName?.column ?? -1] ?? '').trim();
    if (fullName?.read === 'whole') return;
    if (parts.isSplit) row.add('name-split', 'first_name', { before, after: parts.first, note: partsInWords(parts) });
    else if (parts.first.includes(' ')) row.add('name-whole', 'first_name', { before });
  }

  /** Checks what state, country, phone and time zone say together. */
  #checkPlace(): void {
    const [row, values, { lookup_state, tz_method }] = [this.#row, this.#values, this.#settings];
    const [state, country, code] = [values.at(STATE), values.at(COUNTRY), values.at(CODE)];
    const home = country === '' || country === 'USA' || country === 'CAN';
    if (state !== '' && home && code === '1' && !isRegion(state)) row.add('state-unknown', 'state', { before: state });
    if (state === '' && lookup_state === 'Y' && code === '1') {
      const regions = regionsOfAreaCode(values.at(PHONE)).filter((region) => region !== '');
      if (regions.length > 0) row.add('state-looked-up', 'state', { before: '', after: regions.join(' or ') });
    }
    checkZone(code, values.at(PHONE), values.at(POSTAL), state, home, values.at(OWNER), tz_method, row);
  }
}

function checkWidth(cells: readonly string[], columns: number, row: RowFindings): void {
  if (cells.length < columns) row.add('missing-cells', '', { note: `${cells.length} of ${columns} cells` });
  const beyond = cells.slice(columns).filter((cell) => cell.trim() !== '');
  if (beyond.length > 0) row.add('extra-cells', '', { before: beyond.join(' | ').slice(0, 200) });
}
