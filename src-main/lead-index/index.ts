import type { LeadFacet, LeadFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { CHUNK_IDS, chunkHas, chunkOf, chunkPlaces, placeOf } from './bitmap/chunk.ts';
import { FixedSet, type LeadSet } from './bitmap/lead-set.ts';
import { Callbacks } from './facets/callbacks.ts';
import { changesOf, type IndexChange } from './facets/edits.ts';
import { ALL, LeadBits } from './facets/lead-bits.ts';
import type { SelectContext } from './facets/selector.ts';
import { ValueSet } from './facets/value-set.ts';
import { LeadSearch } from './search/lead-search.ts';
import type { SearchText } from './search/search-text.ts';
import { FilterSelector } from './select.ts';

export { type Direction, LeadSet } from './bitmap/lead-set.ts';
export type { FacetValues, IndexChange } from './facets/edits.ts';
export { AT_THE_DESK, type SelectContext } from './facets/selector.ts';
export type { SearchText } from './search/search-text.ts';
export { SEARCH_CAP } from './select.ts';

export interface LeadIndexOptions {
  /** The leads with an open callback of this agent. Without it, the leads assigned to this agent. */
  readonly callbacksOf?: (me: string) => readonly number[];
}

/** How long one stretch of adding leads to the search may take, ms. */
const CATCH_UP_MS = 20;

/** How long one stretch of removing traces may take, ms. */
const TRACES_MS = 15;

/** The longest that a search waits for leads that have just been added, if there are many, ms. */
const SOON_MS = 100;
const FEW_WAITING = 2_000;

/** How long one stretch of reading ahead takes, and the pause after it, ms. It should not be noticeable. */
const WARM_MS = 1;

/**
 * What lists of leads are read from: which leads have which value of which facet, and the words by which they are found. Any combination of
 * filters is answered, with exact counts and exact places, from bitmaps in SQLite. The README beside this file explains one query in
 * detail.
 *
 * Code that changes leads updates the index in the same write transaction. The index's cache follows the database, including rollbacks.
 */
export class LeadIndex {
  readonly store: Store;
  readonly bits: LeadBits;
  readonly search: LeadSearch;
  readonly #selector: FilterSelector;
  readonly #watches = new Set<{ readonly chunk: number; readonly ids: Set<number> }>();

  constructor(store: Store, options: LeadIndexOptions = {}, search: LeadSearch = new LeadSearch(store)) {
    this.store = store;
    this.bits = new LeadBits(store);
    this.search = search;
    const callbacks = new Callbacks(store, this.bits, options.callbacksOf ?? null);
    this.#selector = new FilterSelector(store, this.bits, callbacks, search);
  }

  /**
   * Collects the leads of a chunk that change from now on, until `end`: whatever was read of them before is outdated. The caller removes
   * those that it has read again.
   */
  watch(chunk: number): { readonly ids: Set<number>; end(): void } {
    const watched = { chunk, ids: new Set<number>() };
    this.#watches.add(watched);
    return { ids: watched.ids, end: () => this.#watches.delete(watched) };
  }

  #noteWatched(leads: LeadSet): void {
    for (const { chunk, ids } of this.#watches) {
      const here = leads.chunk(chunk);
      if (here) for (const place of chunkPlaces(here)) ids.add(chunk * CHUNK_IDS + place);
    }
  }

  /**
   * Applies changes of leads, a whole batch at once, in the caller's write transaction. A new lead (`before` null) without a status is
   * `new`. A removed one (`after` null) is removed from every facet, including those that were not given. Facets in neither `before` nor
   * `after` don't change.
   *
   * @throws Error outside of a write transaction
   */
  put(changes: readonly IndexChange[]): void {
    if (changes.length === 0) return;
    if (this.#watches.size > 0) this.#noteWatched(this.setOf(changes.map(({ id }) => id)));
    const known = changes.filter(({ before, after }) => before !== null || after === null);
    this.bits.sync();
    this.bits.write(
      changesOf(this.bits, changes),
      known.map(({ id }) => id),
    );
  }

  /**
   * Records that other data of leads has changed by which lists are sorted or filtered: their last touch, their callback. In the caller's
   * write transaction.
   */
  noteChanged(leads: readonly number[]): void {
    this.bits.sync();
    this.bits.advance(leads);
  }

  /** Applies changes of the text by which leads are found. In the caller's write transaction. */
  putSearch(before: readonly SearchText[], after: readonly SearchText[]): void {
    this.noteChanged(before.map(({ id }) => id));
    if (this.#watches.size > 0) this.#noteWatched(this.setOf([...before, ...after].map(({ id }) => id)));
    this.search.put(before, after);
  }

  /**
   * Removes a lead so that nothing of it remains in the tables of the index, not even a value that only it had. In the caller's write
   * transaction. Words that only it had are gone when `removeTraces` has ended, and the database's log has the old pages until the caller's
   * checkpoint.
   */
  erase(id: number): void {
    this.put([{ id, before: null, after: null }]);
    this.bits.fold();
    this.bits.dropUnused();
    this.search.put([{ id }], []);
  }

  /**
   * Adds all pending leads to the search in small steps, so that other commands can run in between. To be awaited before a search, which
   * otherwise does it in one step. Outside of a transaction.
   */
  async findable(others: () => Promise<void> = yieldToEventLoop): Promise<void> {
    while (this.search.catchUp(CATCH_UP_MS)) await others();
  }

  /**
   * The same for a person who is waiting for an answer. If very many leads are pending, it ends after `ms` milliseconds.
   *
   * @returns null if all leads can be found; otherwise the newest lead up to which all can be, by which a search must be limited
   */
  async findableSoon(ms = SOON_MS): Promise<{ upTo: number; leads: number } | null> {
    const until = performance.now() + ms;
    for (;;) {
      const waiting = this.search.waiting();
      if (waiting === null) return null;
      if (waiting.leads > FEW_WAITING && performance.now() >= until) {
        return { upTo: waiting.first - 1, leads: waiting.leads };
      }
      this.search.catchUp(CATCH_UP_MS);
      await yieldToEventLoop();
    }
  }

  /** Removes the traces of words that no lead has any more in small steps, so that other commands can run in between. */
  async removeTraces(): Promise<void> {
    while (this.store.raw.open && this.search.removeTraces(TRACES_MS)) await yieldToEventLoop();
  }

  /**
   * Adds a value of a facet to leads. In the caller's write transaction.
   *
   * @returns those that did not have it
   */
  add(facet: LeadFacet, value: string, leads: LeadSet): LeadSet {
    return this.#setValue(facet, value, leads, true);
  }

  /**
   * Removes a value of a facet from leads. In the caller's write transaction.
   *
   * @returns those that had it
   */
  removeFrom(facet: LeadFacet, value: string, leads: LeadSet): LeadSet {
    return this.#setValue(facet, value, leads, false);
  }

  #setValue(facet: LeadFacet, value: string, leads: LeadSet, on: boolean): LeadSet {
    this.bits.sync();
    // Leads that the index doesn't have yet while it is rebuilt are included, because their current values are in their rows.
    this.#noteWatched(leads);
    const having = new ValueSet(this.bits, facet, value);
    const changed = (on ? leads.and(this.all()).minus(having) : leads.and(having)).frozen();
    this.#change(facet, changed, (had) => (on ? [...had, value] : had.filter((other) => other !== value)));
    return changed;
  }

  /**
   * Replaces the values that leads have in a facet by one value, or by none (null): for facets with one value per lead, such as status and
   * owner. In the caller's write transaction.
   */
  move(facet: LeadFacet, value: string | null, leads: LeadSet): void {
    this.bits.sync();
    this.#noteWatched(leads);
    this.#change(facet, leads.and(this.all()), () => (value === null ? [] : [value]));
  }

  #change(facet: LeadFacet, leads: LeadSet, become: (had: readonly string[]) => readonly string[]): void {
    const changes = leads.ids().map((id): IndexChange => {
      const had = this.valuesOf(id, facet);
      return { id, before: { [facet]: had }, after: { [facet]: become(had) } };
    });
    this.bits.write(changesOf(this.bits, changes));
  }

  /** The values of a facet that a lead has. */
  valuesOf(id: number, facet: LeadFacet): string[] {
    this.bits.sync();
    const found: string[] = [];
    for (const entry of this.bits.entriesOf(facet)) {
      const chunk = this.bits.chunk(entry.id, chunkOf(id));
      if (chunk && chunkHas(chunk, placeOf(id))) found.push(entry.value);
    }
    return found;
  }

  /** Every value of a facet that some lead has, with the number of leads, most frequent first. */
  values(facet: LeadFacet): { value: string; count: number }[] {
    this.bits.sync();
    return [...this.bits.entriesOf(facet)]
      .map(({ value, n }) => ({ value, count: n }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** The leads that match a filter. A search by text returns at most the newest 1,000. If there are more, the set is not `exact`. */
  select(filter: LeadFilter, context: SelectContext): LeadSet {
    return this.#selector.select(filter, context);
  }

  /** The set of these leads, whether or not they are in the index. */
  setOf(ids: readonly number[]): LeadSet {
    return FixedSet.of(ids);
  }

  /**
   * Reads the most frequently used data into memory, in small steps while the desk is idle, so that the first query of a kind is as fast as
   * later ones. Nothing depends on it. It ends when the desk closes.
   */
  async warm(): Promise<void> {
    const pieces = this.bits.warm();
    while (this.store.raw.open) {
      const until = performance.now() + WARM_MS;
      while (performance.now() < until) if (pieces.next().done) return;
      await new Promise((resolve) => setTimeout(resolve, WARM_MS));
    }
  }

  /** Every lead of the index. */
  all(): LeadSet {
    return new ValueSet(this.bits, ALL, '');
  }
}
