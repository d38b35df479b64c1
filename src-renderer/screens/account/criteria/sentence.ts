import {
  type Criterion,
  functionOf,
  isNegative,
  kindOf,
  type LeadField,
  OPERATORS,
  type Operator,
  operatorOf,
  readChoice,
  typeOf,
  type ValueKind,
} from './criterion.ts';
import { comparedKind, type DateRule, dateRuleOf, distanceOf, itemsOf, rangeOf, type Sign } from './values.ts';

/** A part of a sentence: the field, the operator's words, a value, or text that is only kept. */
export interface Piece {
  readonly is: 'field' | 'words' | 'value' | 'kept';
  readonly text: string;
}

/** How many values of a list are named in a sentence; the others are counted. */
const NAMED = 4;

const WORDS: Readonly<Record<Operator, string>> = {
  Equal: 'is',
  NotEqual: 'is not',
  Greater: 'is more than',
  Less: 'is less than',
  GreaterOrEqual: 'is at least',
  LessOrEqual: 'is at most',
  Between: 'is between',
  In: 'is one of',
  NotIn: 'is none of',
  DateCompare: 'date is',
  Distance_Compare: 'is within',
  Contains: 'contains',
  Doesnt_Contain: 'doesn’t contain',
};
const OF_DATES: Partial<Record<Operator, string>> = {
  Greater: 'is after',
  Less: 'is before',
  GreaterOrEqual: 'is on or after',
  LessOrEqual: 'is on or before',
};
const OF_TEXTS: Partial<Record<Operator, string>> = {
  Greater: 'sorts after',
  Less: 'sorts before',
  GreaterOrEqual: 'is or sorts after',
  LessOrEqual: 'is or sorts before',
};

/** An operator in words, by the kind of field: "is after" for a date, "is more than" for a number. */
export function operatorWords(operator: Operator, kind: ValueKind): string {
  return (kind === 'date' ? OF_DATES[operator] : kind === 'number' ? undefined : OF_TEXTS[operator]) ?? WORDS[operator];
}

const FUNCTION_WORDS = { AGE: 'age in years of', LENGTH: 'length of', HOUR: 'hour of', WEEKDAY: 'weekday of' } as const;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const value = (text: string): Piece => ({ is: 'value', text });
const words = (text: string): Piece => ({ is: 'words', text });
const kept = (text: string): Piece => (text === '' ? value('(no value)') : { is: 'kept', text });

/** How ages are compared, in words. */
export const AGE_WORDS: Readonly<Record<Sign, string>> = {
  '<': 'less than',
  '<=': 'at most',
  '=': 'exactly',
  '>=': 'at least',
  '>': 'more than',
};
/** How dates are compared, in words. */
export const DATE_WORDS: Readonly<Record<Sign, string>> = {
  '<': 'before',
  '<=': 'on or before',
  '=': 'on',
  '>=': 'on or after',
  '>': 'after',
};
const UNITS = { d: 'day', m: 'month', y: 'year' } as const;

function datePieces(rule: DateRule): Piece[] {
  if (rule.is === 'date') return [words(`is ${DATE_WORDS[rule.sign]}`), value(rule.date)];
  const unit = UNITS[rule.unit];
  return [
    words(`is ${AGE_WORDS[rule.sign]}`),
    value(`${rule.count} ${unit}${rule.count === 1 ? '' : 's'}`),
    words('ago'),
  ];
}

/** "90210, 10001 and 7 more". */
function listed(items: readonly string[], last: 'and' | 'or'): string {
  if (items.length <= 1) return items[0] ?? '';
  if (items.length > NAMED + 1) return `${items.slice(0, NAMED).join(', ')} and ${items.length - NAMED} more`;
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`;
}

interface Compared {
  readonly operator: Operator;
  readonly text: string;
  readonly kind: ValueKind;
  /** The displayed text of a value: the day for the number of a weekday. */
  readonly called: (item: string) => string;
}

function comparison({ operator, text, kind, called }: Compared): Piece[] {
  const says = words(operatorWords(operator, kind));
  switch (operator) {
    case 'Between': {
      const range = rangeOf(text);
      return range === null
        ? [says, kept(text)]
        : [says, value(called(range.from)), words('and'), value(called(range.to))];
    }
    case 'In':
    case 'NotIn': {
      const items = itemsOf(text).map(called);
      const [only] = items;
      if (items.length === 1 && only !== undefined) return [words(operator === 'In' ? 'is' : 'is not'), value(only)];
      return [says, items.length === 0 ? kept(text) : value(listed(items, operator === 'In' ? 'or' : 'and'))];
    }
    case 'DateCompare': {
      const rule = dateRuleOf(text);
      return rule === null ? [says, kept(text)] : datePieces(rule);
    }
    case 'Distance_Compare': {
      const distance = distanceOf(text);
      if (distance === null) return [says, kept(text)];
      return [
        says,
        value(`${distance.miles} ${distance.miles === 1 ? 'mile' : 'miles'}`),
        words('of'),
        value(distance.zip),
      ];
    }
    default:
      if (text === '') return [says, kept(text)];
      return [says, value(called(text.trim()))];
  }
}

/** The displayed text of an operator, whether documented, guessed from its number or unknown. */
export function shownOperator(raw: Criterion['Operator'], kind: ValueKind): string {
  const found = readChoice(OPERATORS, raw);
  if (found === null) return raw === null || raw === '' ? '(no operator)' : `${raw} (not documented)`;
  const described = operatorWords(found.name, kind);
  return found.guessed ? `${described}? (${raw})` : described;
}

/** A criterion as a sentence. What can't be parsed is included as written. */
export function criterionPieces(criterion: Criterion, fields: readonly LeadField[]): Piece[] {
  const field = fields.find(({ id }) => id === criterion.LeadFieldUID);
  const name: Piece = { is: 'field', text: field?.name ?? `Field ${criterion.LeadFieldUID}` };
  const own = kindOf(field?.dataType ?? '');
  const type = typeOf(criterion);
  const operator = operatorOf(criterion);
  const text = criterion.Value ?? '';
  const expression = criterion.Expression ?? '';
  if (type === 'Expression') {
    return [
      name,
      words(isNegative(operator) ? 'doesn’t match' : 'matches'),
      kept(expression === '' ? text : expression),
    ];
  }
  const func = type === 'Function' ? functionOf(criterion) : null;
  const kind = comparedKind(own, type);
  const before: Piece[] =
    type === 'FieldValue'
      ? []
      : func === null
        ? [words(type === 'Function' ? 'function' : String(criterion.Type ?? '')), kept(expression), words('of')]
        : [words(FUNCTION_WORDS[func])];
  const called = (item: string) => (func === 'WEEKDAY' ? (DAYS[Number(item)] ?? item) : item);
  if (operator === null) return [...before, name, words(shownOperator(criterion.Operator, kind)), kept(text)];
  const compared = comparison({ operator, text, kind, called });
  const guessed = readChoice(OPERATORS, criterion.Operator)?.guessed === true;
  return [...before, name, ...(guessed ? [words(`(operator ${criterion.Operator}, a guess)`)] : []), ...compared];
}

/** A criterion as a plain text. */
export const criterionText = (criterion: Criterion, fields: readonly LeadField[]): string =>
  criterionPieces(criterion, fields)
    .map(({ text }) => text)
    .join(' ');

/** All criteria of an account as one sentence, because a lead must meet all of them. */
export function criteriaText(criteria: readonly Criterion[], fields: readonly LeadField[]): string {
  if (criteria.length === 0) return 'Every lead of this type';
  return criteria.map((one) => criterionText(one, fields)).join(', and ');
}
