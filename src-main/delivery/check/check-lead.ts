import type { ReceiverField, RowIssue } from '../../../src-preload/contract/index.ts';
import { compile, type Expression, expressionsOf } from './expressions.ts';

/** A lead as it is posted, and what was found in it. */
export interface CheckedLead {
  readonly fields: Record<string, string>;
  readonly issues: readonly RowIssue[];
}

/** Told around each use of an expression, so that another thread sees which one takes too long. */
export interface ExpressionWatch {
  begin(place: number): void;
  end(): void;
}

const TRUE = /^(?:true|yes|y|1|on)$/i;
const FALSE = /^(?:false|no|n|0|off)$/i;

/** Whether a value is of a field's type; the receiver says what it wants only by its type's name. */
const IS: Readonly<Record<ReceiverField['type'], (value: string) => boolean>> = {
  text: () => true,
  integer: (value) => /^[+-]?\d+$/.test(value),
  number: (value) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value),
  boolean: (value) => TRUE.test(value) || FALSE.test(value),
  date: (value) => !Number.isNaN(Date.parse(value)),
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  phone: (value) => value.replace(/\D/g, '').length >= 7,
  zip: (value) => /^\d{5}(?:-?\d{4})?$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(value),
};

interface Rule {
  readonly field: ReceiverField;
  /** Lower case of each value to the value as it is written. */
  readonly values: ReadonlyMap<string, string> | null;
  readonly remove: { readonly place: number; readonly pattern: RegExp } | null;
  readonly match: { readonly place: number; readonly pattern: RegExp } | null;
}

/**
 * Checks leads against the fields of a lead type. Characters that an expression of the vendor takes out are taken out here and shown, so
 * that what is seen is what is held. An expression whose place is in `without` is not used: who calls says why.
 */
export function createLeadChecker(
  fields: readonly ReceiverField[],
  options: { readonly without?: ReadonlySet<number>; readonly watch?: ExpressionWatch } = {},
): (values: Readonly<Record<string, string>>) => CheckedLead {
  const { without = new Set(), watch } = options;
  const expressions = expressionsOf(fields);
  const placed = (field: string, use: Expression['use']): Rule['remove'] => {
    const place = expressions.findIndex((one) => one.field === field && one.use === use);
    const found = expressions[place];
    if (found === undefined || without.has(place)) return null;
    try {
      return { place, pattern: compile(found) };
    } catch {
      // Told as a problem of the file by `brokenExpressions`.
      return null;
    }
  };
  const rules: Rule[] = fields.map((field) => ({
    field,
    values: field.values.length === 0 ? null : new Map(field.values.map((value) => [value.toLowerCase(), value])),
    remove: placed(field.name, 'invalid-characters'),
    match: placed(field.name, 'validation'),
  }));
  const known = new Map(rules.map((rule) => [rule.field.name.toLowerCase(), rule]));
  const watched = <T>(place: number, use: () => T): T => {
    watch?.begin(place);
    const result = use();
    watch?.end();
    return result;
  };

  return (values) => {
    const out: Record<string, string> = {};
    const issues: RowIssue[] = [];
    const given = new Set<string>();
    for (const [name, raw] of Object.entries(values)) {
      const rule = known.get(name.toLowerCase());
      if (rule === undefined) {
        if (raw !== '') out[name] = raw;
        continue;
      }
      const { field } = rule;
      given.add(field.name);
      const value = checkValue(rule, raw, issues, watched);
      if (value !== '') out[field.name] = value;
      else if (field.required) issues.push({ code: 'required', field: field.name, severity: 'error' });
    }
    for (const { field } of rules) {
      if (field.required && !given.has(field.name))
        issues.push({ code: 'required', field: field.name, severity: 'error' });
    }
    return { fields: out, issues };
  };
}

function checkValue(
  { field, values, remove, match }: Rule,
  raw: string,
  issues: RowIssue[],
  watched: <T>(place: number, use: () => T) => T,
): string {
  const { name } = field;
  let value = raw.trim();
  if (value === '') return '';
  if (remove !== null) {
    const after = watched(remove.place, () => value.replace(remove.pattern, ''));
    if (after !== value) {
      issues.push({ code: 'characters-removed', field: name, severity: 'warning', before: value, after });
      value = after.trim();
    }
    if (value === '') return '';
  }
  const wrong = (code: RowIssue['code'], detail?: string) =>
    issues.push({ code, field: name, severity: 'error', before: value, ...(detail === undefined ? {} : { detail }) });
  if (values !== null) {
    const written = values.get(value.toLowerCase());
    if (written === undefined) wrong('not-in-values');
    else value = written;
  }
  if (!IS[field.type](value)) wrong('type', field.type);
  if (field.maxLength !== null && value.length > field.maxLength) wrong('too-long', String(field.maxLength));
  if (field.min !== null || field.max !== null) {
    const number = Number(value);
    if (number < (field.min ?? number) || number > (field.max ?? number) || Number.isNaN(number)) {
      wrong('out-of-range', `${field.min ?? 'no least'} to ${field.max ?? 'no most'}`);
    }
  }
  if (match !== null && !watched(match.place, () => match.pattern.test(value))) wrong('validation', field.validation);
  return value;
}
