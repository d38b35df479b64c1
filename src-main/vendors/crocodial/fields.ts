import { LEAD_FIELD_LABELS, type LeadFieldName } from '../../../src-preload/contract/mapping.ts';

/** How a lead field is parsed and checked. `text` is any text, cleaned and truncated; the others have their own rules. */
export type LeadFieldKind =
  | 'phone'
  | 'phone-code'
  | 'alt-phone'
  | 'multi-alt-phones'
  | 'text'
  | 'state'
  | 'postal'
  | 'country'
  | 'gender'
  | 'date'
  | 'email'
  | 'digits'
  | 'gmt-offset';

/** One lead field of the document. Lengths are in characters. */
export interface LeadField {
  readonly name: LeadFieldName;
  readonly label: string;
  readonly kind: LeadFieldKind;
  readonly min: number;
  readonly max: number;
  /** What a value must match to be sent, if the document specifies more than a length. */
  readonly pattern?: RegExp;
  /** The document's own text. */
  readonly documented: string;
}

function field(
  name: LeadFieldName,
  kind: LeadFieldKind,
  min: number,
  max: number,
  documented: string,
  pattern?: RegExp,
): LeadField {
  const base = { name, label: LEAD_FIELD_LABELS[name], kind, min, max, documented };
  return pattern === undefined ? base : { ...base, pattern };
}

/**
 * Every lead field of "Load Lead", Required Parameters and Opcional Fields, in the document's order. The document's row without a name
 * (1-70 characters, after alt_phone) is `email`.
 */
export const LEAD_FIELD_TABLE: readonly LeadField[] = [
  field('phone_number', 'phone', 6, 16, 'must be all numbers, 6-16 digits.', /^\d{6,16}$/),
  field('phone_code', 'phone-code', 1, 4, 'must be all numbers, 1-4 digits, defaults to 1 if not set.', /^\d{1,4}$/),
  field('vendor_lead_code', 'text', 1, 20, '1-20 characters'),
  field('source_id', 'text', 1, 50, '1-50 characters'),
  field(
    'gmt_offset_now',
    'gmt-offset',
    1,
    6,
    'overridden by auto-lookup of phone_code and area_code portion of phone number if applicable',
    /^-?\d{1,2}(\.\d{1,2})?$/,
  ),
  field('title', 'text', 1, 4, '1-4 characters'),
  field('first_name', 'text', 1, 30, '1-30 characters'),
  field('middle_initial', 'text', 1, 1, '1 character'),
  field('last_name', 'text', 1, 30, '1-30 characters'),
  field('address1', 'text', 1, 100, '1-100 characters'),
  field('address2', 'text', 1, 100, '1-100 characters'),
  field('address3', 'text', 1, 100, '1-100 characters'),
  field('city', 'text', 1, 50, '1-50 characters'),
  field('state', 'state', 2, 2, '2 characters', /^[A-Z]{2}$/),
  field('province', 'text', 1, 50, '1-50 characters'),
  field('postal_code', 'postal', 1, 10, '1-10 characters'),
  field('country_code', 'country', 3, 3, '3 characters', /^[A-Z]{3}$/),
  field('gender', 'gender', 1, 1, "U, M, F (Undefined, Male, Female) - defaults to 'U'", /^[UMF]$/),
  field('date_of_birth', 'date', 10, 10, 'YYYY-MM-DD', /^\d{4}-\d{2}-\d{2}$/),
  field('alt_phone', 'alt-phone', 1, 12, '1-12 characters', /^\d{1,12}$/),
  field('email', 'email', 1, 70, '1-70 characters'),
  field('security_phrase', 'text', 1, 100, '1-100 characters'),
  field('comments', 'text', 1, 255, '1-255 characters'),
  field('multi_alt_phones', 'multi-alt-phones', 5, 1024, '5-1024 characters (see examples for more info)'),
  field('rank', 'digits', 1, 5, '1-5 digits', /^\d{1,5}$/),
  field('owner', 'text', 1, 20, '1-20 characters (user ID, Territory or user group)'),
];

const byName: ReadonlyMap<string, LeadField> = new Map(LEAD_FIELD_TABLE.map((f) => [f.name, f]));

/** The field with that name; undefined if it isn't in the document. */
export function leadField(name: string): LeadField | undefined {
  return byName.get(name);
}
