import type { CommandArguments, CommandOutput, RecordKind, RecordValue } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { type ClientNames, NAMED } from './client-names.ts';
import { KINDS } from './kinds.ts';
import { type ShownRecord, shownAfter } from './record-rows.ts';
import type { Values } from './shown-values.ts';
import { compareValues, SortedEntries } from './sorted-entries.ts';

interface Entry {
  readonly parent: number;
  readonly id: number;
  readonly readAt: number;
  readonly values: Values;
  /** All texts and numbers that it shows, in lower case. */
  readonly search: string;
}
/** All records of a kind. */
interface List {
  readonly entries: Map<string, Entry>;
  /** What was computed from the entries, until one of them changes. */
  sorted: SortedEntries<Entry> | null;
  /** What was deleted while the list was loaded. */
  readonly removed: Set<string>;
  loaded: Promise<void>;
}

type Query = CommandArguments<'leadexec.records'>;
type Answer = Pick<CommandOutput<'leadexec.records'>, 'rows' | 'total' | 'all'>;

/** The most lists in memory, over all connections. The least recently used one is removed first. */
const HELD_AT_MOST = 12;
/** The number of records loaded at once. */
const PORTION = 1_000;

/**
 * What lists show, in memory for each connection and kind, so that filtering and sorting tens of thousands of records takes a few
 * milliseconds. A list is loaded when first used. Code that writes records reports which.
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
    const { found, all } = this.#found(list, { kind, parent, text, filters, sort });
    const rows = found.slice(from, from + count).map(({ id, parent: of, values }) => ({ id, parent: of, values }));
    return { rows, total: found.length, all };
  }

  /** What matches, in order. The last result is cached, because scrolling repeats the query. */
  #found(
    list: List,
    asked: Pick<Query, 'kind' | 'parent' | 'text' | 'filters' | 'sort'>,
  ): { readonly found: readonly Entry[]; readonly all: number } {
    list.sorted ??= new SortedEntries([...list.entries.values()]);
    const { sorted } = list;
    return sorted.last(JSON.stringify(asked), () => {
      const { kind, parent, text, filters, sort } = asked;
      const wanted = text.trim().toLowerCase();
      const sets = filters.map(({ field, values }) => ({ column: sorted.column(field), values: new Set(values) }));
      const found: Entry[] = [];
      let all = 0;
      for (const at of sorted.order(sort)) {
        const entry = sorted.entries[at];
        if (entry === undefined || !isOf(entry, kind, parent)) continue;
        all++;
        if (sets.some(({ column, values }) => !values.has(column[at] ?? null))) continue;
        if (wanted === '' || entry.search.includes(wanted)) found.push(entry);
      }
      return { found, all };
    });
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
      .sort((a, b) => b.count - a.count || compareValues(a.value, b.value))
      .slice(0, count);
  }

  /** Reports that records were written. */
  put(connectionId: number, kind: RecordKind, rows: readonly ShownRecord[]): void {
    const list = this.#lists.get(keyOf(connectionId, kind));
    if (!list || rows.length === 0) return;
    for (const row of rows) {
      list.removed.delete(recordKey(row));
      this.#set(list, connectionId, kind, row);
    }
    list.sorted = null;
  }

  /** Reports that records were deleted. */
  remove(connectionId: number, kind: RecordKind, parent: number, ids: readonly number[]): void {
    const list = this.#lists.get(keyOf(connectionId, kind));
    if (!list || ids.length === 0) return;
    for (const id of ids) {
      list.entries.delete(recordKey({ parent, id }));
      list.removed.add(recordKey({ parent, id }));
    }
    list.sorted = null;
  }

  /** Reports that names of clients were written. */
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
    const list = known ?? { entries: new Map(), sorted: null, removed: new Set(), loaded: Promise.resolve() };
    // The most recently used list is removed last.
    this.#lists.delete(key);
    this.#lists.set(key, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > HELD_AT_MOST && oldest !== undefined) this.#lists.delete(oldest);
    if (!known) {
      list.loaded = this.#load(list, connectionId, kind);
      // The error is reported to those who wait. The next query reads the list again.
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
    list.sorted = null;
  }

  #set(list: List, connectionId: number, kind: RecordKind, row: ShownRecord): void {
    // The JSON was written by this program, with these keys and values.
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
