import { wallTime } from '../geo/local-time.ts';
import type { CallTime } from '../vendors/leadreceiver/call-date.ts';

const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]+(\d{1,2}):(\d{2})(?::\d{2})? ?(AM|PM)?$/i;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Parses the time of a call as an operator writes it: `MM/DD/YYYY hh:mm AM`, or ISO 8601; in this machine's time zone unless it has an
 * offset. Null if it can't be parsed.
 */
export function readCallTime(text: string, zone = Intl.DateTimeFormat().resolvedOptions().timeZone): CallTime | null {
  const written = text.trim();
  const us = US.exec(written);
  if (us) {
    const [month = 0, day = 0, year = 0, writtenHour = 0, minute = 0] = us.slice(1, 6).map(Number);
    const half = us[6]?.toUpperCase();
    if (half !== undefined && (writtenHour < 1 || writtenHour > 12)) return null;
    const hour = half === undefined ? writtenHour : (writtenHour % 12) + (half === 'PM' ? 12 : 0);
    return shown(year, month, day, hour, minute, zone);
  }
  const iso = ISO.exec(written);
  if (iso) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return shown(year, month, day, hour, minute, zone);
  }
  const at = ZONED.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const { date, minutes } = wallTime(zone, at);
  return { date, minutes, zone };
}

function shown(year: number, month: number, day: number, hour: number, minute: number, zone: string): CallTime | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (hour > 23 || minute > 59 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { date: date.toISOString().slice(0, 10), minutes: hour * 60 + minute, zone };
}
