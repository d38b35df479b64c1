import { milesBetween, zipOf } from '../geography/zips.ts';
import type { Criterion, LeadField } from './model.ts';
import { pacificWall } from './pacific.ts';

/** A lead's values by the field's identifier. */
export type FieldValues = ReadonlyMap<number, string>;

const DAY_MS = 86_400_000;
const NEGATIVE: ReadonlySet<string> = new Set(['NotEqual', 'NotIn', 'Doesnt_Contain']);

/** Whether a lead meets every criterion. An empty value only meets the negative operators. */
export function meetsAll(
  criteria: readonly Criterion[],
  values: FieldValues,
  fields: readonly LeadField[],
  now: number,
): boolean {
  return firstUnmet(criteria, values, fields, now) === undefined;
}

/** The first criterion that a lead does not meet. */
export function firstUnmet(
  criteria: readonly Criterion[],
  values: FieldValues,
  fields: readonly LeadField[],
  now: number,
): Criterion | undefined {
  return criteria.find((one) => !meets(one, values, fields, now));
}

function meets(criterion: Criterion, values: FieldValues, fields: readonly LeadField[], now: number): boolean {
  const given = values.get(criterion.leadFieldUid) ?? '';
  if (given === '') return NEGATIVE.has(criterion.operator);
  if (criterion.type === 'Expression') return expressionMet(criterion, given);
  if (criterion.type !== 'Function') return comparisonMet(criterion, given, fields, now);
  const result = functionOf(criterion.expression || criterion.value, given, now);
  // A result is a number, whatever the field's type.
  return (
    result !== undefined && comparisonMet({ ...criterion, type: 'FieldValue' }, result, NUMBER_FIELD(criterion), now)
  );
}

/** A date as written. Without a zone it is not in this machine's zone. */
function dateOf(text: string): number {
  if (/(?:Z|:\d{2}\s*[+-]\d{2}:?\d{2})$/i.test(text)) return Date.parse(text);
  return Date.parse(text.includes('T') ? `${text}Z` : `${text} UTC`);
}

const NUMBER_FIELD = ({ leadFieldUid }: Criterion) => [{ leadFieldUid, dataType: 'Decimal' as const }];

/** The regular expression must match, ignoring case; with a negative operator it must not. */
function expressionMet({ expression, value, operator }: Criterion, given: string): boolean {
  try {
    return new RegExp(expression || value, 'i').test(given) !== NEGATIVE.has(operator);
  } catch {
    // An expression that doesn’t compile matches no lead.
    return false;
  }
}

/** AGE (whole years), LENGTH, HOUR and WEEKDAY (0 is Sunday) of a field's value; undefined if there is none. */
function functionOf(text: string, given: string, now: number): string | undefined {
  const name = /^\s*(AGE|LENGTH|HOUR|WEEKDAY)\b/i.exec(text)?.[1]?.toUpperCase();
  if (name === 'LENGTH') return String([...given].length);
  const at = dateOf(given);
  if (Number.isNaN(at)) return undefined;
  const date = new Date(at);
  if (name === 'HOUR') return String(date.getUTCHours());
  if (name === 'WEEKDAY') return String(date.getUTCDay());
  return name === 'AGE' ? String(yearsBetween(date, new Date(pacificWall(now)))) : undefined;
}

function yearsBetween(from: Date, until: Date): number {
  const years = until.getUTCFullYear() - from.getUTCFullYear();
  const beforeDay = until.getUTCMonth() * 100 + until.getUTCDate() < from.getUTCMonth() * 100 + from.getUTCDate();
  return beforeDay ? years - 1 : years;
}

function comparisonMet(
  { leadFieldUid, operator, value }: Criterion,
  given: string,
  fields: readonly Pick<LeadField, 'leadFieldUid' | 'dataType'>[],
  now: number,
): boolean {
  const type = fields.find((one) => one.leadFieldUid === leadFieldUid)?.dataType ?? 'Varchar';
  return compared(operator, given, value, type, now);
}

