import { instantAt } from '../../geo/local-time.ts';
import { PACIFIC } from './call-date.ts';

/** A date in an answer: a local time without a zone, or an instant. */
export type VendorDate = { readonly at: number } | { readonly date: string; readonly minutes: number };

const US =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?)?(?:\s*(UTC|GMT|Z))?$/i;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * Parses a date in each form that the document shows: `4/30/2020 1:53:45 PM`, with ` UTC` after it, `11/13/2020 12:15 PM`,
 * `2022-12-28T15:29:34Z`, with a fraction, an offset, or nothing. Null if it isn't a date, and for .NET's year 1, which means none.
 */
export function readVendorDate(text: string): VendorDate | null {
  const trimmed = text.trim();
  const us = US.exec(trimmed);
  if (us) {
    const [, month, day, year, hour, minute, second, half, zone] = us;
    const given = Number(hour ?? 0);
    if (half !== undefined && (given < 1 || given > 12)) return null;
    const hours = half === undefined ? given : (given % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
    return dateOf([year, month, day, hours, minute, second], 0, zone);
  }
  const iso = ISO.exec(trimmed);
  if (!iso) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = iso;
  return dateOf([year, month, day, hour, minute, second], Number(fraction ?? 0), zone);
}

function dateOf(
  parts: readonly (string | number | undefined)[],
  fraction: number,
  zone: string | undefined,
): VendorDate | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const shown = new Date(wall);
  const isReal = shown.getUTCMonth() === month - 1 && shown.getUTCDate() === day;
  if (!isReal || year < 1900 || hour > 23 || minute > 59 || second > 59) return null;
  const at = wall + Math.floor(fraction * 1000);
  if (zone === undefined)
    return { date: shown.toISOString().slice(0, 10), minutes: hour * 60 + minute + (second + fraction) / 60 };
  return { at: at - offsetOf(zone) };
}

function offsetOf(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

/** The instant if a date without a zone is UTC, as the document says about most. */
export function asUtc(date: VendorDate): number {
  return 'at' in date ? date.at : Math.round(Date.parse(`${date.date}T00:00:00Z`) + date.minutes * 60_000);
}

/** The possible instants of a date, the earlier first: one without a zone may be UTC or Pacific Time. */
export function readingsOf(date: VendorDate): number[] {
  if ('at' in date) return [date.at];
  const whole = Math.floor(date.minutes);
  const rest = Math.round((date.minutes - whole) * 60_000);
  const pacific = instantAt(PACIFIC, date.date, whole, 'earlier') + rest;
  return [asUtc(date), pacific].sort((a, b) => a - b);
}

/**
 * Dates have a precision of seconds, and clocks differ. An order that expired this recently has expired, and its date is not Pacific Time,
 * ms.
 */
const JUST_ENDED_MS = 15 * 60_000;

/**
 * How long from `now` until an order expires, ms; 0 if it has. Without a zone the date may be UTC or Pacific Time, and the earlier future
 * one counts, because orders are not returned long after they expired.
 */
export function expiresIn(date: VendorDate, now: number): number {
  const end = readingsOf(date).find((at) => at > now - JUST_ENDED_MS);
  return end === undefined ? 0 : Math.max(0, end - now);
}
