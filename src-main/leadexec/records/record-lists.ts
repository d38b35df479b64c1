import type { CommandArguments, CommandOutput, RecordKind, RecordValue } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { type ClientNames, NAMED } from './client-names.ts';
import { KINDS } from './kinds.ts';
import { type ShownRecord, shownAfter } from './record-rows.ts';
import type { Values } from './shown-values.ts';

interface Entry {
  readonly parent: number;
  readonly id: number;
  readonly readAt: number;
  readonly values: Values;
  /** All texts and numbers that it shows, without case. */
  readonly search: string;
}
/** All records of a kind. */
interface List {
  readonly entries: Map<string, Entry>;
  /** The entries in an order, until one of them changes. */
  readonly orders: Map<string, readonly Entry[]>;
  /** What was taken out while it was being loaded. */
  readonly removed: Set<string>;
  loaded: Promise<void>;
}

type Query = CommandArguments<'leadexec.records'>;
type Answer = Pick<CommandOutput<'leadexec.records'>, 'rows' | 'total' | 'all'>;

/** Lists that are held in memory at once, over all connections: the one that was asked for longest ago goes first. */
const HELD_AT_MOST = 12;
/** How many records are loaded in one go. */
const PORTION = 1_000;

/**
 * What lists show, held in memory per connection and kind: filtering and sorting tens of thousands of records takes a few milliseconds so.
 * Loaded when first asked for; who writes records says which.
 */
export class RecordLists {
  readonly #store: Store;
  readonly #names: ClientNames;
  readonly #lists = new Map<string, List>();

  constructor(store: Store, names: ClientNames) {
    this.#store = store;
    this.#names = names;
  }

  /** Some records, filtered and sorted; see the contract. */
  async query({ connectionId, kind, parent, text, filters, sort, from, count }: Query): Promise<Answer> {
    const list = await this.#list(connectionId, kind);
    const wanted = text.trim().toLowerCase();
    const sets = filters.map(({ field, values }) => ({ field, values: new Set<RecordValue>(values) }));
    const found: Entry[] = [];
    let all = 0;
    for (const entry of ordered(list, sort)) {
      if (!isOf(entry, kind, parent)) continue;
      all++;
      if (wanted !== '' && !entry.search.includes(wanted)) continue;
      if (sets.every(({ field, values }) => values.has(entry.values[field] ?? null))) found.push(entry);
    }
    const rows = found.slice(from, from + count).map(({ id, parent: of, values }) => ({ id, parent: of, values }));
    return { rows, total: found.length, all };
  }

