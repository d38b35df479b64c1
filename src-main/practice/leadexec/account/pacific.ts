/** The platform's own zone, in which maxima per calendar day count, and call dates are given. */
const ZONE = 'America/Los_Angeles';
const WALL = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

const HOUR_MS = 3_600_000;

/** The local time in Pacific Time at an instant, as milliseconds of the UTC date with the same digits. */
export function pacificWall(at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of WALL.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant at which local clocks show that. An hour that is skipped in spring is read as an hour later. */
export function fromPacificWall(wall: number): number {
  const standard = wall + 8 * HOUR_MS;
  const daylight = wall + 7 * HOUR_MS;
  return pacificWall(daylight) === wall ? daylight : standard;
}

/** When the current day, week (from Sunday) and month began in Pacific Time. */
export function pacificStarts(now: number): { readonly day: number; readonly week: number; readonly month: number } {
  const wall = new Date(pacificWall(now));
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()];
  const at = (date: number) => fromPacificWall(Date.UTC(year, month, date));
  return { day: at(day), week: at(day - wall.getUTCDay()), month: at(1) };
}

const CALL_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}) (AM|PM)$/i;

/**
 * Parses a call date, `MM/DD/YYYY hh:mm AM|PM` in Pacific Time (Create Call Lead JSON). Undefined for another format or an invalid date.
 */
export function readCallDate(text: string): number | undefined {
  const match = CALL_DATE.exec(text);
  if (match === null) return undefined;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  if (hour < 1 || hour > 12 || minute > 59) return undefined;
  const hours = (hour % 12) + (match[6]?.toUpperCase() === 'PM' ? 12 : 0);
  const wall = Date.UTC(year, month - 1, day, hours, minute);
  const read = new Date(wall);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return undefined;
  return fromPacificWall(wall);
}

/** `4/30/2020 1:53:45 PM`, as the document writes dates without a zone. */
export function usDate(wall: number): string {
  const date = new Date(wall);
  const hours = date.getUTCHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${time} ${hours < 12 ? 'AM' : 'PM'}`;
}
