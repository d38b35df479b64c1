const HOUR_MS = 3_600_000;

/** A date as written, ignoring its zone, as ms of the UTC date with the same digits. */
export interface WrittenDate {
  readonly wall: number;
  /** The offset of its Z or offset, ms; null if it has no zone. */
  readonly offset: number | null;
  /** Days and months since 1970, the day of the month, and the hour. */
  readonly day: number;
  readonly month: number;
  readonly monthDay: number;
  readonly hour: number;
}

const TIME = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AP]M)?)?`;
const ZONE = String.raw`\s*(Z|[+-]\d{2}:?\d{2})?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}${ZONE}$`, 'i');
const AMERICAN = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})${TIME}${ZONE}$`, 'i');
const PACKED = /^(\d{4})(\d{2})(\d{2})$/;

const MOST_KEPT = 20_000;
/** The last parsed dates: leads share dates, and several criteria use each. */
const kept = new Map<string, WrittenDate | undefined>();

/** Parses `2020-08-21`, `2020-08-21T16:38:22Z`, `8/21/2020 4:38 PM` and `20200821`. Undefined for another format or an invalid date. */
export function readDate(text: string): WrittenDate | undefined {
  const known = kept.get(text);
  if (known !== undefined || kept.has(text)) return known;
  const date = read(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, date);
  return date;
}

function read(text: string): WrittenDate | undefined {
  const given = text.trim();
  const american = AMERICAN.exec(given);
  const [, a = '', b = '', c = '', ...rest] = american ?? ISO.exec(given) ?? PACKED.exec(given) ?? [];
  if (a === '') return undefined;
  const [year, month, day] = american ? [c, a, b].map(Number) : [a, b, c].map(Number);
  const wall = wallOf([year ?? 0, month ?? 0, day ?? 0], rest);
  if (wall === undefined) return undefined;
  const monthsSince = ((year ?? 0) - 1970) * 12 + (month ?? 0) - 1;
  const at = Math.floor(wall / HOUR_MS);
  const days = Math.floor(at / 24);
  return {
    wall,
    offset: offsetOf(rest[4] ?? ''),
    day: days,
    month: monthsSince,
    monthDay: day ?? 0,
    hour: at - days * 24,
  };
}

function wallOf([year = 0, month = 0, day = 0]: readonly number[], time: readonly string[]): number | undefined {
  const [hours = '0', minutes = '0', seconds = '0', half = ''] = time;
  const twelve = half !== '';
  const hour = twelve ? (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hours);
  if (year < 1 || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

function offsetOf(zone: string): number | null {
  if (zone === '') return null;
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
