import type { Criterion, LeadField } from './model.ts';

/** A lead's values by the field's identifier. */
export type FieldValues = ReadonlyMap<number, string>;

const DAY_MS = 86_400_000;
const NEGATIVE: ReadonlySet<string> = new Set(['NotEqual', 'NotIn', 'Doesnt_Contain']);

/** Whether a lead meets every criterion. An empty value is met by the negative operators alone. */
export function meetsAll(
  criteria: readonly Criterion[],
  values: FieldValues,
  fields: readonly LeadField[],
  now: number,
): boolean {
  return criteria.every((one) => meets(one, values, fields, now));
}

function meets(
  { leadFieldUid, operator, value }: Criterion,
  values: FieldValues,
  fields: readonly LeadField[],
  now: number,
) {
  const given = values.get(leadFieldUid) ?? '';
  if (given === '') return NEGATIVE.has(operator);
  const type = fields.find((one) => one.leadFieldUid === leadFieldUid)?.dataType ?? 'Varchar';
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
  }
}

/** Items parted by `|`, or without one by comma. */
const items = (value: string) => value.split(value.includes('|') ? '|' : ',').map((one) => one.trim());

/** Numbers compare as numbers, dates as dates, text without case. */
function compare(given: string, to: string, type: LeadField['dataType']): number {
  if (type === 'DateTime') return Date.parse(given) - Date.parse(to);
  const [left, right] = [Number(given), Number(to)];
  const asNumbers = type !== 'Varchar' && type !== 'No_DataType' && !Number.isNaN(left) && !Number.isNaN(right);
  if (asNumbers) return left - right;
  return given.toLowerCase() < to.toLowerCase() ? -1 : given.toLowerCase() === to.toLowerCase() ? 0 : 1;
}

const AGE = /^(<=|>=|<|>|=)?\s*(\d+)\s*([dmy])$/i;

/** `[<|<=|>|>=|=]N` and d, m or y: the age of the date. */
function dateCompare(given: string, rule: string, now: number): boolean {
  const match = AGE.exec(rule.trim());
  const at = Date.parse(given);
  if (match === null || Number.isNaN(at)) return false;
  const [, sign = '=', count = '0', unit = 'd'] = match;
  const age = Math.floor((now - at) / (unit === 'd' ? DAY_MS : unit === 'm' ? 30.4375 * DAY_MS : 365.25 * DAY_MS));
  const than = Number(count);
  if (sign === '<') return age < than;
  if (sign === '<=') return age <= than;
  if (sign === '>') return age > than;
  return sign === '>=' ? age >= than : age === than;
}
