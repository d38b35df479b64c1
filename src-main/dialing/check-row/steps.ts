import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import { customLabel, type LeadFieldName, type Mapping } from '../../../src-preload/contract/mapping.ts';
import { LEAD_FIELD_TABLE, type LeadFieldKind } from '../../vendors/crocodial/fields.ts';

/** How one field of a row is filled. */
export interface Step {
  readonly slot: number;
  readonly name: string;
  readonly kind: LeadFieldKind;
  readonly max: number;
  readonly from: readonly number[];
  readonly joiner: string;
  /** The only column of `from`, or -1. */
  readonly single: number;
  readonly isPhone: boolean;
  readonly isName: boolean;
  /** A text in which a number like 1.23E+11 is an identifier that a spreadsheet damaged. */
  readonly isIdentifier: boolean;
}

/** The position of each field among the values of a row. */
const slotOf = new Map<string, number>(LEAD_FIELD_TABLE.map((field, at) => [field.name, at]));
const slot = (name: LeadFieldName): number => slotOf.get(name) ?? -1;
export const PHONE = slot('phone_number');
export const CODE = slot('phone_code');
export const STATE = slot('state');
export const POSTAL = slot('postal_code');
export const COUNTRY = slot('country_code');
export const OWNER = slot('owner');
export const CITY = slot('city');
export const ALT = slot('alt_phone');
export const MORE = slot('multi_alt_phones');
const PHONES: ReadonlySet<LeadFieldKind> = new Set(['phone', 'alt-phone', 'multi-alt-phones']);
const NAMES: ReadonlySet<string> = new Set(['first_name', 'last_name']);
const IDENTIFIERS: ReadonlySet<string> = new Set(['vendor_lead_code', 'source_id', 'security_phrase', 'owner']);
/** Fields that others depend on are processed first: calling code and country before the phone, state and city before the postal code. */
export function turn(step: Step): number {
  const at = [CODE, COUNTRY, PHONE, STATE, CITY].indexOf(step.slot);
  return at < 0 ? 5 : at;
}

/** One step for each field of the dialer, in the document's order, and for each custom field. */
export function compile(mapping: Mapping, settings: DialSettings): Step[] {
  const steps: Step[] = LEAD_FIELD_TABLE.map(({ name, kind, max }, at) => {
    const { from = [], joiner = kind === 'multi-alt-phones' ? '!' : ' ' } = mapping.targets[name] ?? {};
    return {
      slot: at,
      name,
      kind,
      max,
      from,
      joiner,
      single: from.length === 1 ? (from[0] ?? -1) : -1,
      isPhone: PHONES.has(kind),
      isName: NAMES.has(name),
      isIdentifier: IDENTIFIERS.has(name),
    };
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
      isPhone: false,
      isName: false,
      isIdentifier: true,
    });
  }
  return steps;
}
