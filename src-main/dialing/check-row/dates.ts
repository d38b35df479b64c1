import type { RowFindings } from './row.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS_IN = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TIME = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:Z|\s*[+-]\d{2}:?\d{2})?$/i;

/** What a date can be read as: one day, two, none, or not at all. */
export type ReadDate =
  | { readonly kind: 'day'; readonly iso: string }
  | { readonly kind: 'ambiguous' | 'impossible' | 'unreadable' | 'zeros' };

function day(year: number, month: number, date: number): ReadDate {
  const real = new Date(Date.UTC(year, month - 1, date));
  const exists = month >= 1 && real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
  if (!exists || year < 1880 || year > 2100) return { kind: 'impossible' };
  return { kind: 'day', iso: real.toISOString().slice(0, 10) };
}

const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** Whether a value already is an existing day as YYYY-MM-DD; by arithmetic, since nearly every row asks. */
function isIsoDay(value: string): boolean {
  if (value.length !== 10) return false;
  for (let i = 0; i < 10; i++) {
    const c = value.charCodeAt(i);
    if (i === 4 || i === 7 ? c !== 45 : c < 48 || c > 57) return false;
  }
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const date = twoDigits(value, 8);
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || date < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return date <= (DAYS_IN[month] ?? 0) + (leap ? 1 : 0);
}

/** Two digits: since a lead is grown up, 30 and more are of the last century; under 30 it could be either. */
function fullYear(text: string): number | undefined {
  if (text.length === 4) return Number(text);
  return Number(text) >= 30 ? 1900 + Number(text) : undefined;
}

function named(text: string): ReadDate | undefined {
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const month = MONTHS.findIndex((m) => new RegExp(`(?:^|[^a-z])${m}`, 'i').test(text)) + 1;
  if (month === 0) return undefined;
  const found =
    /^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?[a-z]{3,9}\.?[\s,./-]*(\d{4}|\d{2})$/i.exec(text);
  const american = /^[a-z]{3,9}\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|\d{2})$/i.exec(text);
  const iso = /^(\d{4})[\s./-]+[a-z]{3,9}\.?[\s./-]+(\d{1,2})$/i.exec(text);
  const [date, yearText] = iso ? [iso[2], iso[1]] : [(found ?? american)?.[1], (found ?? american)?.[2]];
  if (date === undefined || yearText === undefined) return { kind: 'unreadable' };
  const year = fullYear(yearText);
  return year === undefined ? { kind: 'ambiguous' } : day(year, month, Number(date));
}

/**
 * Reads a date in any form that can mean only one day. `order` says which comes first in 03/04/1980; without it that
 * is ambiguous, as is a year of two digits under 30.
 */
export function readDate(value: string, order: 'mdy' | 'dmy' | undefined): ReadDate {
  const text = value.replace(TIME, '').trim();
  if (/^[0\s./-]+$/.test(text)) return { kind: 'zeros' };
  const withMonth = named(text);
  if (withMonth) return withMonth;
  const big = /^(\d{4})[\s./-]?(\d{1,2})[\s./-]?(\d{1,2})$/.exec(text);
  const compact = /^\d+$/.test(text);
  if (big && (!compact || text.length === 8)) {
    const read = day(Number(big[1]), Number(big[2]), Number(big[3]));
    if (read.kind === 'day' || !compact) return read;
  }
  const found = /^(\d{1,2})([\s./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (!found) return { kind: 'unreadable' };
  const [a, b] = [Number(found[1]), Number(found[3])];
  const year = fullYear(found[4] ?? '');
  if (year === undefined) return { kind: 'ambiguous' };
  if (a > 12 && b > 12) return { kind: 'impossible' };
  if (a > 12) return day(year, b, a);
  if (b > 12) return day(year, a, b);
  if (a === b) return day(year, a, b);
  if (order === undefined) return { kind: 'ambiguous' };
  return order === 'mdy' ? day(year, a, b) : day(year, b, a);
}

const PROBLEM = {
  ambiguous: 'date-ambiguous',
  impossible: 'date-impossible',
  unreadable: 'date-unreadable',
} as const;

/** A date as YYYY-MM-DD, as "Load Lead" wants date_of_birth. `today` (YYYY-MM-DD) refuses days that haven't come. */
export function checkDate(
  value: string,
  field: string,
  row: RowFindings,
  order: 'mdy' | 'dmy' | undefined,
  today: string | undefined,
): string {
  const read: ReadDate = isIsoDay(value) ? { kind: 'day', iso: value } : readDate(value, order);
  if (read.kind === 'zeros') return row.change('date-cleared', field, value, '');
  if (read.kind !== 'day') return row.refuse(PROBLEM[read.kind], field, value);
  if (today !== undefined && read.iso > today) return row.refuse('date-impossible', field, value);
  return read.iso === value ? value : row.change('date-to-iso', field, value, read.iso);
}
