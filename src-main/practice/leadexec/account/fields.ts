import type { LeadField, LeadType } from './model.ts';

/** A lead's fields as stored, and what is wrong with them. */
export interface CheckedFields {
  /** Values by the identifier of the field. Empty ones are left out. */
  readonly values: ReadonlyMap<number, string>;
  readonly errors: readonly string[];
}

/**
 * Reads the fields of a post: removes invalid characters, then checks required values (except with `partial`), the type, the enumeration,
 * the limits and the validation expression. Names ignore case. A name that the lead type does not have is ignored.
 */
export function checkFields({ fields }: LeadType, given: ReadonlyMap<string, string>, partial: boolean): CheckedFields {
  const byName = new Map([...given].map(([name, value]) => [name.toLowerCase(), value]));
  const values = new Map<number, string>();
  const errors: string[] = [];
  for (const field of fields) {
    if (!field.status) continue;
    const raw = byName.get(field.descriptor.toLowerCase());
    const value = clean(field, raw ?? '');
    if (value === '') {
      if (field.required && (!partial || raw !== undefined)) errors.push(`${field.descriptor} is required`);
      continue;
    }
    const wrong = problem(field, value);
    if (wrong === undefined) values.set(field.leadFieldUid, value);
    else errors.push(wrong);
  }
  return { values, errors };
}

/** A value without the characters that the field's expression removes. */
function clean(field: LeadField, raw: string): string {
  const invalid = expression(field.invalidChars, 'g');
  return (invalid === undefined ? raw : raw.replace(invalid, '')).trim();
}

function problem(field: LeadField, value: string): string | undefined {
  const { descriptor, enums, maxLength, min, max, fmtError } = field;
  const format = fmtError === '' ? `${descriptor} is not in the correct format` : fmtError;
  if (!hasType(field, value)) return format;
  if (maxLength !== null && value.length > maxLength) return `${descriptor} exceeds ${maxLength} characters`;
  if (min !== null && Number(value) < min) return `${descriptor} must be at least ${min}`;
  if (max !== null && Number(value) > max) return `${descriptor} must be at most ${max}`;
  if (enums.length > 0 && !enums.some((one) => one.toLowerCase() === value.toLowerCase())) {
    return `${descriptor} is not an allowed value`;
  }
  return expression(field.validation, '')?.test(value) === false ? format : undefined;
}

function hasType({ dataType }: LeadField, value: string): boolean {
  switch (dataType) {
    case 'Int':
    case 'Bigint':
      return /^[+-]?\d+$/.test(value);
    case 'Money':
    case 'Decimal':
    case 'Float':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value);
    case 'Bit':
      return /^(?:0|1|true|false|yes|no)$/i.test(value);
    case 'DateTime':
      return !Number.isNaN(Date.parse(value));
    case 'Varchar':
    case 'No_DataType':
      return true;
  }
}

const INLINE_CASE = /^\(\?i\)/;

/**
 * The vendor's expressions are .NET's. One that JavaScript can't compile is ignored here, although the real system compiles it.
 * @returns undefined if there is none
 */
function expression(text: string, flags: string): RegExp | undefined {
  if (text === '') return undefined;
  try {
    return new RegExp(text.replace(INLINE_CASE, ''), INLINE_CASE.test(text) ? `${flags}i` : flags);
  } catch {
    // An expression that doesn’t compile checks nothing.
    return undefined;
  }
}

/** The keys by which a lead is a duplicate: one text for each set of its type whose fields all have a value. */
export function duplicateKeys(type: LeadType, values: ReadonlyMap<number, string>): string[] {
  return type.dupSets.flatMap((set) => {
    const parts = set.map((name) => {
      const field = type.fields.find((one) => one.descriptor.toLowerCase() === name.toLowerCase());
      return field === undefined ? '' : (values.get(field.leadFieldUid) ?? '').toLowerCase();
    });
    return parts.includes('') ? [] : [JSON.stringify([set, parts])];
  });
}
