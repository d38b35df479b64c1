import { clockOf, tellsTwelve } from './clock.ts';

const whole = new Intl.NumberFormat('en-US');
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A count with thousands separators: 9412 is 9,412. */
export function formatNumber(n: number): string {
  return whole.format(Math.round(n));
}

/** A count with its noun: "1 row", "9,412 rows". */
export function formatCount(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** A rate a second: one decimal below ten, whole above. */
export const formatRate = (perSecond: number): string => `${formatPace(perSecond)}/s`;

/** How many in a time: one decimal below ten, whole above, and never 0 if it isn't exactly that. */
export function formatPace(n: number): string {
  if (n > 0 && n < 0.05) return 'under 0.1';
  return n < 10 ? oneDigit.format(n) : formatNumber(n);
}

/** A share of a whole, never rounded to 100 % or 0 % if it isn't exactly that. */
export function formatShare(part: number, total: number): string {
  if (total <= 0 || part <= 0) return '0%';
  if (part >= total) return '100%';
  return `${Math.min(99, Math.max(1, Math.round((part / total) * 100)))}%`;
}

/** Bytes in the units of file managers: 219.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  return `${unit === 0 ? formatNumber(n) : oneDigit.format(n)} ${units[unit] ?? ''}`;
}

/** A duration in its two largest units: "4 min 20 s". Seconds in. */
export function formatDuration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  const hours = Math.floor(s / 3600);
  if (hours < 48) return `${formatNumber(hours)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${formatNumber(Math.floor(hours / 24))} days ${hours % 24} h`;
}

const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });
const dayOfYear = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
const exact = {
  twelve: new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium' }),
  twentyFour: new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' }),
};

/** The hour and minute of a moment here: "2:05 PM", or "14:05". */
export function formatClock(at: number): string {
  const then = new Date(at);
  return clockOf(then.getHours() * 60 + then.getMinutes());
}

/** A time as people say it: "now", "4 min ago", "in 2 min", "2:05 PM", "Mar 3, 2:05 PM". Milliseconds since 1970 in. */
export function formatWhen(at: number, now = Date.now()): string {
  const seconds = Math.round((now - at) / 1000);
  const far = Math.abs(seconds);
  if (far < 5) return 'now';
  const say = (text: string) => (seconds >= 0 ? `${text} ago` : `in ${text}`);
  if (far < 60) return say(`${far} s`);
  if (far < 3600) return say(`${Math.floor(far / 60)} min`);
  const then = new Date(at);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return formatClock(at);
  const date = then.getFullYear() === today.getFullYear() ? day : dayOfYear;
  return `${date.format(then)}, ${formatClock(at)}`;
}

/** The same in short form: the time today, otherwise only the day: "4 min ago", "2:05 PM", "Mar 3", "Mar 3, 2024". */
export function formatBrief(at: number, now = Date.now()): string {
  const then = new Date(at);
  const today = new Date(now);
  if (Math.abs(now - at) < 3_600_000 || then.toDateString() === today.toDateString()) return formatWhen(at, now);
  return (then.getFullYear() === today.getFullYear() ? day : dayOfYear).format(then);
}

/** The same time in full, for the tooltip. */
export function formatExact(at: number): string {
  return (tellsTwelve() ? exact.twelve : exact.twentyFour).format(new Date(at));
}

/** Ten digits of the North American plan, with or without its 1. */
const NORTH_AMERICAN = /^1?([2-9]\d{2})([2-9]\d{2})(\d{4})$/;

/** Phone digits in readable form: 19165560200 is (916) 556-0200, 442079460000 is +44 207 946 0000. Text that isn't digits is unchanged. */
export function formatPhone(digits: string): string {
  const here = NORTH_AMERICAN.exec(digits);
  if (here !== null) return `(${here[1]}) ${here[2]}-${here[3]}`;
  if (!/^\d{6,17}$/.test(digits)) return digits;
  const last = `${digits.slice(-7, -4)} ${digits.slice(-4)}`;
  if (digits.length === 7) return last;
  if (digits.length < 10) return `${digits.slice(0, -6)} ${digits.slice(-6, -3)} ${digits.slice(-3)}`.trim();
  const country = digits.slice(0, -10);
  return `${country === '' ? '' : `+${country} `}${digits.slice(-10, -7)} ${last}`;
}
