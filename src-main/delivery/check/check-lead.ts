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
const IS: Readonly<Record<ReceiverField['type'], ((value: string) => boolean) | null>> = {
  text: null,
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
  /** `first` finds the first match. It is much faster than a replacement, and hardly any value has one. */
  readonly remove: { readonly place: number; readonly pattern: RegExp; readonly first: RegExp } | null;
  readonly match: { readonly place: number; readonly pattern: RegExp } | null;
  /** Null if every value has the field's type. */
  readonly is: ((value: string) => boolean) | null;
}

/** A field of rows, in its rule's spelling. */
export interface Slot {
  readonly name: string;
  readonly rule: Rule | undefined;
  /** The last value without issues, and what it became: many rows in a row have the same one, and a fixed value is in all of them. */
  readonly last: { raw: string; value: string };
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
        return { name: rule?.field.name ?? name, rule, last: { raw: '', value: '' } };
      }),
    check(slots, values) {
      const out: string[] = [];
      const issues: RowIssue[] = [];
      for (let at = 0; at < slots.length; at++) {
        const slot = slots[at];
        if (slot === undefined) continue;
        const value = postedValue(slot, values[at] ?? '', issues, watch);
        out.push(value);
        if (value === '' && slot.rule?.field.required === true) issues.push(noValue(slot.rule.field.name));
      }
      for (const name of missingOf(slots)) issues.push(noValue(name));
      return { values: out, issues };
    },
  };
}

const noValue = (field: string): RowIssue => ({ code: 'required', field, severity: 'error' });

/** The value of a slot in a row as it is posted. */
function postedValue(
  { rule, last }: Slot,
  raw: string,
  issues: RowIssue[],
  watch: ExpressionWatch | undefined,
): string {
  if (rule === undefined) return raw;
  if (raw === last.raw) return last.value;
  const before = issues.length;
  const value = checkValue(rule, raw, issues, watch);
  if (issues.length === before) {
    last.raw = raw;
    last.value = value;
  }
  return value;
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

/**
 * Creates a function that writes the fields of a row as JSON without creating an object for each of a million rows. The values of slots from
 * `fixedFrom` on are the same in every row.
 */
export function jsonWriter(slots: readonly Slot[], fixedFrom = slots.length): (values: readonly string[]) => string {
  const names = slots.map(({ name }) => name);
  // A duplicate name would occur twice in the text.
  if (new Set(names).size < names.length) return (values) => JSON.stringify(fieldsOf(slots, values));
  // Each piece ends the value before it. Few long pieces are put together much faster than many short ones.
  const pieces = names.map((name) => `",${JSON.stringify(name)}:"`);
  const write = (values: readonly string[], from: number, to: number): string => {
    let text = '';
    for (let at = from; at < to; at++) {
      const value = values[at] ?? '';
      if (value === '') continue;
      const written = PLAIN.test(value) ? value : JSON.stringify(value).slice(1, -1);
      // The first piece ends no value.
      text = text + (text === '' ? pieces[at]?.slice(2) : pieces[at]) + written;
    }
    return text;
  };
  let fixed: string | null = null;
  return (values) => {
    const text = write(values, 0, fixedFrom);
    fixed ??= write(values, fixedFrom, names.length);
    if (text === '') return fixed === '' ? '{}' : `{${fixed}"}`;
    return fixed === '' ? `{${text}"}` : `{${text}",${fixed}"}`;
  };
}

/** The rules of each field, by its lower-case name. */
function rulesOf(fields: readonly ReceiverField[], { without = new Set() }: CheckOptions): ReadonlyMap<string, Rule> {
  const expressions = expressionsOf(fields);
  const placed = (field: string, use: Expression['use']): Rule['match'] => {
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
    remove: withFirst(placed(field.name, 'invalid-characters')),
    match: placed(field.name, 'validation'),
    is: IS[field.type],
  }));
  return new Map(rules.map((rule) => [rule.field.name.toLowerCase(), rule]));
}

/** An issue of a value with which it can't be posted. */
const wrong = (code: RowIssue['code'], field: string, before: string, detail?: string): RowIssue => ({
  ...{ code, field, severity: 'error', before },
  ...(detail === undefined ? {} : { detail }),
});

const withFirst = (remove: Rule['match']): Rule['remove'] =>
  remove && { ...remove, first: new RegExp(remove.pattern.source, remove.pattern.flags.replace('g', '')) };

function checkValue(
  { field, values, remove, match, is }: Rule,
  raw: string,
  issues: RowIssue[],
  watch: ExpressionWatch | undefined,
): string {
  const { name } = field;
  let value = raw.trim();
  if (value === '') return '';
  if (remove !== null) {
    watch?.begin(remove.place);
    const after = remove.first.test(value) ? value.replace(remove.pattern, '') : value;
    watch?.end();
    if (after !== value) {
      issues.push({ code: 'characters-removed', field: name, severity: 'warning', before: value, after });
      value = after.trim();
    }
    if (value === '') return '';
  }
  if (values !== null) {
    const written = values.get(value.toLowerCase());
    if (written === undefined) issues.push(wrong('not-in-values', name, value));
    else value = written;
  }
  if (is !== null && !is(value)) issues.push(wrong('type', name, value, field.type));
  if (field.maxLength !== null && value.length > field.maxLength) {
    issues.push(wrong('too-long', name, value, String(field.maxLength)));
  }
  if (field.min !== null || field.max !== null) {
    const number = Number(value);
    if (number < (field.min ?? number) || number > (field.max ?? number) || Number.isNaN(number)) {
      issues.push(wrong('out-of-range', name, value, rangeWords(field)));
    }
  }
  if (match !== null) {
    watch?.begin(match.place);
    const matches = match.pattern.test(value);
    watch?.end();
    if (!matches) issues.push(wrong('validation', name, value, field.validation));
  }
  return value;
}

/** The values that a number may have: "1 to 5", "at least 1", "at most 5". */
function rangeWords({ min, max }: Pick<ReceiverField, 'min' | 'max'>): string {
  if (min === null) return `at most ${max}`;
  return max === null ? `at least ${min}` : `${min} to ${max}`;
}
