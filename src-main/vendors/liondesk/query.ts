import type { LiondeskCondition, LiondeskOperator } from '../../../src-preload/contract/index.ts';

/** A query of LionDesk ("Filtering Lead Offers"; "Limiting and Pagination"; "Sorting"). All conditions apply together. */
export interface LiondeskQuery {
  readonly where?: readonly LiondeskCondition[];
  readonly limit?: number;
  readonly skip?: number;
  /** 1 is ascending, -1 descending. */
  readonly sort?: readonly { readonly field: string; readonly direction: 1 | -1 }[];
}

/** A query that is not allowed, with what is wrong with it. */
export class LiondeskQueryError extends Error {
  override readonly name = 'LiondeskQueryError';
}

const FIELD = /^[A-Za-z_][\w.]{0,59}$/;
const TAKES_SEVERAL: ReadonlySet<LiondeskOperator> = new Set(['$in', '$nin']);
/** The vendor's parser (qs) silently ignores what follows after this many parameters. */
const PARAMETERS_AT_MOST = 1000;

/**
 * The query string for FeathersJS, written as in the document: `team_id[$in]=4&team_id[$in]=5`. Its parser (qs) makes one such value a text
 * and several a list, and the document's own example has one value without `[]`. The most values of a list depend on the vendor's parser
 * and are the same in every form (1,000 with Express; 20 with Koa and qs from 6.14.1 on, where more match nothing). Empty for no query.
 * @throws LiondeskQueryError if the query is not allowed
 */
export function queryString(query: LiondeskQuery): string {
  const parts: string[] = [];
  for (const { field, operator, values } of combined(query.where ?? [])) {
    const name = operator === '$eq' ? field : `${field}[${operator}]`;
    for (const value of values) parts.push(`${name}=${encodeURIComponent(value.toWellFormed())}`);
  }
  if (query.limit !== undefined) parts.push(`$limit=${whole('$limit', query.limit)}`);
  if (query.skip !== undefined) parts.push(`$skip=${whole('$skip', query.skip)}`);
  const sorted = new Set<string>();
  for (const { field, direction } of query.sort ?? []) {
    if (sorted.has(checkedField(field))) throw new LiondeskQueryError(`The order names ${field} twice; write it once.`);
    sorted.add(field);
    parts.push(`$sort[${field}]=${direction}`);
  }
  if (parts.length > PARAMETERS_AT_MOST) {
    const many = parts.length.toLocaleString('en-US');
    throw new LiondeskQueryError(
      `The question has ${many} values; the vendor reads the first 1,000 and leaves out the rest. Ask for fewer at once.`,
    );
  }
  return parts.join('&');
}

/**
 * The same conditions with each operator at most once per field, because the parser would combine them into one list: several `$ne` and
 * `$nin` become one `$nin`, and an equality with other conditions becomes an `$in` with one value.
 */
function combined(conditions: readonly LiondeskCondition[]): LiondeskCondition[] {
  const byField = new Map<string, Map<LiondeskOperator, readonly string[]>>();
  for (const { field, operator, values } of conditions) {
    checkedField(field);
    if (values.length === 0) throw new LiondeskQueryError(`${field} ${operator} has no value.`);
    if (values.length > 1 && !TAKES_SEVERAL.has(operator)) {
      throw new LiondeskQueryError(`${field} ${operator} takes one value; use $in or $nin for several.`);
    }
    const held = byField.get(field) ?? new Map<LiondeskOperator, readonly string[]>();
    byField.set(field, held);
    const known = held.get(operator);
    if (known === undefined) held.set(operator, values);
    else if (operator === '$nin' || operator === '$ne') held.set(operator, [...known, ...values]);
    else throw new LiondeskQueryError(`${field} has ${operator} twice; write it once.`);
  }
  return [...byField].flatMap(([field, held]) => {
    const without = [...(held.get('$ne') ?? []), ...(held.get('$nin') ?? [])];
    if (without.length > 1) {
      held.delete('$ne');
      held.set('$nin', [...new Set(without)]);
    }
    const equal = held.get('$eq');
    if (equal && held.size > 1) {
      if (held.has('$in')) throw new LiondeskQueryError(`${field} has an equality and $in; write one of them.`);
      held.delete('$eq');
      held.set('$in', equal);
    }
    return [...held].map(([operator, values]) => ({ field, operator, values: [...values] }));
  });
}

function checkedField(field: string): string {
  if (!FIELD.test(field)) throw new LiondeskQueryError(`“${field}” isn’t a field name; write it like team_id.`);
  return field;
}

function whole(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new LiondeskQueryError(`${name} is ${value}; it takes a whole number from 0 on.`);
}
