import type { Store } from '../../db/store.ts';
import { applyOps, type Chunk, chunkBytes } from '../bitmap/chunk.ts';
import { logged, readLogged } from '../bitmap/logged-changes.ts';
import {
  appendToLog,
  type Entry,
  emptyLog,
  highestChunk,
  insertValue,
  readChunks,
  readLog,
  readValues,
  removeUnusedValues,
  setValueCount,
  writeChunk,
} from './bit-rows.ts';
import { IndexRevision } from './index-revision.ts';

/** The number of a value's chunks that are read together, which takes about 50 µs. */
const TOGETHER = 16;
/** The most memory used for the cache, bytes: enough for everything at five million leads. */
const CACHE_BYTES = 160 * 1024 * 1024;

/** The facet whose only value, an empty text, every lead of the index has. */
export const ALL = 'all';

/** One change of a chunk. */
export interface BitsChange {
  readonly entry: Entry;
  readonly chunk: number;
  readonly before: Chunk | null;
  readonly after: Chunk | null;
  /** The same change lead by lead, in the form of `applyOps`; null if many leads change. */
  readonly ops: readonly number[] | null;
}

/** A chunk that differs from its row in `lead_bits`. */
interface Dirty {
  readonly entry: Entry;
  readonly chunk: number;
  readonly state: Chunk | null;
}

/** Changes of at most this many leads and values are logged. If there are more at once, or in total, the chunks themselves are written. */
const LOGGED_AT_ONCE = 5_000;
const LOGGED_AT_MOST = 50_000;

/**
 * The tables `lead_facet_value` and `lead_bits`, with a bounded cache.
 *
 * The cache has an `IndexRevision`, so that it follows the database, including rollbacks.
 *
 * A page of a hundred leads changes about a hundred chunks by one or two bits each. Such small changes are written to `lead_bits_log`, one
 * row per batch, and stay in memory until there are enough to be worth writing the chunks.
 */
export class LeadBits {
  readonly #store: Store;
  readonly #revision: IndexRevision;
  #entries = new Map<string, Map<string, Entry>>();
  /** By value id and chunk number: null means empty, undefined means unknown. */
  readonly #read = new Map<number, (Chunk | null | undefined)[]>();
  #bytesRead = 0;
  /** By value id and chunk number: the rows with the changes in the log. */
  readonly #dirty = new Map<number, Map<number, Dirty>>();
  #logged = 0;
  #last = -1;

  constructor(store: Store) {
    this.#store = store;
    this.#revision = new IndexRevision(store);
  }

  /** See `IndexRevision`. */
  get revision(): number {
    return this.#revision.now;
  }

  /** See `IndexRevision`. */
  leadsChangedSince(revision: number): ReadonlySet<number> | null {
    return this.#revision.leadsChangedSince(revision);
  }

