import { instantAt, wallTime } from '../../geo/local-time.ts';

/** The zone of the receiver's times without a zone. */
export const PACIFIC = 'America/Los_Angeles';

/** The time of a call in the operator's local time. */
export interface CallTime {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Minutes since midnight, 0 to 1439. */
  readonly minutes: number;
  /** IANA name of the operator's zone. */
  readonly zone: string;
}

/**
 * The instant of a call, ms since 1970. When clocks are set back, an hour occurs twice, and the first is meant. When they are set forward,
 * a time that did not exist is read as an hour later.
 * @throws RangeError for a zone that does not exist
 */
export function callInstant({ date, minutes, zone }: CallTime): number {
  const first = instantAt(zone, date, minutes, 'earlier');
  const shown = wallTime(zone, first);
  return shown.date === date && shown.minutes === minutes ? first : instantAt(zone, date, minutes, 'later');
}

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * `callDate` of "Create Call Lead": `MM/DD/YYYY hh:mm AM|PM`, Pacific Time. The format has no offset, so the hour that occurs twice in
 * Pacific Time is written in the same way both times.
 */
export function callDate(at: number): string {
  const { date, minutes } = wallTime(PACIFIC, at);
  const [year = '', month = '', day = ''] = date.split('-');
  const hour = Math.floor(minutes / 60);
  return `${month}/${day}/${year} ${two(hour % 12 || 12)}:${two(minutes % 60)} ${hour < 12 ? 'AM' : 'PM'}`;
}
