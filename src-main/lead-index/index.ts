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
  /** False: nothing is kept for the search (to measure what it costs). */
  readonly search?: boolean;
  /** False: nothing is kept for filters and counts (to measure what it costs). */
  readonly counters?: boolean;
  /** The leads whose open callback is this agent's. Without it: the leads this agent owns. */
  readonly callbacksOf?: (me: string) => readonly number[];
}

/** How long one stretch of making leads findable may take, ms. */
const CATCH_UP_MS = 20;

/** One stretch of taking traces away, ms. */
const TRACES_MS = 15;

/** A search waits no longer than this for leads that came just now, ms, where these are more than a few. */
const SOON_MS = 100;
const FEW_WAITING = 2_000;

/** One stretch of reading ahead, and the pause after it, ms: nobody should feel that it goes on. */
const WARM_MS = 1;

/**
 * What lists of leads are read from: which leads have which value of which facet, and the words to find them by. Any combination of filters
 * is answered, with exact counts and exact places, from bitmaps in SQLite. The README beside this file works one question through.
 *
 * Whoever changes leads tells the index in the same write transaction. What the index keeps in memory follows the database, also
 * through a rollback.
 */
export class LeadIndex {
  readonly store: Store;
  readonly bits: LeadBits;
  readonly #counters: boolean;
  readonly #text: LeadSearch | null;
  readonly #selector: FilterSelector;
  readonly #watches = new Set<{ readonly chunk: number; readonly ids: Set<number> }>();

  constructor(store: Store, options: LeadIndexOptions = {}, text: LeadSearch = new LeadSearch(store)) {
    this.store = store;
    this.bits = new LeadBits(store);
    this.#counters = options.counters !== false;
    this.#text = options.search === false ? null : text;
    const callbacks = new Callbacks(store, this.bits, options.callbacksOf ?? null);
    this.#selector = new FilterSelector(store, this.bits, callbacks, this.#text);
  }