  /** Updates the cache to the database. It is called before anything is read, and takes 1 µs. */
  sync(): void {
    if (!this.#revision.sync()) return;
    this.forgetRead();
    this.#readEntries();
    this.#readLog();
  }

  /** Reads what was logged since the chunks were last written. */
  #readLog(): void {
    this.#dirty.clear();
    this.#logged = 0;
    const rows = readLog(this.#store);
    if (rows.length === 0) return;
    const byId = new Map([...this.everyEntry()].map((entry) => [entry.id, entry]));
    for (const row of rows) {
      for (const [valueId, chunk, ops] of readLogged(row)) {
        const entry = byId.get(valueId);
        if (!entry) throw new Error(`The log of the lead index has a value ${valueId} that does not exist.`);
        const before = this.chunk(valueId, chunk);
        const after = applyOps(before, ops);
        entry.n += (after?.n ?? 0) - (before?.n ?? 0);
        this.#markDirty({ entry, chunk, state: after });
        this.#logged += ops.length;
      }
    }
  }

  #markDirty(dirty: Dirty): void {
    const { entry, chunk } = dirty;
    const known = this.#dirty.get(entry.id);
    if (known) known.set(chunk, dirty);
    else this.#dirty.set(entry.id, new Map([[chunk, dirty]]));
    if (chunk > this.#last) this.#last = chunk;
  }

  #readEntries(): void {
    this.#entries = new Map();
    for (const row of readValues(this.#store)) this.#remember(row);
    const all = this.entry(ALL, '');
    if (all) this.#last = Math.max(this.#last, highestChunk(this.#store, all.id));
  }

  #remember(entry: Entry): void {
    const values = this.#entries.get(entry.facet);
    if (values) values.set(entry.value, entry);
    else this.#entries.set(entry.facet, new Map([[entry.value, entry]]));
  }

  /** The dictionary's entry of a value, if any lead ever had it. Valid until the next `sync`. */
  entry(facet: string, value: string): Entry | undefined {
    return this.#entries.get(facet)?.get(value);
  }

  /** The same, created if it doesn't exist. In a write transaction. */
  entryToWrite(facet: string, value: string): Entry {
    const known = this.entry(facet, value);
    if (known) return known;
    // If the transaction is rolled back, the dictionary must be read again, even if no bit was set.
    this.#revision.advance();
    const entry = { id: insertValue(this.#store, facet, value), facet, value, n: 0 };
    this.#remember(entry);
    return entry;
  }

  /** Every value of a facet that some lead has, in no particular order. */
  *entriesOf(facet: string): Generator<Entry> {
    for (const entry of this.#entries.get(facet)?.values() ?? []) if (entry.n > 0) yield entry;
  }

  /** Every value of every facet, including those that no lead has. */
  *everyEntry(): Generator<Entry> {
    for (const values of this.#entries.values()) yield* values.values();
  }

  /** The highest chunk with leads; -1 if there are no leads. */
  lastChunk(): number {
    return this.#last;
  }

  /** The leads of a chunk that have a value. */
  chunk(valueId: number, chunk: number): Chunk | null {
    const dirty = this.#dirty.get(valueId)?.get(chunk);
    return dirty ? dirty.state : this.#stored(valueId, chunk);
  }

  #stored(valueId: number, chunk: number): Chunk | null {
    const known = this.#read.get(valueId)?.[chunk];
    return known === undefined ? this.#readTogether(valueId, chunk) : known;
  }

  /** Reads a chunk with its neighbors, which are usually needed next. */
  #readTogether(valueId: number, wanted: number): Chunk | null {
    if (this.#bytesRead > CACHE_BYTES) this.forgetRead();
    const chunks = this.#read.get(valueId) ?? [];
    this.#read.set(valueId, chunks);
    const first = wanted - (wanted % TOGETHER);
    const rows = readChunks(this.#store, valueId, first, TOGETHER);
    for (let at = first; at < first + TOGETHER; at++) chunks[at] = null;
    for (const [at, read] of rows) {
      chunks[at] = read;
      this.#bytesRead += chunkBytes(read);
    }
    return chunks[wanted] ?? null;
  }

  /** Reads the values that most leads have into memory, about 0.1 ms at a time, until the cache is three quarters full. */
  *warm(): Generator<void> {
    this.sync();
    const entries = [...this.everyEntry()].filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
    for (const { id } of entries) {
      for (let chunk = 0; chunk <= this.#last; chunk += TOGETHER) {
        if (this.#bytesRead > CACHE_BYTES * 0.75) return;
        this.sync();
        this.#stored(id, chunk);
        yield;
      }
    }
  }

  /** Empties the cache, which is filled again when needed. Pending changes are kept. */
  forgetRead(): void {
    this.#read.clear();
    this.#bytesRead = 0;
  }

  /** Deletes values that no lead has any more from the dictionary. In the caller's write transaction, after `sync`. */
  dropUnused(): void {
    this.#revision.advance();
    removeUnusedValues(this.#store);
    this.#readEntries();
  }

  /**
   * Writes changes. In the caller's write transaction, after `sync`.
   *
   * @param leads those that may have another place in an order now
   * @throws Error outside of a transaction
   */
  write(changes: readonly BitsChange[], leads: readonly number[] = []): void {
    if (changes.length > 0) this.#change(changes, leads, false);
    else if (leads.length > 0) this.#revision.advance(leads);
  }

  /** Starts a new revision, because other data of leads has changed. In the caller's write transaction, after `sync`. */
  advance(leads: readonly number[]): void {
    this.#revision.advance(leads);
  }

  /** Writes every chunk that is only in the log so far, and empties the log. In the caller's write transaction, after `sync`. */
  fold(): void {
    if (this.#logged > 0) this.#change([], [], true);
  }

  #change(changes: readonly BitsChange[], leads: readonly number[], fold: boolean): void {
    let ops = 0;
    for (const change of changes) ops += change.ops?.length ?? LOGGED_AT_ONCE;
    const log = !fold && ops < LOGGED_AT_ONCE && this.#logged + ops < LOGGED_AT_MOST;
    this.#revision.advance(leads);
    try {
      for (const { entry, chunk, before, after } of changes) {
        entry.n += (after?.n ?? 0) - (before?.n ?? 0);
        this.#markDirty({ entry, chunk, state: after });
      }
      if (log) {
        appendToLog(this.#store, logged(changes));
        this.#logged += ops;
      } else this.#writeDirty();
    } catch (error) {
      // Whether or not the caller rolls back, the cache is read again.
      this.#revision.distrust();
      throw error;
    }
  }

  #writeDirty(): void {
    for (const [valueId, chunks] of this.#dirty) {
      let n = 0;
      for (const { entry, chunk, state } of chunks.values()) {
        writeChunk(this.#store, valueId, chunk, state);
        const known = this.#read.get(valueId);
        if (known) known[chunk] = state;
        n = entry.n;
      }
      setValueCount(this.#store, valueId, n);
    }
    if (this.#logged > 0) emptyLog(this.#store);
    this.#dirty.clear();
    this.#logged = 0;
  }
}
