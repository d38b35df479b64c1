import type { RowFindings } from './row.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS_IN = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TIME =
  /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:Z|(?:\s*(?:UTC|GMT|[ECMP][SD]?T))?(?:\s*[+-]\d{2}:?\d{2})?(?:\s*\([^)]*\))?)?$/i;

/** The result of reading a date: one day, two possible days, no day, or unreadable. */
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

/** Whether a value already is an existing day as YYYY-MM-DD. It uses arithmetic because it is called for nearly every row. */
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

/** How a column's dates are to be read. */
export interface DateReading {
  /** Whether day or month comes first in 03/04/1980. Without it such a date is ambiguous. */
  readonly order?: DateOrder | undefined;
  /** The day of the check as YYYY-MM-DD. A date of birth is not later. */
  readonly today?: string | undefined;
  /** Whether whole numbers are a spreadsheet's day numbers, counted from 1900. */
  readonly serials?: boolean | undefined;
}
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

const GROWN_UP = 18;
/** Hardly anyone who is called is older. */
const OLDEST = 105;

/**
 * The year of birth for two digits, if only one is possible. A lead is an adult, so 30 and above are in the last century. Below 30, today's
 * date decides: the year is not in the future, and the person is not a child if someone born a century earlier may be alive.
 */
function fullYear(text: string, today: string | undefined): number | undefined {
  if (text.length === 4) return Number(text);
  const year = Number(text);
  if (year >= 30) return 1900 + year;
  if (today === undefined) return undefined;
  const now = Number(today.slice(0, 4));
  if (2000 + year > now) return 1900 + year;
  return now - (2000 + year) >= GROWN_UP && now - (1900 + year) > OLDEST ? 2000 + year : undefined;
}

/** The smallest day number of a spreadsheet that can be a living person's birth (1900-03-01), and the day before number 1. */
const FIRST_SERIAL = 61;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** 1980 is taken as a year and not as a day in 1905. */
const isYear = (count: number): boolean => count >= 1880 && count <= 2100;

/** The date of birth for a spreadsheet's day number (29221 is 1980-01-01); undefined if it isn't one, or if it is after today. */
export function birthOfSerial(value: string, today: string | undefined): string | undefined {
  const days = /^(\d{2,5})(?:[.,]\d+)?$/.exec(value)?.[1];
  if (days === undefined || Number(days) < FIRST_SERIAL || isYear(Number(days))) return undefined;
  const iso = new Date(SERIAL_ZERO + Number(days) * DAY_MS).toISOString().slice(0, 10);
  return today !== undefined && iso > today ? undefined : iso;
}

function named(text: string, today: string | undefined): ReadDate | undefined {
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const month = MONTHS.findIndex((m) => new RegExp(`(?:^|[^a-z])${m}`, 'i').test(text)) + 1;
  if (month === 0) return undefined;
  const found =
    /^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?[a-z]{3,9}\.?[\s,./-]*(\d{4}|\d{2})$/i.exec(text);
  const american =
    /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?[a-z]{3,9}\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|\d{2})$/i.exec(
      text,
    );
  const iso = /^(\d{4})[\s./-]+[a-z]{3,9}\.?[\s./-]+(\d{1,2})$/i.exec(text);
  const [date, yearText] = iso ? [iso[2], iso[1]] : [(found ?? american)?.[1], (found ?? american)?.[2]];
  if (date === undefined || yearText === undefined) return { kind: 'unreadable' };
  const year = fullYear(yearText, today);
  return year === undefined ? { kind: 'ambiguous' } : day(year, month, Number(date));
}

/**
 * Parses a date in any format that has only one meaning. `order` says whether day or month comes first in 03/04/1980. Without it such a
 * date is ambiguous, and so is a year of two digits that could be in either century.
 */
export function readDate(value: string, { order, today, serials }: DateReading = {}): ReadDate {
  if (serials === true) {
    const iso = birthOfSerial(value, today);
    if (iso !== undefined) return { kind: 'day', iso };
  }
  const text = value.replace(TIME, '').trim();
  if (/^[0\s./-]+$/.test(text)) return { kind: 'zeros' };
  const withMonth = named(text, today);
  if (withMonth) return withMonth;
  const big = /^(\d{4})[\s./-]*(\d{1,2})[\s./-]*(\d{1,2})$/.exec(text);
  const compact = /^\d+$/.test(text);
  if (big && (!compact || text.length === 8)) {
    const read = day(Number(big[1]), Number(big[2]), Number(big[3]));
    if (read.kind === 'day' || !compact) return read;
  }
  const short = /^(\d{2})([./-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (order === 'ymd' && short) {
    const year = fullYear(short[1] ?? '', today);
    return year === undefined ? { kind: 'ambiguous' } : day(year, Number(short[3]), Number(short[4]));
  }
  const found = /^(\d{1,2})\s*([\s./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$/.exec(text);
  if (!found) return { kind: 'unreadable' };
  const [a, b] = [Number(found[1]), Number(found[3])];
  const year = fullYear(found[4] ?? '', today);
  if (year === undefined) return { kind: 'ambiguous' };
  if (a > 12 && b > 12) return { kind: 'impossible' };
  if (a > 12) return day(year, b, a);
  if (b > 12) return day(year, a, b);
  if (a === b) return day(year, a, b);
  if (order === undefined || order === 'ymd') return { kind: 'ambiguous' };
  return order === 'mdy' ? day(year, a, b) : day(year, b, a);
}

/**
 * Whether day or month comes first, if a date proves it: 05/16/1980 has no month 16. `needs` means that the date proves nothing but is
 * ambiguous.
 */
export function orderProof(value: string): 'mdy' | 'dmy' | 'needs' | undefined {
  const found = /^(\d{1,2})\s*[\s./-]\s*(\d{1,2})\s*[\s./-]\s*(?:\d{4}|\d{2})(?!\d)/.exec(value);
  if (!found) return undefined;
  const [a, b] = [Number(found[1]), Number(found[2])];
  if (a > 12) return b > 12 || b === 0 || a > 31 ? undefined : 'dmy';
  if (b > 12) return a === 0 || b > 31 ? undefined : 'mdy';
  return a === b ? undefined : 'needs';
}

const PROBLEM = {
  ambiguous: 'date-ambiguous',
  impossible: 'date-impossible',
  unreadable: 'date-unreadable',
} as const;

/** The age above which a date of birth is probably wrong, years. */
const HARDLY = 120;

/** A date of birth as YYYY-MM-DD, the format of "Load Lead" for date_of_birth. A future day is never sent. */
export function checkDate(value: string, field: string, row: RowFindings, reading: DateReading): string {
  const read: ReadDate = isIsoDay(value) ? { kind: 'day', iso: value } : readDate(value, reading);
  if (read.kind === 'zeros') return row.change('date-cleared', field, value, '');
  if (read.kind !== 'day') return row.refuse(PROBLEM[read.kind], field, value);
  const { iso } = read;
  const { today, order } = reading;
  if (today !== undefined) {
    if (iso > today) return row.refuse('date-future', field, value);
    if (Number(today.slice(0, 4)) - Number(iso.slice(0, 4)) > HARDLY)
      row.add('date-old', field, { before: value, after: iso });
  }
  if (iso === value) return value;
  if (order !== undefined) {
    const proof = orderProof(value);
    if (proof !== undefined && proof !== 'needs' && proof !== order)
      row.add('date-other-order', field, { before: value, after: iso });
  }
  return row.change('date-to-iso', field, value, iso);
}
