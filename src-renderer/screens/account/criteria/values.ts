import type { CriterionType, Operator, ValueKind } from './criterion.ts';

// The document doesn't say how several values are separated. Parsed values are only displayed: text is sent back as received, and an edit
// changes only the part that was edited.

/** The character that separates the items of a text: `|`, or a comma if there is no `|`. */
export const separatorOf = (text: string): '|' | ',' => (text.includes('|') ? '|' : ',');

/** The items of a text, without the spaces around them. */
export function itemsOf(text: string): string[] {
  return text.trim() === '' ? [] : text.split(separatorOf(text)).map((one) => one.trim());
}

/** The text with one item replaced; the others, their spaces and the separator stay as they are. */
export function withItem(text: string, at: number, item: string): string {
  const separator = separatorOf(text);
  const parts = text === '' ? [] : text.split(separator);
  while (parts.length <= at) parts.push('');
  const before = parts[at] ?? '';
  const [lead = ''] = /^\s*/.exec(before) ?? [];
  return parts.map((part, i) => (i === at ? `${lead}${item}` : part)).join(separator);
}

/** The text without one of its items. */
export function withoutItem(text: string, at: number): string {
  const separator = separatorOf(text);
  const left = text.split(separator).filter((_, i) => i !== at);
  const [first, ...rest] = left;
  // After the first item is removed, the space after the separator is removed too.
  return first === undefined ? '' : [at === 0 ? first.trimStart() : first, ...rest].join(separator);
}

/** The text with more items, without those that it has already. Pasted items may be separated by lines, tabs, commas, semicolons or `|`. */
export function withItems(text: string, pasted: string): string {
  const found = pasted
    .split(/[\n\r\t,;|]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const has = new Set(itemsOf(text).map((one) => one.toLowerCase()));
  const added = found.filter((one) => {
    const key = one.toLowerCase();
    if (has.has(key)) return false;
    has.add(key);
    return true;
  });
  if (added.length === 0) return text;
  // With a comma as the separator, a single item that contains a comma would look like two.
  const separator = text.trim() === '' ? '|' : itemsOf(text).length > 1 ? separatorOf(text) : '|';
  return [...(text.trim() === '' ? [] : [text]), ...added].join(separator);
}

/** The two values of a Between; null if the text doesn't have two values. */
export function rangeOf(text: string): { readonly from: string; readonly to: string } | null {
  const items = itemsOf(text);
  const [from, to] = items;
  return items.length === 2 && from !== undefined && to !== undefined && from !== '' && to !== '' ? { from, to } : null;
}

/** The rule of a DateCompare: an age in days, months or years, or a date. */
export type DateRule =
  | { readonly is: 'age'; readonly sign: Sign; readonly count: number; readonly unit: 'd' | 'm' | 'y' }
  | { readonly is: 'date'; readonly sign: Sign; readonly date: string };
export const SIGNS = ['<', '<=', '=', '>=', '>'] as const;
export type Sign = (typeof SIGNS)[number];

const AGE = /^(<=|>=|<|>|=)?\s*(\d+)\s*([dmy])$/i;
const DATE = /^(<=|>=|<|>|=)?\s*((?:\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/\d{4})(?:[T ].*)?)$/;

/** Parses a DateCompare; null for another format. */
export function dateRuleOf(text: string): DateRule | null {
  const age = AGE.exec(text.trim());
  if (age !== null) {
    const unit = (age[3] ?? 'd').toLowerCase();
    return {
      ...{ is: 'age', sign: (age[1] ?? '=') as Sign, count: Number(age[2]) },
      unit: unit === 'm' ? 'm' : unit === 'y' ? 'y' : 'd',
    };
  }
  const date = DATE.exec(text.trim());
  return date === null ? null : { is: 'date', sign: (date[1] ?? '=') as Sign, date: date[2] ?? '' };
}

/** The text of a DateCompare: `>=18y`, `<2026-01-31`. */
export const writeDateRule = (rule: DateRule): string =>
  rule.is === 'age' ? `${rule.sign}${rule.count}${rule.unit}` : `${rule.sign}${rule.date}`;

/** The ZIP code and miles of a Distance_Compare; null for another format. */
export function distanceOf(text: string): { readonly zip: string; readonly miles: number } | null {
  const [, zip, miles] = /^\s*(\d{5})\s*,\s*(\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return zip === undefined || miles === undefined ? null : { zip, miles: Number(miles) };
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));
const isDate = (text: string) => !Number.isNaN(Date.parse(text));

/** The kind of the compared value: a function returns a number. */
export const comparedKind = (kind: ValueKind, type: CriterionType | null): ValueKind =>
  type === 'Function' ? 'number' : kind;

/** What is wrong with a value, in words; null if it is valid. An invalid value can be saved nevertheless. */
export function valueProblem(operator: Operator | null, kind: ValueKind, text: string): string | null {
  if (operator === null) return null;
  const fits = (one: string) => (kind === 'number' ? isNumber(one) : kind === 'date' ? isDate(one) : true);
  const noun = kind === 'number' ? 'a number' : 'a date';
  switch (operator) {
    case 'Between': {
      const range = rangeOf(text);
      if (range === null) return 'Enter two values, from and to.';
      if (!fits(range.from) || !fits(range.to)) return `From and to must each be ${noun}.`;
      const backward =
        kind === 'number'
          ? Number(range.from) > Number(range.to)
          : kind === 'date' && Date.parse(range.from) > Date.parse(range.to);
      return backward ? 'From is more than to, so no lead meets this.' : null;
    }
    case 'In':
    case 'NotIn': {
      const items = itemsOf(text);
      if (items.length === 0) return 'Enter at least one value.';
      const wrong = items.find((one) => !fits(one));
      return wrong === undefined ? null : `“${wrong}” isn’t ${noun}.`;
    }
    case 'DateCompare':
      return dateRuleOf(text) === null ? 'Write an age such as >=18y, or a date such as >=2026-01-31.' : null;
    case 'Distance_Compare':
      return distanceOf(text) === null ? 'Enter a ZIP code and a number of miles.' : null;
    default:
      if (text.trim() === '') return 'Enter a value.';
      return operator === 'Contains' || operator === 'Doesnt_Contain' || fits(text) ? null : `“${text}” isn’t ${noun}.`;
  }
}
