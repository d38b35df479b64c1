import { instantAt, wallTime } from '../../geo/local-time.ts';
import { instantOf } from '../../platform/instant.ts';

/** LeadExec's own zone. */
export const PACIFIC = 'America/Los_Angeles';

/** How a date is interpreted. `unsaid` means that the document names no zone, and its Z counts. */
export type DateReading = 'pacific' | 'utc' | 'unsaid';

/**
 * The dates that are Pacific Time by the document's text, although their examples end with Z, by section and member. The same creation date
 * is UTC in "Client Active List by Lead Type", as `DateCreated`.
 */
const PACIFIC_DATES: ReadonlySet<string> = new Set([
  'Create / Modify Client DateAdded',
  'List Clients DateAdded',
  'Client Login DateAdded',
  'List of All Accounts (Filtered by Criteria) DateAdded',
  'List of Accounts for Client DateAdded',
  'Delivery Account Detail DateAdded',
  'Create or Modify Delivery Method DateAdded',
  'Run Payment DateRan',
  'Lead Analytics Detail EnterDate',
  'Lead Analytics Detail ExitDate',
  'Lead Analytics Detail by VisitID EnterDate',
  'Lead Analytics Detail by VisitID ExitDate',
]);
const UTC_DATES: ReadonlySet<string> = new Set([
  'Client Active List by Lead Type DateCreated',
  'Client Active List by Lead Type LastSentDate',
  'Schedule Lead Automation SendDateUtc',
  'Create or Modify Order StartDate',
  'Create or Modify Order EndDate',
  'Retrieve Order Details or List StartDate',
  'Retrieve Order Details or List EndDate',
]);

/** How the date of a section's member is interpreted. */
export function readingOf(section: string, member: string): DateReading {
  const key = `${section} ${member}`;
  return PACIFIC_DATES.has(key) ? 'pacific' : UTC_DATES.has(key) ? 'utc' : 'unsaid';
}

/**
 * The instant of a date in an answer, ms since 1970. Null if there is none: empty, `00-00-00T00:00:00Z`, .NET's year 1, or not a date. The
 * Z of a date in Pacific Time is ignored; if clocks are set back, the earlier of two instants counts. An offset other than Z counts.
 */
export function instantIn(text: string | null | undefined, reading: DateReading): number | null {
  const trimmed = (text ?? '').trim();
  const at = instantOf(trimmed);
  if (at === null || Number(trimmed.slice(0, 4)) < 1900) return null;
  if (reading !== 'pacific' || /[+-]\d\d:?\d\d$/.test(trimmed.slice(10))) return at;
  const iso = new Date(at).toISOString();
  const minutes = Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16));
  return instantAt(PACIFIC, iso.slice(0, 10), minutes, 'earlier') + (at % 60_000);
}

/** An instant as the member of a body: Pacific time with the Z of the examples, or UTC. */
export function dateText(at: number, reading: DateReading): string {
  if (reading !== 'pacific') return new Date(at).toISOString();
  const { date, minutes } = wallTime(PACIFIC, at);
  return new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 + (at % 60_000)).toISOString();
}

/** Minutes since midnight of StartTime or EndTime: only the digits after T count. Null if there are none. */
export function minutesOfDay(text: string | null | undefined): number | null {
  const clock = /(?:^|[T ])(\d\d):(\d\d)/.exec((text ?? '').trim());
  if (!clock) return null;
  const [hours, minutes] = [Number(clock[1]), Number(clock[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}
