/**
 * The vendor's clock: seconds of a local time whose zone is not documented, counted as if it were UTC. Windows are split by it. As long as
 * the vendor interprets the same text in the same way, they are adjacent without a gap, whatever the zone.
 */
export type ClockSeconds = number;

/** The largest offset of any zone from UTC, seconds (UTC−12 to UTC+14). */
export const FURTHEST_ZONE_S = 14 * 3600;

/** `YYYY-MM-DDThh:mm:ss`, without a zone ("date-time", LocumJobsOnline API v2.0, List all leads). */
export const clockText = (seconds: ClockSeconds): string => new Date(seconds * 1000).toISOString().slice(0, 19);

/** Parses a day or a time as the vendor's local time. A zone after it is ignored. Null for anything else. */
export function clockSeconds(text: string): ClockSeconds | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(text.trim());
  if (!found) return null;
  const at = Date.parse(`${found[1]}T${found[2] ?? '00:00'}Z`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

/** The time that a text denotes, ms; without a zone as if it were UTC. Null for anything else. */
export function instantMs(text: string): number | null {
  const trimmed = text.trim();
  if (clockSeconds(trimmed) === null) return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(trimmed.slice(10));
  const at = Date.parse(zoned || trimmed.length === 10 ? trimmed : `${trimmed.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : at;
}