  /**
   * Collects the leads of a chunk that change from now on, until `end`: whatever was read of them before is old. The caller takes those out
   * that it has read again.
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
   * Applies changes of leads, a whole batch at once, inside the caller's write transaction. A new lead (`before` null) without a status is
   * `new`; a removed one (`after` null) is taken out of every facet, also of those that were not named. Facets named neither before nor
   * after stay as they are.
   *
   * @throws Error outside of a write transaction
   */
  put(changes: readonly IndexChange[]): void {
    if (!this.#counters || changes.length === 0) return;
    if (this.#watches.size > 0) this.#noteWatched(this.setOf(changes.map(({ id }) => id)));
    const known = changes.filter(({ before, after }) => before !== null || after === null);
    this.bits.sync();
    this.bits.write(
      changesOf(this.bits, changes),
      known.map(({ id }) => id),
    );
  }

  /**
   * Notes that leads have changed in what a list is sorted by or narrowed to besides facets and words: their last touch, their callback.
   * Inside the caller's write transaction.
   */
  noteChanged(leads: readonly number[]): void {
    this.bits.sync();
    this.bits.advance(leads);
  }

  /** Applies changes of the text that leads are found by. Inside the caller's write transaction. */
  putSearch(before: readonly SearchText[], after: readonly SearchText[]): void {
    this.noteChanged(before.map(({ id }) => id));
    if (this.#watches.size > 0) this.#noteWatched(this.setOf([...before, ...after].map(({ id }) => id)));
    this.#text?.put(before, after);
  }

  /** Makes the search hold the text of these leads, which have not changed themselves. Inside the caller's write transaction. */
  repairSearch(texts: readonly SearchText[]): void {
    this.noteChanged([]);
    this.#text?.put([], texts);
  }

  /**
   * Takes a lead out so that nothing of it stays in the tables of the index, not even a value that nobody else has. Inside the caller's
   * write transaction. Words that nobody else has are gone when `removeTraces` has ended, and the log of the database holds the old pages
   * until the caller's checkpoint.
   */
  erase(id: number): void {
    this.put([{ id, before: null, after: null }]);
    this.bits.fold();
    this.bits.dropUnused();
    this.#text?.put([{ id }], []);
  }

  /** Empties the search, a little at a time; `repairSearch` then has to be called for every lead. Outside of a transaction. */
  async restartSearch(others: () => Promise<void> = yieldToEventLoop): Promise<void> {
    while (this.store.raw.open && this.#text?.restart()) await others();
  }

  /** The ids of those leads whose text in the search differs from this. */
  differingInSearch(texts: readonly SearchText[]): number[] {
    return texts.length === 0 ? [] : (this.#text?.differing(texts) ?? []);
  }

  /**
   * Makes every pending lead findable by text, a little at a time so that other commands have their turn. To be awaited before a search,
   * which otherwise does it in one go. Outside of a transaction.
   */
  async findable(others: () => Promise<void> = yieldToEventLoop): Promise<void> {
    while (this.#text?.catchUp(CATCH_UP_MS)) await others();
  }

  /**
   * The same for a person who waits for an answer: while very many leads are pending, it ends after `ms` milliseconds.
   *
   * @returns null when all leads are findable; else the newest lead up to which all are, by which a search has to be bounded
   */
  async findableSoon(ms = SOON_MS): Promise<{ upTo: number; leads: number } | null> {
    const until = performance.now() + ms;
    for (;;) {
      const waiting = this.#text?.waiting() ?? null;
      if (waiting === null) return null;
      if (waiting.leads > FEW_WAITING && performance.now() >= until) {
        return { upTo: waiting.first - 1, leads: waiting.leads };
      }
      this.#text?.catchUp(CATCH_UP_MS);
      await yieldToEventLoop();
    }
  }

  /** Removes what is left of words that no lead has any more, a little at a time so that other commands have their turn. */
  async removeTraces(): Promise<void> {
    while (this.store.raw.open && this.#text?.removeTraces(TRACES_MS)) await yieldToEventLoop();
  }

  /**
   * Tidies the search for about `ms` milliseconds: while the desk is idle, outside of a transaction.
   *
   * @returns false when there is nothing more to do
   */
  tidy(ms: number): boolean {
    return this.#text?.tidy(ms) ?? false;
  }

  /**
   * Gives leads a value of a facet. Inside the caller's write transaction.
   *
   * @returns those that did not have it
   */
  add(facet: LeadFacet, value: string, leads: LeadSet): LeadSet {
    return this.#setValue(facet, value, leads, true);
  }

  /**
   * Takes a value of a facet from leads. Inside the caller's write transaction.
   *
   * @returns those that had it
   */
  removeFrom(facet: LeadFacet, value: string, leads: LeadSet): LeadSet {
    return this.#setValue(facet, value, leads, false);
  }

  #setValue(facet: LeadFacet, value: string, leads: LeadSet, on: boolean): LeadSet {
    this.bits.sync();
    // Also those that the index does not know yet while it is being made again: what they have now stands in their rows.
    this.#noteWatched(leads);
    const having = new ValueSet(this.bits, facet, value);
    const changed = (on ? leads.and(this.all()).minus(having) : leads.and(having)).frozen();
    this.#change(facet, changed, (had) => (on ? [...had, value] : had.filter((other) => other !== value)));
    return changed;
  }

  /**
   * Gives leads one value of a facet in place of whatever they had, or none (null): for facets of which a lead has one, such as
   * status and owner. Inside the caller's write transaction.
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

  /** Every value of a facet that some lead has, with how many, most frequent first. */
  values(facet: LeadFacet): { value: string; count: number }[] {
    this.bits.sync();
    return [...this.bits.entriesOf(facet)]
      .map(({ value, n }) => ({ value, count: n }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** The leads that match a filter. A search by text gives at most the newest 1,000; if there are more, the set is not `exact`. */
  select(filter: LeadFilter, context: SelectContext): LeadSet {
    return this.#selector.select(filter, context);
  }

  /** The set of these leads, whether or not they are in the index. */
  setOf(ids: readonly number[]): LeadSet {
    return FixedSet.of(ids);
  }

  /**
   * Reads into memory what is asked for most, a little at a time while nothing else is to be done, so that the first question of a kind is as
   * quick as later ones. Nothing depends on it. It ends when the desk closes.
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
