import { readDate } from '../read-date.ts';
import { type Test, UNKNOWN, Unreadable, verdictOf } from './verdict.ts';

/** Account API, data_type: the types with numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Bigint', 'Money', 'Decimal', 'Float']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A value in the form in which it is compared; undefined if it doesn't have the type. */
type Read<T> = (text: string) => T | undefined;

const readNumber: Read<number> = (text) => (NUMBER.test(text.trim()) ? Number(text) : undefined);
const readWall: Read<number> = (text) => readDate(text)?.wall;
const readText: Read<string> = (text) => text.trim().toLowerCase();
/** Flags are numbers, or words for them. */
const readFlag: Read<number> = (text) => {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return 1;
  return word === 'false' || word === 'no' ? 0 : readNumber(word);
};

/** Items separated by `|`, or by commas if there is none. */
export const itemsOf = (value: string): string[] =>
  value.split(value.includes('|') ? '|' : ',').map((one) => one.trim());

/** The operators that compare by the type of a field: numbers as numbers, dates as dates, text ignoring case. @throws Unreadable */
export function compileComparison(operator: string, value: string, dataType: string): Test {
  if (operator === 'Contains' || operator === 'Doesnt_Contain') {
    const [part, wanted] = [value.toLowerCase(), operator === 'Contains'];
    return (given) => verdictOf(given.toLowerCase().includes(part) === wanted);
  }
  if (dataType === 'DateTime') return typed(operator, value, readWall, 'date');
  if (NUMBERS.has(dataType)) return typed(operator, value, readNumber, 'number');
  return dataType === 'Bit' ? typed(operator, value, readFlag, 'yes or no') : typed(operator, value, readText, 'text');
}

function typed<T extends number | string>(operator: string, value: string, read: Read<T>, kind: string): Test {
  const must = (text: string): T => {
    const known = read(text);
    if (known === undefined) throw new Unreadable(`"${text}" is no ${kind}`);
    return known;
  };
  if (operator === 'In' || operator === 'NotIn') {
    const [wanted, among] = [
      operator === 'In',
      new Set(
        itemsOf(value)
          .filter((one) => one !== '')
          .map(must),
      ),
    ];
    return reading(read, (given) => among.has(given) === wanted);
  }
  if (operator === 'Between') {
    const [from, until, more] = itemsOf(value);
    if (from === undefined || until === undefined || more !== undefined) {
      throw new Unreadable(`"${value}" is not two values`);
    }
    const [low, high] = [must(from), must(until)];
    return reading(read, (given) => given >= low && given <= high);
  }
  const holds = SIGNS[operator];
  if (holds === undefined) throw new Unreadable(`the operator "${operator}" is not documented`);
  const to = must(value.trim());
  return reading(read, (given) => holds(given, to));
}

/** If a lead's value doesn't have the field's type, the result is unknown. */
function reading<T>(read: Read<T>, holds: (given: T) => boolean): Test {
  return (text) => {
    const given = read(text);
    return given === undefined ? UNKNOWN : verdictOf(holds(given));
  };
}

type Holds = (given: number | string, to: number | string) => boolean;
const SIGNS: Readonly<Record<string, Holds>> = {
  Equal: (given, to) => given === to,
  NotEqual: (given, to) => given !== to,
  Greater: (given, to) => given > to,
  Less: (given, to) => given < to,
  GreaterOrEqual: (given, to) => given >= to,
  LessOrEqual: (given, to) => given <= to,
};
