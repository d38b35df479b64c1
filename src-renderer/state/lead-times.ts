import { clockOf } from '../ui/clock.ts';

/** A day and a local time; `minutes` since midnight, `weekday` 0 is Sunday. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minutes: number;
  readonly weekday: number;
}

/** This computer's time zone. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, found);
  }
  return found;
}

/** The local time in a zone (IANA), for ms since 1970. */
export function wallTime(zone: string, at: number): WallTime {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(at)
      .map((p) => [p.type, Number(p.value)]),
  );
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return {
    year,
    month,
    day,
    minutes: hour * 60 + minute,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  };
}

/**
 * The instant of a local time in a zone, ms since 1970. A time skipped by a clock change becomes one as much later; of one that occurs
 * twice the first is meant.
 */
export function momentOf(zone: string, day: Pick<WallTime, 'year' | 'month' | 'day'>, minutes: number): number {
  const wanted = Date.UTC(day.year, day.month - 1, day.day, 0, minutes);
  const shownAt = (at: number) => {
    const shown = wallTime(zone, at);
    return Date.UTC(shown.year, shown.month - 1, shown.day, 0, shown.minutes);
  };
  // The offsets a day before and after, between which any clock change is.
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((at) => shownAt(at) - at);
  const hits = offsets.map((offset) => wanted - offset).filter((at) => shownAt(at) === wanted);
  return hits.length > 0 ? Math.min(...hits) : wanted - Math.min(...offsets);
}

/** The day `days` later. */
export function dayLater(
  day: Pick<WallTime, 'year' | 'month' | 'day'>,
  days: number,
): Pick<WallTime, 'year' | 'month' | 'day'> {
  const at = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The local time there: "2:05 PM", or "14:05". */
export function clockIn(zone: string, at: number): string {
  return clockOf(wallTime(zone, at).minutes);
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The local day as people there say it: "today", "tomorrow", "Monday", "Mar 3". */
function dayIn(zone: string, at: number, now: number): string {
  const [then, today] = [wallTime(zone, at), wallTime(zone, now)];
  const day = (w: WallTime) => Date.UTC(w.year, w.month - 1, w.day) / 86_400_000;
  const ahead = day(then) - day(today);
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead === -1) return 'yesterday';
  if (ahead > 1 && ahead < 7) return WEEKDAYS[then.weekday] ?? '';
  return `${MONTHS[then.month - 1]} ${then.day},${then.year === today.year ? '' : ` ${then.year},`}`;
}

/** The local time as people there say it: "today 2:05 PM", "tomorrow 9:00 AM", "Monday 9:00 AM", "Mar 3, 9:00 AM". */
export function timeIn(zone: string, at: number, now: number): string {
  return `${dayIn(zone, at, now)} ${clockIn(zone, at)}`;
}

/** The same instant here, shown beside the lead's own time: without its day if that is the same; empty if the local times are the same. */
export function timeHere(zone: string, at: number, now: number): string {
  const here = timeIn(HERE, at, now);
  if (here === timeIn(zone, at, now)) return '';
  return dayIn(HERE, at, now) === dayIn(zone, at, now) ? clockIn(HERE, at) : here;
}

/** The place a zone is named after: "New York". */
export function zoneWord(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** A time that can be chosen with one key. */
export interface QuickTime {
  readonly label: string;
  readonly at: number;
  /** Whether its label contains no clock time. */
  readonly soon: boolean;
}

/** The usual times for a callback, in the zone's local time, earliest first. */
export function quickTimes(zone: string, now: number): readonly QuickTime[] {
  const today = wallTime(zone, now);
  const on = (days: number, hour: number) => momentOf(zone, dayLater(today, days), hour * 60);
  const toMonday = (8 - today.weekday) % 7 || 7;
  const soon = (hours: number) => Math.ceil((now + hours * 3_600_000) / 300_000) * 300_000;
  const at = (word: string, days: number, hour: number) => ({
    label: `${word} ${clockOf(hour * 60)}`,
    at: on(days, hour),
    soon: false,
  });
  return [
    { label: 'In 1 hour', at: soon(1), soon: true },
    { label: 'In 3 hours', at: soon(3), soon: true },
    ...(today.minutes < 15 * 60 ? [at('Today', 0, 16)] : []),
    at('Tomorrow', 1, 9),
    at('Tomorrow', 1, 14),
    ...(toMonday > 1 ? [at('Next Monday', toMonday, 9)] : []),
    at('In a week', 7, 9),
  ];
}

/** A day and a time as two fields of a form contain them. */
export function fieldsOf(zone: string, at: number): { readonly day: string; readonly time: string } {
  const { year, month, day, minutes } = wallTime(zone, at);
  const two = (n: number) => String(n).padStart(2, '0');
  return { day: `${year}-${two(month)}-${two(day)}`, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

/** The instant of two such fields; null while they are not a valid day and time. */
export function readFields(zone: string, day: string, time: string): number | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const clock = /^(\d{2}):(\d{2})/.exec(time);
  if (date === null || clock === null) return null;
  return momentOf(
    zone,
    { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) },
    Number(clock[1]) * 60 + Number(clock[2]),
  );
}
