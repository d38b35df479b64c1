/** The data that a query may compare, as in the vendor's JSON. */
export type Found = Readonly<Record<string, unknown>>;

/** A query that the service refuses, with its message. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

const OPERATORS = ['$ne', '$in', '$nin', '$lt', '$lte', '$gt', '$gte'] as const;
type Operator = '$eq' | (typeof OPERATORS)[number];

interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  /** Whether it is written as a list or an object: `field[]=4`, `field=4&field=5`, `field[inside]=4`. Only `$in` and `$nin` accept one. */
  isList: boolean;
}

export interface FeathersQuery {
  readonly limit: number;
  readonly skip: number;
  /** Below 0 means descending; 0 keeps the order. */
  readonly sort: readonly { readonly field: string; readonly direction: number }[];
  readonly conditions: readonly Condition[];
}

/** The default and the largest size of a page. */
const LIMIT = 10;
const MOST = 1000;

/**
 * Parses a query as FeathersJS does ("Filtering Lead Offers"): `field=value`, `field[$op]=value`, `field[$in][]=value` or the same
 * parameter repeated, `$limit`, `$skip`, `$sort[field]=1|-1`. A limit, skip or direction that is not a number counts as missing, as there.
 * @throws BadQuery
 */
export function readQuery(parameters: URLSearchParams): FeathersQuery {
  let limit = LIMIT;
  let skip = 0;
  const sort: { field: string; direction: number }[] = [];
  const conditions = new Map<string, Condition & { values: string[] }>();
  for (const [name, value] of parameters) {
    const [, field = '', inner = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
    if (field === '') continue;
    const whole = Number.parseInt(value, 10);
    if (field === '$limit') limit = Math.min(whole >= 0 ? whole : LIMIT, MOST);
    else if (field === '$skip') skip = whole || 0;
    else if (field === '$sort') sort.push({ field: inner.slice(1, -1), direction: whole || 0 });
    else if (field.startsWith('$')) throw new BadQuery(`Invalid filter value ${field}`);
    else {
      const keys = [...inner.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
      for (const key of keys) {
        if (key.startsWith('$') && !isOperator(key)) throw new BadQuery(`Invalid query parameter ${key}`);
      }
      const first = keys[0] ?? '';
      const operator = isOperator(first) ? first : '$eq';
      const id = `${field} ${operator}`;
      const known = conditions.get(id);
      if (known) {
        known.values.push(value);
        known.isList = true;
      } else
        conditions.set(id, { field, operator, values: [value], isList: keys.length > (operator === '$eq' ? 0 : 1) });
    }
  }
  return { limit, skip, sort, conditions: [...conditions.values()] };
}

const isOperator = (key: string): key is (typeof OPERATORS)[number] => (OPERATORS as readonly string[]).includes(key);

/**
 * A value with its column's type: a number for numbers, ms since 1970 for times; null for none, and text for a value that can't be
 * converted.
 */
type Typed = number | string | null;
type Reader = (text: string) => Typed;

const asNumber: Reader = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const asInstant: Reader = (text) => (Number.isNaN(Date.parse(text)) ? text : Date.parse(text));
const asFlag: Reader = (text) => (text === '1' ? 'true' : text === '0' ? 'false' : text);
const asText: Reader = (text) => text;

/**
 * How the column of a field is compared. The document shows numbers and booleans as text but queries them without quotes (`rank=1`,
 * `assign_automatically=true`), and times in any zone ("Dates & Times"), so they are compared by their meaning.
 */
function readerOf(field: string): Reader {
  const name = field.slice(field.lastIndexOf('.') + 1);
  if (name === 'id' || name.endsWith('_id') || name === 'rank' || name === 'time_to_claim') return asNumber;
  if (name.endsWith('_at')) return asInstant;
  return name.startsWith('has_') || name === 'assign_automatically' ? asFlag : asText;
}

/** The value of a field; `team_id` is the id of `team`, `a.b` is a member of `a`. */
function fieldOf(record: Found, field: string, read: Reader): Typed {
  let at: unknown = record;
  for (const key of field.split('.')) {
    const inside: Found = typeof at === 'object' && at !== null ? (at as Found) : {};
    const through = key.endsWith('_id') && !(key in inside) ? inside[key.slice(0, -3)] : undefined;
    at = through === undefined || through === null ? inside[key] : (through as Found).id;
  }
  return at === undefined || at === null || typeof at === 'object' ? null : read(String(at));
}

/** Missing values come before numbers, and numbers before text. */
function compare(one: Typed, other: Typed): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return one < other ? -1 : 1;
}

function holds(record: Found, { field, operator, values, isList }: Condition): boolean {
  const read = readerOf(field);
  const value = fieldOf(record, field, read);
  const wanted = values.map((text) => (text === 'null' ? null : read(text)));
  const [first = ''] = wanted;
  switch (operator) {
    case '$in':
      return wanted.includes(value);
    case '$nin':
      return !wanted.includes(value);
    case '$eq':
      return !isList && value === first;
    case '$ne':
      return isList || value !== first;
  }
  if (isList || value === null || typeof value !== typeof first) return false;
  const order = compare(value, first);
  switch (operator) {
    case '$lt':
      return order < 0;
    case '$lte':
      return order <= 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
  }
}

function sorted<T extends Found>(records: readonly T[], sort: FeathersQuery['sort']): T[] {
  const by = sort.map(({ field }) => ({ field, read: readerOf(field) }));
  const keyed = records.map((record) => ({ record, keys: by.map(({ field, read }) => fieldOf(record, field, read)) }));
  keyed.sort((one, other) => {
    for (const [place, { direction }] of sort.entries()) {
      const order = compare(one.keys[place] ?? null, other.keys[place] ?? null) * direction;
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ record }) => record);
}

/** A page of what matches, in the service's form. */
export function page<T extends Found>(records: readonly T[], query: FeathersQuery) {
  const { limit, skip, sort, conditions } = query;
  const kept = records.filter((record) => conditions.every((condition) => holds(record, condition)));
  const found = sort.length === 0 ? kept : sorted(kept, sort);
  return { total: found.length, limit, skip, data: found.slice(skip).slice(0, limit) };
}
