import type { RecordValue } from '../../../src-preload/contract/index.ts';
import type { Values } from './shown-values.ts';

interface Keyed {
  readonly parent: number;
  readonly id: number;
  readonly values: Values;
}
interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

/** Orders and columns of entries that don't change, each computed once. */
export class SortedEntries<Entry extends Keyed> {
  /** In the order of their ids. */
  readonly entries: readonly Entry[];
  readonly #columns = new Map<string, readonly RecordValue[]>();
  readonly #orders = new Map<string, readonly number[]>();
  #last: { readonly key: string; readonly value: unknown } | null = null;

  constructor(entries: Entry[]) {
    this.entries = entries.sort((a, b) => a.parent - b.parent || a.id - b.id);
  }

  /** The values of a field, by the index of their entry. */
  column(field: string): readonly RecordValue[] {
    const known = this.#columns.get(field);
    if (known) return known;
    const column = this.entries.map(({ values }) => values[field] ?? null);
    this.#columns.set(field, column);
    return column;
  }

  /** The indices of the entries sorted by a field: numbers, flags, texts ignoring case; empty values come last in both directions. */
  order(sort: Sort | undefined): readonly number[] {
    const key = sort === undefined ? '' : `${sort.field} ${sort.descending}`;
    const known = this.#orders.get(key);
    if (known) return known;
    const order = sort === undefined ? [...this.entries.keys()] : this.#sorted(sort);
    this.#orders.set(key, order);
    return order;
  }

  /** The last value computed for the same key, or a new one. */
  last<T>(key: string, make: () => T): T {
    // Each key has one type of value.
    if (this.#last?.key === key) return this.#last.value as T;
    const value = make();
    this.#last = { key, value };
    return value;
  }

  /** There are fewer values than entries, so the values are sorted, and the entries with one value follow in the order of their ids. */
  #sorted({ field, descending }: Sort): number[] {
    const places = new Map<RecordValue, number[]>();
    for (const [at, value] of this.column(field).entries()) {
      const key = typeof value === 'string' ? value.toLowerCase() : value;
      const same = places.get(key);
      if (same) same.push(at);
      else places.set(key, [at]);
    }
    const numbers: number[] = [];
    const flags: boolean[] = [];
    const texts: string[] = [];
    for (const key of places.keys()) {
      if (typeof key === 'number') numbers.push(key);
      else if (typeof key === 'boolean') flags.push(key);
      else if (key !== null) texts.push(key);
    }
    // By code units, the default, because a comparator takes several times as long.
    const keys: RecordValue[] = [...Float64Array.from(numbers).sort(), ...flags.sort(compareValues), ...texts.sort()];
    if (descending) keys.reverse();
    return [...keys, null].flatMap((key) => places.get(key) ?? []);
  }
}

const rankOf = (value: RecordValue): number =>
  value === null ? 3 : typeof value === 'number' ? 0 : typeof value === 'boolean' ? 1 : 2;

/** Numbers, then flags, then texts, then nothing. */
export function compareValues(a: RecordValue, b: RecordValue): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rankOf(a) - rankOf(b) || Number(a) - Number(b);
}
