import { flagOf, textOf } from '../../read-text.ts';
import type { Said } from './read-document.ts';

/** Text of a value; empty for none. */
export const text = (said: Said, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = textOf(said[name]);
    if (value !== '') return value;
  }
  return '';
};

/** A text, or null where there is none. */
export const textOrNull = (said: Said, name: string): string | null => text(said, name) || null;

/** Yes or no; null where it is not told, empty or something else. */
export function flag(said: Said, name: string): boolean | null {
  return textOf(said[name]) === '' ? null : flagOf(said[name]);
}

/** An identifier; null for none, and for the 0 that stands for none. */
export function id(said: Said, name: string): string | null {
  const value = text(said, name);
  return value === '' || value === '0' ? null : value;
}

/** An amount, as number or text, with a dollar sign or commas; null where there is none. */
export function amount(said: Said, name: string): number | null {
  const value = text(said, name).replace(/[$,\s]/g, '');
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : null;
}

/** The objects of a list; none where it is none. */
export function list(said: Said, name: string): Said[] {
  const value = said[name];
  const items = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? [value] : [];
  return items.filter((item): item is Said => typeof item === 'object' && item !== null);
}

const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))? ?(AM|PM)?)?( UTC| GMT|Z)?$/i;
const BARE_ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * A date of an answer in every form of the document. Where it names no zone it may be UTC or Pacific Time: both readings, the earlier first.
 * Empty where it is no date. Ms since 1970.
 */
export function instants(value: string): readonly number[] {
  const us = US_DATE.exec(value.trim());
  if (us) {
    const [month = 0, day = 0, year = 0] = us.slice(1, 4).map(Number);
    const half = us[7]?.toUpperCase();
    const written = Number(us[4] ?? 0);
    const hour = half === undefined ? written : (written % 12) + (half === 'PM' ? 12 : 0);
    const utc = Date.UTC(year, month - 1, day, hour, Number(us[5] ?? 0), Number(us[6] ?? 0));
    if (Number.isNaN(utc) || month < 1 || month > 12) return [];
    return us[8] === undefined ? bothReadings(utc) : [utc];
  }
  const bare = BARE_ISO.test(value.trim());
  const at = Date.parse(bare ? `${value.trim()}Z` : value.trim());
  if (Number.isNaN(at) || !/^\d{4}-\d{2}-\d{2}/.test(value.trim())) return [];
  return bare ? bothReadings(at) : [at];
}

const PACIFIC = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

function pacificWall(at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of PACIFIC.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const HOUR_MS = 3_600_000;

/** A wall clock read as UTC and as Pacific Time; an hour that clocks skip is the one after. */
function bothReadings(wall: number): readonly number[] {
  const daylight = wall + 7 * HOUR_MS;
  return [wall, pacificWall(daylight) === wall ? daylight : wall + 8 * HOUR_MS];
}
