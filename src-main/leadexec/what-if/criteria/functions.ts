import type { CriterionSetup } from '../model.ts';
import { readDate, type WrittenDate } from '../read-date.ts';
import type { Calendar } from '../zone-clock.ts';
import { ageOf } from './date-compare.ts';
import { type Test, UNKNOWN, Unreadable } from './verdict.ts';

/** The name, and an argument that can only be the field itself. */
const CALL = /^\s*(AGE|LENGTH|HOUR|WEEKDAY)\s*(?:\([^()]*\))?\s*$/i;

/**
 * AGE in full years in the account's time zone; HOUR and WEEKDAY (0 is Sunday) as the date is written. Undefined if the value isn't
 * suitable.
 */
const FUNCTIONS: Readonly<Record<string, (given: string, now: Calendar) => number | undefined>> = {
  LENGTH: (given) => [...given].length,
  AGE: (given, now) => ofDate(given, (date) => ageOf(date, now, 'y')),
  HOUR: (given) => ofDate(given, ({ hour }) => hour),
  // 1970 began on a Thursday.
  WEEKDAY: (given) => ofDate(given, ({ day }) => (((day + 4) % 7) + 7) % 7),
};

function ofDate(given: string, result: (date: WrittenDate) => number): number | undefined {
  const date = readDate(given);
  return date && result(date);
}

/** Type Function: AGE, LENGTH, HOUR or WEEKDAY of the field, compared with the operator as a number. @throws Unreadable */
export function compileFunction(
  { expression, value, operator }: CriterionSetup,
  compareTo: (value: string) => Test,
): Test {
  const text = expression === '' ? value : expression;
  const result = FUNCTIONS[CALL.exec(text)?.[1]?.toUpperCase() ?? ''];
  if (result === undefined) throw new Unreadable(`the function "${text}" is not AGE, LENGTH, HOUR or WEEKDAY`);
  if (operator === 'DateCompare' || operator === 'Distance_Compare') {
    throw new Unreadable(`${operator} does not compare the result of a function`);
  }
  const compare = compareTo(value);
  return (given, now) => {
    const number = result(given, now);
    return number === undefined ? UNKNOWN : compare(String(number), now);
  };
}
