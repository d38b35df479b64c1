import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import type { Issue } from '../../../src-preload/contract/issues.ts';
import { customLabel, type LeadFieldName, type Mapping } from '../../../src-preload/contract/mapping.ts';
import { LEAD_FIELD_TABLE, type LeadFieldKind } from '../../vendors/crocodial/fields.ts';
import { cellValue, isPlaceholder } from './cell.ts';
import { checkDate } from './dates.ts';
import { doNotCallCheck } from './do-not-call-row.ts';
import { readPhone } from './phone.ts';
import { otherPhone, phoneOfParts } from './phone-parts.ts';
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
  checkPostal,
  checkState,
} from './small-fields.ts';
import { checkZone } from './zone-check.ts';
import { isRegion } from './zones.ts';

/** What a dialer is taken to do unless it is known to do better: it keeps less, so what is sent survives on any. */
export const CAUTIOUS_TRAITS: DialerTraits = { accents: 'fold', plus: 'space' };

export interface RowCheckerOptions {
  readonly mapping: Mapping;
  readonly settings: DialSettings;
  readonly traits?: DialerTraits;
  /** The day of the check as YYYY-MM-DD: dates of birth after it are refused. Without it none are. */
  readonly today?: string;
}

/** Values that an operator gave a row in place of the file's, by the dialer's field name or custom label. Empty clears. */
export type RowEdits = Readonly<Record<string, string>>;

/** What the check of a row found. */
export interface CheckedRow {
  /** The digits sent as phone_number, by which duplicates are found; empty where there is no phone to send. */
  readonly phone: string;
  readonly phoneCode: string;
  readonly severity: RowSeverity;
  readonly issues: readonly Issue[];
}

export interface RowChecker {
  /** Checks one row's cells. A clean row costs a few microseconds and next to no memory. */
  check(cells: readonly string[], edits?: RowEdits): CheckedRow;
  /** The fields sent for that row, by exactly the same rules; empty ones are left out. */
  fields(cells: readonly string[], edits?: RowEdits): Record<string, string>;
}

type StrictKind = Exclude<
  LeadFieldKind,
  'text' | 'email' | 'alt-phone' | 'multi-alt-phones' | 'gender' | 'postal' | 'phone'
>;

interface Step {
  readonly slot: number;
  readonly name: string;
  readonly kind: LeadFieldKind;
  readonly max: number;
  readonly from: readonly number[];
  readonly joiner: string;
  /** The only column of `from`, or -1. */
  readonly single: number;
}

const slotOf = new Map<string, number>(LEAD_FIELD_TABLE.map((field, at) => [field.name, at]));
const slot = (name: LeadFieldName): number => slotOf.get(name) ?? -1;
const PHONE = slot('phone_number');
const CODE = slot('phone_code');
const STATE = slot('state');
const POSTAL = slot('postal_code');
const COUNTRY = slot('country_code');
const OWNER = slot('owner');

/** Fields that others depend on are read first: the calling code before the phone, the state before the postal code. */
function turn(step: Step): number {
  const at = [CODE, PHONE, STATE].indexOf(step.slot);
  return at < 0 ? 3 : at;
}

function compile(mapping: Mapping, settings: DialSettings): Step[] {
  const steps: Step[] = LEAD_FIELD_TABLE.map(({ name, kind, max }, at) => {
    const { from = [], joiner = kind === 'multi-alt-phones' ? '!' : ' ' } = mapping.targets[name] ?? {};
    return { slot: at, name, kind, max, from, joiner, single: from.length === 1 ? (from[0] ?? -1) : -1 };
  });
  if (settings.custom_fields !== 'Y') return steps;
  for (const [label, column] of Object.entries(mapping.custom)) {
    const read = customLabel.safeParse(label);
    if (!read.success) throw new Error(`Custom field “${label}”: ${read.error.issues[0]?.message ?? 'not usable'}.`);
    const max = Number.POSITIVE_INFINITY;
    steps.push({
      slot: steps.length,
      name: label,
      kind: 'text',
      max,
      from: [column],
      joiner: ' ',
      single: column,
    });
  }
  return steps;
}

/**
 * The fields whose apostrophe would end a statement of the dialer's too early, so that the post fails each time: those that
 * a duplicate check by name or title compares (`vendors.md`, Croco-dial), and the owner where it must be a time zone code.
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

function rawValue(step: Step, cells: readonly string[]): string {
  if (step.single >= 0) return cellValue(cells[step.single] ?? '');
  if (step.joiner === '' && (step.kind === 'phone' || step.kind === 'alt-phone')) {
    return phoneOfParts(step.from.map((column) => cellValue(cells[column] ?? '')));
  }
  let joined = '';
  for (const column of step.from) {
    const part = cellValue(cells[column] ?? '');
    if (part !== '') joined = joined === '' ? part : joined + step.joiner + part;
  }
  return joined;
}

/**
 * Makes the check of one dial list's rows: columns to fields by the mapping, each value against the limits of "Load Lead" and
 * against what the dialer would do to it (`vendors.md`, Croco-dial), so that what `fields` gives is what it will hold.
 * Pure: the same cells, edits and options give the same answer at any time. Throws for a custom field label that can't be sent.
 */
