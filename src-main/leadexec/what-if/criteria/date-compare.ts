import { readDate, type WrittenDate } from '../read-date.ts';
import type { Calendar } from '../zone-clock.ts';
import { type Test, UNKNOWN, Unreadable, verdictOf } from './verdict.ts';

const RULE = /^(<=|>=|<|>|=)?\s*(.+)$/;
const AGE = /^(\d{1,9})\s*([dmy])$/i;

const SIGNS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
};

/**
 * DateCompare: `[<|<=|>|>=|=]N` and d, m or y, the age of the date in full days, months or years in the account's time zone; or the same
 * with a date. Without a sign it means equal. @throws Unreadable
 */
export function compileDateCompare(value: string): Test {
  const [, sign = '=', operand = ''] = RULE.exec(value.trim()) ?? [];
  const holds = SIGNS[sign];
  const age = AGE.exec(operand);
  const to = age === null ? readDate(operand)?.wall : Number(age[1]);
  if (holds === undefined || to === undefined) throw new Unreadable(`"${value}" is no age and no date`);
  const unit = age?.[2]?.toLowerCase();
  return (given, now) => {
    const date = readDate(given);
    if (date === undefined) return UNKNOWN;
    return verdictOf(holds(unit === undefined ? date.wall : ageOf(date, now, unit), to));
  };
}

/** Full days, months or years from a date until now, both in the account's time zone. A future date has a negative age. */
export function ageOf(date: WrittenDate, now: Calendar, unit: string): number {
  if (unit === 'd') return now.day - date.day;
  const months = now.month - date.month - (now.monthDay < date.monthDay ? 1 : 0);
  return unit === 'm' ? months : Math.floor(months / 12);
}
