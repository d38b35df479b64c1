/** What a query may compare, as JSON of the vendor shows it. */
export type Plain = string | number | boolean | null;
export type Found = Readonly<Record<string, unknown>>;

/** A query that the service refuses, in its words. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface FeathersQuery {
  readonly limit: number;
  readonly skip: number;
  readonly sort: readonly { readonly field: string; readonly direction: 1 | -1 }[];
  readonly conditions: readonly Condition[];
}

const OPERATORS = ['$ne', '$in', '$nin', '$lt', '$lte', '$gt', '$gte'];
const LIMIT = 10;
const MOST = 1000;

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new BadQuery(`Invalid query parameter ${name}`);
  return Number(text);
}

/**
 * Reads a query as FeathersJS does ("Filtering Lead Offers"): `field=value`, `field[$op]=value`, `field[$in][]=value` or the
 * same parameter repeated, `$limit`, `$skip`, `$sort[field]=1|-1`. @throws BadQuery
 */
export function readQuery(parameters: URLSearchParams): FeathersQuery {
  let limit = LIMIT;
  let skip = 0;
  const sort: { field: string; direction: 1 | -1 }[] = [];
  const conditions = new Map<string, { field: string; operator: string; values: string[] }>();
  for (const [name, value] of parameters) {
    const [, field = '', inner = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
    if (field === '$limit') limit = Math.min(whole(name, value), MOST);
    else if (field === '$skip') skip = whole(name, value);
    else if (field === '$sort') {
      const by = inner.slice(1, -1);
      if (by === '' || (value !== '1' && value !== '-1')) throw new BadQuery(`Invalid query parameter ${name}`);
      sort.push({ field: by, direction: value === '1' ? 1 : -1 });
    } else {
      const keys = [...inner.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
      const last = keys.findLast((key) => key.startsWith('$')) ?? '$eq';
      if (last !== '$eq' && !OPERATORS.includes(last)) throw new BadQuery(`Invalid query parameter ${name}`);
      const path = [field, ...keys.filter((key) => key !== '' && !key.startsWith('$') && !/^\d+$/.test(key))].join('.');
      const key = `${path} ${last}`;
      const known = conditions.get(key) ?? { field: path, operator: last, values: [] };
      known.values.push(value);
      conditions.set(key, known);
    }
  }
  return { limit, skip, sort, conditions: [...conditions.values()] };
}

/** The value of a field; `team_id` is the id of `team`, `a.b` goes inside. */
function fieldOf(record: Found, field: string): Plain | undefined {
  let at: unknown = record;
  for (const key of field.split('.')) {
    const inside: Found = typeof at === 'object' && at !== null ? (at as Found) : {};
    const through = key.endsWith('_id') && !(key in inside) ? inside[key.slice(0, -3)] : undefined;
    at = through === undefined ? inside[key] : (through as Found).id;
  }
  return at === undefined || typeof at === 'object' ? (at === null ? null : undefined) : (at as Plain);
}

/** Numbers by size, instants by time, else as text; null before everything. */
function compare(one: Plain | undefined, other: Plain | undefined): number {
  if (one == null || other == null) return (one == null ? 0 : 1) - (other == null ? 0 : 1);
  const [a, b] = [String(one), String(other)];
  if (/^-?\d+(\.\d+)?$/.test(a) && /^-?\d+(\.\d+)?$/.test(b)) return Number(a) - Number(b);
  const dated = /^\d{4}-\d{2}-\d{2}/;
  if (dated.test(a) && dated.test(b)) return Date.parse(a) - Date.parse(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function holds(record: Found, { field, operator, values }: Condition): boolean {
  const value = fieldOf(record, field);
  const equal = (text: string) => (text === 'null' ? value == null : value != null && compare(value, text) === 0);
  const first = values[0] ?? '';
  switch (operator) {
    case '$eq':
      return values.some(equal);
    case '$in':
      return values.some(equal);
    case '$ne':
    case '$nin':
      return !values.some(equal);
    default: {
      if (value == null) return false;
      const order = compare(value, first);
      if (operator === '$lt') return order < 0;
      if (operator === '$lte') return order <= 0;
      return operator === '$gt' ? order > 0 : order >= 0;
    }
  }
}

/** A page of what matches, as the service answers it. */
export function page<T extends Found>(records: readonly T[], query: FeathersQuery) {
  const found = records.filter((record) => query.conditions.every((condition) => holds(record, condition)));
  if (query.sort.length > 0) {
    found.sort((one, other) => {
      for (const { field, direction } of query.sort) {
        const order = compare(fieldOf(one, field), fieldOf(other, field));
        if (order !== 0) return order * direction;
      }
      return 0;
    });
  }
  const { limit, skip } = query;
  return { total: found.length, limit, skip, data: found.slice(skip, skip + limit) };
}