export function createRowChecker(options: RowCheckerOptions): RowChecker {
  const { mapping, settings, today } = options;
  const steps = compile(mapping, settings);
  const names = steps.map((step) => step.name);
  const row = new RowFindings(options.traits ?? CAUTIOUS_TRAITS, apostropheFails(settings));
  const ordered = steps
    .filter((step) => row.rule(step.name).profile.unused !== true)
    .toSorted((a, b) => turn(a) - turn(b) || a.slot - b.slot);
  const mapped = ordered.filter((step) => step.from.length > 0 || step.slot === PHONE || step.slot === CODE);
  const columns = mapping.columns.length;
  const mustNot = doNotCallCheck(mapping);
  const values: string[] = names.map(() => '');
  const at = (position: number): string => values[position] ?? '';

  function phone(raw: string): string {
    const given = at(CODE);
    const home = given === '' ? settings.phone_code : given;
    const read = readPhone(raw, home, 'phone_number', row);
    if (given !== '' && read.code !== given)
      row.add('phone-code-differs', 'phone_code', { before: given, after: read.code });
    values[CODE] = read.code;
    return read.number;
  }

  function optional(step: Step, raw: string): string {
    const { name, kind, max } = step;
    switch (kind) {
      case 'text':
        return row.text(raw, name);
      case 'email':
        return checkEmail(raw, name, row);
      case 'alt-phone':
        return checkAltPhone(raw, name, max, at(CODE), row);
      case 'multi-alt-phones':
        return checkMultiAlt(raw, name, max, at(CODE), row);
      case 'gender':
        return checkGender(raw, name, row);
      case 'postal':
        return checkPostal(raw, name, at(STATE), row);
      case 'phone':
        return phone(raw);
      default:
        return isPlaceholder(raw) ? row.change('placeholder-cleared', name, raw, '') : strict(kind, name, max, raw);
    }
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
        return checkDate(raw, name, row, mapping.dateOrder, today);
      case 'digits':
        return checkDigits(raw, name, max, row);
      case 'gmt-offset':
        return checkGmtOffset(raw, name, row);
      default:
        return assertNever(kind);
    }
  }

  function run(given: readonly string[], edits: RowEdits | undefined): void {
    row.start();
    values.fill('');
    if (given.length !== columns) checkWidth(given, columns, row);
    let cells = mustNot === undefined ? given : mustNot(given, row);
    for (const step of edits === undefined ? mapped : ordered) {
      const edit = edits !== undefined && Object.hasOwn(edits, step.name) ? edits[step.name] : undefined;
      let raw = edit === undefined ? rawValue(step, cells) : cellValue(edit);
      if (step.slot === PHONE && edit === undefined && (raw === '' || isPlaceholder(raw))) {
        const other = otherPhone(mapping, cells);
        if (other !== undefined) {
          row.add('phone-from-other', step.name, { before: raw, after: other.phone, note: `from “${other.header}”` });
          raw = other.phone;
          cells = other.cells;
        }
      }
      if (raw !== '' || step.slot === PHONE) values[step.slot] = optional(step, raw);
    }
    const state = at(STATE);
    const home = at(COUNTRY) === '' || at(COUNTRY) === 'USA' || at(COUNTRY) === 'CAN';
    if (state !== '' && home && at(CODE) === '1' && !isRegion(state))
      row.add('state-unknown', 'state', { before: state });
    checkZone(at(CODE), at(PHONE), at(POSTAL), state, home, at(OWNER), settings.tz_method, row);
  }

  return {
    check(cells, edits) {
      run(cells, edits);
      return { phone: at(PHONE), phoneCode: at(CODE), severity: row.severity, issues: row.issues };
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

function checkWidth(cells: readonly string[], columns: number, row: RowFindings): void {
  if (cells.length < columns) row.add('missing-cells', '', { note: `${cells.length} of ${columns} cells` });
  const beyond = cells.slice(columns).filter((cell) => cell.trim() !== '');
  if (beyond.length > 0) row.add('extra-cells', '', { before: beyond.join(' | ').slice(0, 200) });
}

function assertNever(kind: never): never {
  throw new Error(`No rule for fields of the kind ${String(kind)}.`);
}
