import type { ReceiverField, RowIssue } from '../../../src-preload/contract/index.ts';
import { compile, type Expression, expressionsOf } from './expressions.ts';

/** A lead as it is posted, with the issues that were found. */
export interface CheckedLead {
  readonly fields: Record<string, string>;
  readonly issues: readonly RowIssue[];
}

/** Called around each evaluation of an expression, so that another thread sees which one takes too long. */
export interface ExpressionWatch {
  begin(place: number): void;
  end(): void;
}

const TRUE = /^(?:true|yes|y|1|on)$/i;
const FALSE = /^(?:false|no|n|0|off)$/i;

/** Whether a value has a field's type. The receiver only specifies the type's name. */
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
  /** The allowed values by their lower-case form. */
  readonly values: ReadonlyMap<string, string> | null;
  readonly remove: { readonly place: number; readonly pattern: RegExp } | null;
  readonly match: { readonly place: number; readonly pattern: RegExp } | null;
}

/** A field of rows, in its rule's spelling. */
export interface Slot {
  readonly name: string;
  readonly rule: Rule | undefined;
}

/** One row as it is posted: the values of its slots, empty if missing, and the issues. */
export interface CheckedRow {
  readonly values: string[];
  readonly issues: readonly RowIssue[];
}

/** Checks many rows with the same fields. Names are looked up once. */
export interface RowChecker {
  slotsOf(names: readonly string[]): readonly Slot[];
  /** `values` in the order of the slots. */
  check(slots: readonly Slot[], values: readonly string[]): CheckedRow;
}

export interface CheckOptions {
  readonly without?: ReadonlySet<number>;
  readonly watch?: ExpressionWatch;
}

/**
 * Checks rows against the fields of a lead type. Characters that a vendor's expression removes are removed here and shown, so that the
 * shown value is the one the vendor stores. Expressions whose index is in `without` are not used, and the caller reports why.
 */
export function createRowChecker(fields: readonly ReceiverField[], options: CheckOptions = {}): RowChecker {
  const { watch } = options;
  const known = rulesOf(fields, options);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const missing = new WeakMap<readonly Slot[], readonly string[]>();
  const missingOf = (slots: readonly Slot[]): readonly string[] => {
    let names = missing.get(slots);
    if (names === undefined) {
      const given = new Set(slots.map(({ name }) => name));
      names = required.filter((name) => !given.has(name));
      missing.set(slots, names);
    }
    return names;
  };
  return {
    slotsOf: (names) =>
      names.map((name) => {
        const rule = known.get(name.toLowerCase());
        return { name: rule?.field.name ?? name, rule };
      }),
    check(slots, values) {
      const out: string[] = [];
      const issues: RowIssue[] = [];
      const noValue = (field: string) => issues.push({ code: 'required', field, severity: 'error' });
      for (let at = 0; at < slots.length; at++) {
        const raw = values[at] ?? '';
        const rule = slots[at]?.rule;
        const value = rule === undefined ? raw : checkValue(rule, raw, issues, watch);
        out.push(value);
        if (value === '' && rule?.field.required === true) noValue(rule.field.name);
      }
      for (const name of missingOf(slots)) noValue(name);
      return { values: out, issues };
    },
  };
}

/** The same for single leads, each with its own fields. */
export function createLeadChecker(
  fields: readonly ReceiverField[],
  options: CheckOptions = {},
): (values: Readonly<Record<string, string>>) => CheckedLead {
  const checker = createRowChecker(fields, options);
  return (lead) => {
    const slots = checker.slotsOf(Object.keys(lead));
    const { values, issues } = checker.check(slots, Object.values(lead));
    return { fields: fieldsOf(slots, values), issues };
  };
}

function fieldsOf(slots: readonly Slot[], values: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [at, { name }] of slots.entries()) {
    const value = values[at] ?? '';
    if (value !== '') fields[name] = value;
  }
  return fields;
}

/** Text that JSON doesn't escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON escapes
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/** Creates a function that writes the fields of a row as JSON without creating an object for each of a million rows. */
export function jsonWriter(slots: readonly Slot[]): (values: readonly string[]) => string {
  const names = slots.map(({ name }) => name);
  // A duplicate name would occur twice in the text.
  if (new Set(names).size < names.length) return (values) => JSON.stringify(fieldsOf(slots, values));
  const keys = names.map((name) => `${JSON.stringify(name)}:`);
  return (values) => {
    let text = '';
    for (let at = 0; at < keys.length; at++) {
      const value = values[at] ?? '';
      if (value === '') continue;
      const written = PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
      text += `${text === '' ? '' : ','}${keys[at]}${written}`;
    }
    return `{${text}}`;
  };
}

/** The rules of each field, by its lower-case name. */
function rulesOf(fields: readonly ReceiverField[], { without = new Set() }: CheckOptions): ReadonlyMap<string, Rule> {
  const expressions = expressionsOf(fields);
  const placed = (field: string, use: Expression['use']): Rule['remove'] => {
    const place = expressions.findIndex((one) => one.field === field && one.use === use);
    const found = expressions[place];
    if (found === undefined || without.has(place)) return null;
    try {
      return { place, pattern: compile(found) };
    } catch {
      // `brokenExpressions` reports it as a problem of the file.
      return null;
    }
  };
  const rules: Rule[] = fields.map((field) => ({
    field,
    values: field.values.length === 0 ? null : new Map(field.values.map((value) => [value.toLowerCase(), value])),
    remove: placed(field.name, 'invalid-characters'),
    match: placed(field.name, 'validation'),
  }));
  return new Map(rules.map((rule) => [rule.field.name.toLowerCase(), rule]));
}

function checkValue(
  { field, values, remove, match }: Rule,
  raw: string,
  issues: RowIssue[],
  watch: ExpressionWatch | undefined,
): string {
  const { name } = field;
  let value = raw.trim();
  if (value === '') return '';
  if (remove !== null) {
    watch?.begin(remove.place);
    const after = value.replace(remove.pattern, '');
    watch?.end();
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
  if (match !== null) {
    watch?.begin(match.place);
    const matches = match.pattern.test(value);
    watch?.end();
    if (!matches) wrong('validation', field.validation);
  }
  return value;
}