  /** How often each value of a field occurs, most frequent first. */
  async tally({
    connectionId,
    kind,
    parent,
    field,
    count,
  }: CommandArguments<'leadexec.values'>): Promise<{ value: RecordValue; count: number }[]> {
    const counts = new Map<RecordValue, number>();
    const { entries } = await this.#list(connectionId, kind);
    for (const entry of entries.values()) {
      if (!isOf(entry, kind, parent)) continue;
      const value = entry.values[field] ?? null;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, times]) => ({ value, count: times }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value))
      .slice(0, count);
  }

  /** Records were written. */
  put(connectionId: number, kind: RecordKind, rows: readonly ShownRecord[]): void {
    const list = this.#lists.get(keyOf(connectionId, kind));
    if (!list || rows.length === 0) return;
    for (const row of rows) {
      list.removed.delete(recordKey(row));
      this.#set(list, connectionId, kind, row);
    }
    list.orders.clear();
  }

  /** Records were taken out. */
  remove(connectionId: number, kind: RecordKind, parent: number, ids: readonly number[]): void {
    const list = this.#lists.get(keyOf(connectionId, kind));
    if (!list || ids.length === 0) return;
    for (const id of ids) {
      list.entries.delete(recordKey({ parent, id }));
      list.removed.add(recordKey({ parent, id }));
    }
    list.orders.clear();
  }

  /** Names of clients were written. */
  namesChanged(connectionId: number): void {
    this.#names.changed(connectionId);
    for (const kind of Object.keys(NAMED)) this.#lists.delete(keyOf(connectionId, kind));
  }

  forget(connectionId: number): void {
    this.#names.changed(connectionId);
    for (const key of [...this.#lists.keys()]) if (key.startsWith(`${connectionId} `)) this.#lists.delete(key);
  }

  async #list(connectionId: number, kind: RecordKind): Promise<List> {
    const key = keyOf(connectionId, kind);
    const known = this.#lists.get(key);
    const list = known ?? { entries: new Map(), orders: new Map(), removed: new Set(), loaded: Promise.resolve() };
    // The one asked for last stays longest.
    this.#lists.delete(key);
    this.#lists.set(key, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > HELD_AT_MOST && oldest !== undefined) this.#lists.delete(oldest);
    if (!known) {
      list.loaded = this.#load(list, connectionId, kind);
      // Whoever waits for it gets the error; the next question reads the list again.
      list.loaded.catch(() => this.#lists.delete(key));
    }
    await list.loaded;
    return list;
  }

  async #load(list: List, connectionId: number, kind: RecordKind): Promise<void> {
    let after = { parent: -1, id: -1 };
    for (;;) {
      const rows = shownAfter(this.#store, { connectionId, kind }, after, PORTION);
      for (const row of rows) {
        const newer = (list.entries.get(recordKey(row))?.readAt ?? 0) > row.readAt;
        if (!newer && !list.removed.has(recordKey(row))) this.#set(list, connectionId, kind, row);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PORTION) break;
      after = last;
      await yieldToCommands();
    }
    list.removed.clear();
    list.orders.clear();
  }

  #set(list: List, connectionId: number, kind: RecordKind, row: ShownRecord): void {
    // Written by this program, and its keys and values are as it wrote them.
    const own = JSON.parse(row.shown) as Values;
    const member = NAMED[kind];
    const values = member === undefined ? own : { ...own, [member]: this.#names.of(connectionId, kind, row.id, own) };
    const texts = Object.values(values).filter((value) => typeof value === 'string' || typeof value === 'number');
    const { parent, id, readAt } = row;
    list.entries.set(recordKey(row), { parent, id, readAt, values, search: texts.join('\n').toLowerCase() });
  }
}

const keyOf = (connectionId: number, kind: string): string => `${connectionId} ${kind}`;
const recordKey = ({ parent, id }: { readonly parent: number; readonly id: number }): string => `${parent} ${id}`;
const isOf = (entry: Entry, kind: RecordKind, parent: number | undefined): boolean =>
  parent === undefined || parent === 0 || KINDS[kind].parent === null || entry.parent === parent;

/** The entries in an order: numbers, then flags, then texts without case; what is empty comes last either way. */
function ordered({ entries, orders }: List, sort: Query['sort']): readonly Entry[] {
  const key = sort === undefined ? '' : `${sort.field} ${sort.descending}`;
  const known = orders.get(key);
  if (known) return known;
  const { field, descending } = sort ?? { field: null, descending: false };
  const sign = descending ? -1 : 1;
  const keyed = [...entries.values()].map((entry) => ({
    entry,
    key: field === null ? null : sortKey(entry.values[field] ?? null),
  }));
  keyed.sort((a, b) => {
    const either = a.key === null || b.key === null;
    const by = either ? Number(a.key === null) - Number(b.key === null) : sign * compare(a.key, b.key);
    return by || a.entry.parent - b.entry.parent || a.entry.id - b.entry.id;
  });
  const sorted = keyed.map(({ entry }) => entry);
  orders.set(key, sorted);
  return sorted;
}

const sortKey = (value: RecordValue): RecordValue => (typeof value === 'string' ? value.toLowerCase() : value);
const rankOf = (value: RecordValue): number =>
  value === null ? 3 : typeof value === 'number' ? 0 : typeof value === 'boolean' ? 1 : 2;

function compare(a: RecordValue, b: RecordValue): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rankOf(a) - rankOf(b) || Number(a) - Number(b);
}
