import type { LeadColumn, LeadFacet, LeadFilter, LeadRows } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { CHUNK_IDS, type Chunk, chunkHas, chunkOf, chunkPlaces, compact, placeOf } from './bitmap/chunk.ts';
import { chunkAnd, chunkMinus, chunkOr, chunkOrAll } from './bitmap/combine-chunks.ts';
import { FixedSet, type LeadSet, NamedSet } from './bitmap/lead-set.ts';
import { Callbacks } from './facets/callbacks.ts';
import { changesOf, type IndexChange, MISSING, MULTI_VALUED, SORTED } from './facets/edits.ts';
import { ALL, type BitsChange, type Entry, LeadBits } from './facets/lead-bits.ts';
import type { SelectContext } from './facets/selector.ts';
import { ValueSet } from './facets/value-set.ts';
import { readRows } from './rows.ts';
import { LeadSearch } from './search/lead-search.ts';
import type { SearchText, TextSearch } from './search/text-search.ts';
import { FilterSelector } from './select.ts';

export { type Direction, LeadSet } from './bitmap/lead-set.ts';
export type { FacetValues, IndexChange } from './facets/edits.ts';
export { AT_THE_DESK, type SelectContext } from './facets/selector.ts';
export type { SearchText, TextSearch } from './search/text-search.ts';
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
  readonly #text: TextSearch | null;
  readonly #selector: FilterSelector;
  readonly #watches = new Set<{ readonly chunk: number; readonly ids: Set<number> }>();
  /** How many calls of `beforeWarming` are running. */
  #working = 0;

  constructor(store: Store, options: LeadIndexOptions = {}, text: TextSearch = new LeadSearch(store)) {
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
    if (this.#text?.erase) this.#text.erase({ id });
    else this.#text?.put([{ id, name: '', places: '', words: '', notes: '', phones: [] }], []);
  }

  /** Empties the search, a little at a time; `repairSearch` then has to be called for every lead. Outside of a transaction. */
  async restartSearch(others: () => Promise<void> = yieldToEventLoop): Promise<void> {
    while (this.store.raw.open && this.#text?.restart?.()) await others();
  }

  /** The ids of those leads whose text in the search differs from this. */
  differingInSearch(texts: readonly SearchText[]): number[] {
    return texts.length === 0 ? [] : (this.#text?.differing?.(texts) ?? []);
  }

  /**
   * Makes every pending lead findable by text, a little at a time so that other commands have their turn. To be awaited before a search,
   * which otherwise does it in one go. Outside of a transaction.
   */
  async findable(others: () => Promise<void> = yieldToEventLoop): Promise<void> {
    while (this.#text?.catchUp?.(CATCH_UP_MS)) await others();
  }

  /**
   * The same for a person who waits for an answer: while very many leads are pending, it ends after `ms` milliseconds.
   *
   * @returns null when all leads are findable; else the newest lead up to which all are, by which a search has to be bounded
   */
  async findableSoon(ms = SOON_MS): Promise<{ upTo: number; leads: number } | null> {
    const until = performance.now() + ms;
    for (;;) {
      const waiting = this.#text?.waiting?.() ?? null;
      if (waiting === null) return null;
      if (waiting.leads > FEW_WAITING && performance.now() >= until) {
        return { upTo: waiting.first - 1, leads: waiting.leads };
      }
      this.#text?.catchUp?.(CATCH_UP_MS);
      await yieldToEventLoop();
    }
  }

  /** Removes what is left of words that no lead has any more, a little at a time so that other commands have their turn. */
  async removeTraces(): Promise<void> {
    while (this.store.raw.open && this.#text?.removeTraces?.(TRACES_MS)) await yieldToEventLoop();
  }

  /**
   * Tidies the search for about `ms` milliseconds: while the desk is idle, outside of a transaction.
   *
   * @returns false when there is nothing more to do
   */
  tidy(ms: number): boolean {
    return this.#text?.tidy?.(ms) ?? false;
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
    const entry = on ? this.bits.entryToWrite(facet, value) : this.bits.entry(facet, value);
    if (!entry) return new FixedSet(new Map());
    const known = new ValueSet(this.bits, ALL, '');
    const changedChunks = new Map<number, Chunk>();
    const edits: BitsChange[] = [];
    const last = Math.min(leads.last(), known.last());
    const others = [...this.bits.entriesOf(facet)].filter((other) => other.id !== entry.id);
    for (let at = 0; at <= last; at++) {
      const here = chunkAnd(leads.chunk(at), known.chunk(at));
      if (!here) continue;
      const before = this.bits.chunk(entry.id, at);
      const changed = on ? chunkMinus(here, before) : chunkAnd(here, before);
      if (!changed) continue;
      changedChunks.set(at, changed);
      const after = on ? chunkOr(before, changed) : chunkMinus(before, changed);
      edits.push({ entry, chunk: at, before, after: compact(after), ops: opsOf(changed, on) });
      this.#updateOwnFacets(edits, facet, at, changed, others, on);
    }
    this.bits.write(edits);
    return new FixedSet(changedChunks, leads.exact);
  }

  /** Updates the index's own facets after leads were given a value, or it was taken from them. */
  #updateOwnFacets(
    edits: BitsChange[],
    facet: LeadFacet,
    at: number,
    changed: Chunk,
    others: Entry[],
    on: boolean,
  ): void {
    const rest = others.map((other) => this.bits.chunk(other.id, at)).filter((chunk) => chunk !== null);
    const elsewhere = chunkOrAll(rest);
    this.#updateOwnFacet(edits, MISSING, facet, at, (missing) =>
      on ? chunkMinus(missing, changed) : chunkOr(missing, chunkMinus(changed, elsewhere)),
    );
    if (!SORTED.has(facet)) return;
    this.#updateOwnFacet(edits, MULTI_VALUED, facet, at, (multiValued) =>
      on
        ? chunkOr(multiValued, chunkAnd(changed, elsewhere))
        : chunkMinus(multiValued, chunkMinus(changed, twice(rest))),
    );
  }

  #updateOwnFacet(
    edits: BitsChange[],
    facet: string,
    value: string,
    at: number,
    become: (chunk: Chunk | null) => Chunk | null,
  ): void {
    const known = this.bits.entry(facet, value);
    const before = known ? this.bits.chunk(known.id, at) : null;
    const after = compact(become(before));
    const more = chunkMinus(after, before);
    const less = chunkMinus(before, after);
    if (!more && !less) return;
    const [set, clear] = [opsOf(more, true), opsOf(less, false)];
    const ops = set && clear ? [...set, ...clear] : null;
    edits.push({ entry: known ?? this.bits.entryToWrite(facet, value), chunk: at, before, after, ops });
  }

  /**
   * Gives leads one value of a facet in place of whatever they had, or none (null): for facets of which a lead has one, such as
   * status and owner. Inside the caller's write transaction.
   *
   * @returns the leads that changed, by the value they had before (null: none)
   */
  move(facet: LeadFacet, value: string | null, leads: LeadSet): { value: string | null; leads: LeadSet }[] {
    this.bits.sync();
    this.#noteWatched(leads);
    const known = new ValueSet(this.bits, ALL, '');
    const all = leads.and(known).frozen();
    const moved: { value: string | null; leads: LeadSet }[] = [];
    const none = all.and(new ValueSet(this.bits, MISSING, facet)).frozen();
    for (const { value: had } of [...this.bits.entriesOf(facet)]) {
      if (had === value) continue;
      const changed = this.removeFrom(facet, had, all);
      if (changed.count() > 0) moved.push({ value: had, leads: changed });
    }
    if (value === null) return moved;
    this.add(facet, value, all);
    if (none.count() > 0) moved.push({ value: null, leads: none });
    return moved;
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

  /** Gives, for one value of a facet after another (null: none), the leads that match the filter and have it. */
  narrowed(filter: LeadFilter, context: SelectContext, facet: LeadFacet): (value: string | null) => LeadSet {
    return this.#selector.narrowed(filter, context, facet);
  }

  /** The set of these leads, whether or not they are in the index. */
  setOf(ids: readonly number[]): LeadSet {
    return NamedSet.of(ids);
  }

  /**
   * Reads into memory what is asked for most, a little at a time while nothing else is to be done, so that the first question of a kind is as
   * quick as later ones. Nothing depends on it. It ends when the desk closes.
   *
   * @param first what is to be prepared before, a piece at a time
   */
  async warm(first: Iterable<void> = []): Promise<void> {
    const pieces = both(first, this.bits.warm());
    while (this.store.raw.open) {
      const until = performance.now() + WARM_MS;
      while (this.#working === 0 && performance.now() < until) if (pieces.next().done) return;
      await new Promise((resolve) => setTimeout(resolve, WARM_MS));
    }
  }

  /** Runs work that pauses now and then for other commands; in those pauses nothing is read ahead. */
  async beforeWarming<T>(work: () => Promise<T>): Promise<T> {
    this.#working++;
    try {
      return await work();
    } finally {
      this.#working--;
    }
  }

  /** Every lead of the index. */
  all(): LeadSet {
    return new ValueSet(this.bits, ALL, '');
  }

  /** Leads as the list shows them, in the order of `ids`; leads that no longer exist are left out. */
  rows(ids: readonly number[], columns: readonly LeadColumn[]): LeadRows {
    this.bits.sync();
    return readRows(this.store, this.bits, ids, columns);
  }
}

function* both(first: Iterable<void>, second: Iterable<void>): Generator<void> {
  yield* first;
  yield* second;
}

/** A change of a few leads, lead by lead; null for many. */
function opsOf(changed: Chunk | null, on: boolean): number[] | null {
  if (!changed) return [];
  return changed.n > 64 ? null : chunkPlaces(changed).map((place) => place * 2 + (on ? 1 : 0));
}

/** What is in at least two of these. */
function twice(chunks: readonly Chunk[]): Chunk | null {
  let once: Chunk | null = null;
  let more: Chunk | null = null;
  for (const chunk of chunks) {
    more = chunkOr(more, chunkAnd(once, chunk));
    once = chunkOr(once, chunk);
  }
  return more;
}
