/** A time as local clocks show it. */
export interface WallTime {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Minutes since local midnight, 0 to 1439. */
  readonly minutes: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The local time in a zone, as ms of the UTC time with the same digits. @throws RangeError for a zone that does not exist */
function shown(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The local time in a zone at an instant in ms since 1970. @throws RangeError for a zone that does not exist */
export function wallTime(zone: string, at: number): WallTime {
  const local = shown(zone, at);
  const midnight = Math.floor(local / DAY) * DAY;
  return {
    date: new Date(midnight).toISOString().slice(0, 10),
    minutes: Math.floor((local - midnight) / MINUTE),
    weekday: new Date(midnight).getUTCDay(),
  };
}

/** The date `days` later. */
export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The weekday of a date, 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/**
 * The instant at which local clocks in a zone show `minutes` (0 to 1440) of `date`. For a time that occurs twice or not at all because
 * clocks change, `which` chooses the earlier or the later of the two possible instants.
 */
export function instantAt(zone: string, date: string, minutes: number, which: 'earlier' | 'later'): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  const offset = (around: number) => shown(zone, around) - Math.floor(around / 1000) * 1000;
  const both = [wanted - offset(wanted - DAY), wanted - offset(wanted + DAY)];
  const real = both.filter((at) => shown(zone, at) === wanted);
  const candidates = real.length > 0 ? real : both;
  return which === 'earlier' ? Math.min(...candidates) : Math.max(...candidates);
}

/** When the day of an instant began in a zone, ms since 1970. */
export const dayStart = (zone: string, at: number): number => instantAt(zone, wallTime(zone, at).date, 0, 'earlier');

/** HH:MM for minutes of a day. The end of the day is 24:00. */
export const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