function compared(operator: string, given: string, value: string, type: LeadField['dataType'], now: number): boolean {
  const order = (to: string) => compare(given, to.trim(), type);
  switch (operator) {
    case 'Equal':
      return order(value) === 0;
    case 'NotEqual':
      return order(value) !== 0;
    case 'Greater':
      return order(value) > 0;
    case 'Less':
      return order(value) < 0;
    case 'GreaterOrEqual':
      return order(value) >= 0;
    case 'LessOrEqual':
      return order(value) <= 0;
    case 'Between': {
      const [from = '', until = ''] = items(value);
      return order(from) >= 0 && order(until) <= 0;
    }
    case 'In':
      return items(value).some((one) => order(one) === 0);
    case 'NotIn':
      return items(value).every((one) => order(one) !== 0);
    case 'Contains':
      return given.toLowerCase().includes(value.toLowerCase());
    case 'Doesnt_Contain':
      return !given.toLowerCase().includes(value.toLowerCase());
    case 'DateCompare':
      return dateCompare(given, value, now);
    case 'Distance_Compare':
      return distanceMet(given, value);
    default:
      // An operator that is not in the document is never met.
      return false;
  }
}

/** `ZIP,miles`: the distance of the field's ZIP code is at most this. */
function distanceMet(given: string, rule: string): boolean {
  const [center = '', miles = ''] = rule.split(',');
  const [from, to] = [zipOf(center), zipOf(given)];
  return from !== undefined && to !== undefined && milesBetween(from, to) <= Number(miles);
}

/** Items separated by `|`, or by commas if there is none. */
const items = (value: string) => value.split(value.includes('|') ? '|' : ',').map((one) => one.trim());

/** Numbers are compared as numbers, dates as dates, text ignoring case. */
function compare(given: string, to: string, type: LeadField['dataType']): number {
  if (type === 'DateTime') return dateOf(given) - dateOf(to);
  const [left, right] = [Number(given), Number(to)];
  const asNumbers = type !== 'Varchar' && type !== 'No_DataType' && !Number.isNaN(left) && !Number.isNaN(right);
  if (asNumbers) return left - right;
  return given.toLowerCase() < to.toLowerCase() ? -1 : given.toLowerCase() === to.toLowerCase() ? 0 : 1;
}

const AGE = /^(<=|>=|<|>|=)?\s*(\d+)\s*([dmy])$/i;

/** `[<|<=|>|>=|=]N` and d, m or y: the age of the date; or the sign and a date. */
function dateCompare(given: string, rule: string, now: number): boolean {
  const match = AGE.exec(rule.trim());
  const at = dateOf(given);
  if (Number.isNaN(at)) return false;
  if (match === null) return dateMet(at, rule.trim());
  const [, sign = '=', count = '0', unit = 'd'] = match;
  const age = fullUnits(unit.toLowerCase(), new Date(at), new Date(pacificWall(now)));
  const than = Number(count);
  if (sign === '<') return age < than;
  if (sign === '<=') return age <= than;
  if (sign === '>') return age > than;
  return sign === '>=' ? age >= than : age === than;
}

/** Full days, months or years between two dates in Pacific Time: a person turns 18 on the birthday. */
function fullUnits(unit: string, from: Date, until: Date): number {
  if (unit === 'y') return yearsBetween(from, until);
  if (unit === 'd') return Math.floor(until.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS);
  const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  return months(until) - months(from) - (until.getUTCDate() < from.getUTCDate() ? 1 : 0);
}

function dateMet(at: number, rule: string): boolean {
  const [, sign = '=', date = ''] = /^(<=|>=|<|>|=)?\s*(.+)$/.exec(rule) ?? [];
  const to = dateOf(date);
  if (Number.isNaN(to)) return false;
  if (sign === '<') return at < to;
  if (sign === '<=') return at <= to;
  if (sign === '>') return at > to;
  return sign === '>=' ? at >= to : at === to;
}
