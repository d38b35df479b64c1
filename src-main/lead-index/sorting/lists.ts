import type { LeadFilter, LeadSort } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { type Direction, FixedSet, type LeadSet } from '../bitmap/lead-set.ts';
import { momentOf } from '../facets/desk-days.ts';
import type { LeadSelector, SelectContext } from '../facets/selector.ts';
import { KeyList } from './key-list.ts';
import { KeyOrder, type KeySnapshot, type KeySort } from './key-order.ts';
import { ValueOrder, type ValueSort } from './value-order.ts';

/** Up to this many leads are sorted directly. */
const FEW = 2000;
/** While an order is not in memory yet, this many places from its beginning are read from the database's index. */
const FIRST_PLACES = 1000;
/** The most rows of that index that are read for them. */
const LOOKED_AT = 20_000;
/** The number of lists that are cached, at most four bytes per lead. */
const LISTS_KEPT = 8;

/** A list in some order. */
interface Ordered {
  /** The leads from place `n` on, at most `limit`. */
  page(n: number, limit: number, direction: Direction): number[];
  /** The place of a lead; null if it isn't in the list. */
  placeOf(id: number, direction: Direction): number | null;
}

/** A list, and what it was computed from. */
interface Kept {
  readonly made: Ordered;
  readonly snapshot: KeySnapshot | null;
  readonly revision: number;
}

/** Lists of leads by any filter, in any order, from any place. */
export class LeadLists {
  readonly #store: Store;
  readonly #index: LeadSelector;
  readonly #orders = new Map<KeySort, KeyOrder>();
  /** Recently used lists, by everything that they depend on. */
  readonly #kept = new Map<string, Kept>();
  readonly #few: number;

  /** @param few up to this many leads are sorted directly */
  constructor(store: Store, index: LeadSelector, few = FEW) {
    this.#store = store;
    this.#index = index;
    this.#few = few;
  }

  #order(by: KeySort): KeyOrder {
    let order = this.#orders.get(by);
    if (!order) {
      order = new KeyOrder(this.#store, this.#index.bits, by);
      this.#orders.set(by, order);
    }
    return order;
  }

  /** Opens a list: counts the leads that match, and starts to update its order. `upTo` is the newest lead. */
  async open(
    filter: LeadFilter,
    sort: LeadSort,
    context: SelectContext,
  ): Promise<{ count: number; exact: boolean; upTo: number }> {
    const newest = this.#store.prepare<[], number | null>('SELECT max(id) FROM lead').pluck().get() ?? 0;
    const upTo = Math.min(newest, context.upTo ?? newest);
    const set = this.#index.select(filter, { ...context, upTo });
    const count = set.count();
    if (isKeySort(sort.by) && count > this.#few) {
      const order = this.#order(sort.by);
      const current = order.current();
      // The first time takes a while for millions of leads, and the first pages don't need it.
      if (order.snapshot) await current;
      else current.catch(() => undefined);
    }
    return { count, exact: set.exact, upTo };
  }

  /** The leads from place `at` on, at most `limit`. */
  async page(
    filter: LeadFilter,
    sort: LeadSort,
    context: SelectContext,
    at: number,
    limit: number,
  ): Promise<readonly number[]> {
    const set = this.#index.select(filter, context);
    const order = this.#orderToRead(sort, set);
    if (order) {
      const first = this.#firstPage(order, set, sort, at, limit);
      if (first) return first;
      await order.current();
    }
    return this.#listOf(filter, sort, context).page(at, limit, sort.direction);
  }

  /** The place of a lead; null if it isn't in the list. */
  async placeOf(filter: LeadFilter, sort: LeadSort, context: SelectContext, id: number): Promise<number | null> {
    const set = this.#index.select(filter, context);
    if (!set.has(id)) return null;
    await this.#orderToRead(sort, set)?.current();
    return this.#listOf(filter, sort, context).placeOf(id, sort.direction);
  }

  /** The order that a list of these leads needs and that is not in memory yet. */
  #orderToRead({ by }: LeadSort, set: LeadSet): KeyOrder | null {
    if (!isKeySort(by) || set.count() <= this.#few) return null;
    const order = this.#order(by);
    return order.snapshot ? null : order;
  }

  #listOf(filter: LeadFilter, { by, direction }: LeadSort, context: SelectContext): Ordered {
    const set = this.#index.select(filter, context);
    if (by === 'received') return set;
    const snapshot = isKeySort(by) && set.count() > this.#few ? this.#order(by).snapshot : null;
    const { me, upTo, now } = context;
    const key = JSON.stringify([filter, by, !isKeySort(by) && direction, me, upTo, momentOf(filter, now)]);
    const { revision } = this.#index.bits;
    const kept = this.#kept.get(key);
    if (kept && kept.revision === revision && kept.snapshot === snapshot) return kept.made;
    const made = this.#make(set, by, direction, snapshot);
    if (this.#kept.size >= LISTS_KEPT) this.#kept.clear();
    this.#kept.set(key, { made, snapshot, revision });
    return made;
  }

  #make(set: LeadSet, by: KeySort | ValueSort, direction: Direction, snapshot: KeySnapshot | null): Ordered {
    if (!isKeySort(by)) return new ValueOrder(this.#index, set, by, direction);
    if (snapshot) return KeyList.of(set, snapshot);
    const ids = Uint32Array.from(this.#order(by).sorted(set.ids()));
    return new KeyList(ids, set.minus(FixedSet.of([...ids])).frozen());
  }

  /** Leads near the beginning, read from the database's index; null if that would take long. */
  #firstPage(
    order: KeyOrder,
    set: LeadSet,
    { direction }: LeadSort,
    at: number,
    limit: number,
  ): readonly number[] | null {
    if (at + limit > FIRST_PLACES) return null;
    const found: number[] = [];
    let last: readonly [string | number, number] | null = null;
    for (let looked = 0; looked < LOOKED_AT; ) {
      const rows = order.slice(direction, last, 1000);
      found.push(...set.among(rows.map(([id]) => id)));
      if (found.length >= at + limit) return found.slice(at, at + limit);
      const end = rows.at(-1);
      if (!end || rows.length < 1000) return null;
      last = [end[1], end[0]];
      looked += rows.length;
    }
    return null;
  }
}

const isKeySort = (by: LeadSort['by']): by is KeySort =>
  by === 'name' || by === 'sent' || by === 'callback' || by === 'touched';
