import type { Store } from '../../db/store.ts';
import { applyOps, type Chunk, chunkBytes, decodeChunk, encodeChunk } from '../bitmap/chunk.ts';
import { type Joined, joinedSql, splitJoined } from '../bitmap/joined-chunks.ts';
import { logged, readLogged } from '../bitmap/logged-changes.ts';
import { slabMemory } from '../bitmap/slab-memory.ts';
import { type ChunkOfValue, IndexRevision } from './index-revision.ts';

/** Row ids of `lead_bits` leave this much room for chunk numbers. */
export const CHUNKS_A_VALUE = 2 ** 20;
/** A value's chunks are read one by one until this many were missed, then in neighbourhoods of `NEIGHBOURS`. */
const MISSES_ALONE = 2;
const NEIGHBOURS = 64;
/** What is kept in memory at most, bytes: all there is at five million leads. */
const CACHE_BYTES = 160 * 1024 * 1024;

const NEIGHBOURS_SQL = joinedSql('SELECT id AS key, n, bits FROM lead_bits WHERE id >= ? AND id < ? ORDER BY id');

/** The facet whose one value, an empty text, every lead of the index has. */
export const ALL = 'all';

/** A value of a facet, as the dictionary has it. */
export interface Entry {
  readonly id: number;
  readonly facet: string;
  readonly value: string;
  /** How many leads have it. */
  n: number;
}

interface Cached {
  /** By chunk number: null is known to be empty, undefined is not known. */
  readonly chunks: (Chunk | null | undefined)[];
  bytes: number;
  misses: number;
}

/** One change of a chunk. */
export interface BitsChange {
  readonly entry: Entry;
  readonly chunk: number;
  readonly before: Chunk | null;
  readonly after: Chunk | null;
  /** The same change lead by lead, as `applyOps` has it; null when many leads change. */
  readonly ops: readonly number[] | null;
}

/** A chunk that is not as its row in `lead_bits` says. */
interface Dirty {
  readonly entry: Entry;
  readonly chunk: number;
  readonly state: Chunk | null;
}

/** Changes of at most so many leads and values are logged; with more at once, or together, the chunks themselves are written. */
const LOGGED_AT_ONCE = 5_000;
const LOGGED_AT_MOST = 50_000;

/**
 * The tables `lead_facet_value` and `lead_bits`, with a bounded memory of what was read.
 *
 * What was read is as old as the `IndexRevision` says: it follows the database, also through a rollback.
 *
 * A page of a hundred leads changes some hundred chunks by a bit or two each. Such small changes are written to `lead_bits_log`,
 * one row a batch, and wait in memory until there are enough to be worth writing the chunks.
 */
export class LeadBits {
  readonly #store: Store;
  readonly #revision: IndexRevision;
  readonly #capacity: number;
  #entries = new Map<string, Map<string, Entry>>();
  /** Least recently used first. */
  readonly #cache = new Map<number, Cached>();
  #bytes = 0;
  /** By value id and chunk number: what the log says, added to the rows. */
  readonly #dirty = new Map<number, Map<number, Dirty>>();
  #logged = 0;
  #last = -1;

  constructor(store: Store, capacity: number = CACHE_BYTES) {
    this.#store = store;
    this.#revision = new IndexRevision(store);
    this.#capacity = capacity;
  }

  /** See `IndexRevision`. */
  get revision(): number {
    return this.#revision.now;
  }

  /** The revision at which a chunk of a facet changed last. */
  changedAt(facet: string, chunk: number): number {
    return this.#revision.changedAt(facet, chunk);
  }

  /** See `IndexRevision`. */
  leadsChangedSince(revision: number): ReadonlySet<number> | null {
    return this.#revision.leadsChangedSince(revision);
  }

  /** Brings the memory in line with the database. Called before whatever reads: 1 µs. */
  sync(): void {
    const rolledBack = this.#revision.sync();
    if (rolledBack === null) return;
    if (rolledBack === 'everything') {
      this.#cache.clear();
      this.#bytes = 0;
    } else for (const { entry, chunk } of rolledBack) this.#keep(entry.id, chunk, undefined);
    this.#readEntries();
    this.#readLog();
  }

  /** What was logged since the chunks were written last. */
  #readLog(): void {
    this.#dirty.clear();
    this.#logged = 0;
    const rows = this.#store.prepare<[], Buffer>('SELECT changes FROM lead_bits_log ORDER BY id').pluck().all();
    if (rows.length === 0) return;
    const byId = new Map([...this.everyEntry()].map((entry) => [entry.id, entry]));
    for (const row of rows) {
      for (const [valueId, chunk, ops] of readLogged(row)) {
        const entry = byId.get(valueId);
        if (!entry) throw new Error(`The log of the lead index tells of a value ${valueId} that is not there.`);
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
    const rows = this.#store.prepare<[], Entry>('SELECT id, facet, value, n FROM lead_facet_value').all();
    for (const row of rows) this.#remember(row);
    const all = this.entry(ALL, '');
    if (!all) return;
    const base = all.id * CHUNKS_A_VALUE;
    const highest = this.#store
      .prepare<[number, number], number | null>('SELECT max(id) FROM lead_bits WHERE id >= ? AND id < ?')
      .pluck()
      .get(base, base + CHUNKS_A_VALUE);
    this.#last = Math.max(this.#last, (highest ?? base - 1) - base);
  }

  #remember(entry: Entry): void {
    const values = this.#entries.get(entry.facet);
    if (values) values.set(entry.value, entry);
    else this.#entries.set(entry.facet, new Map([[entry.value, entry]]));
  }

  /** The dictionary's entry of a value, if any lead ever had it. Good until the next `sync`. */
  entry(facet: string, value: string): Entry | undefined {
    return this.#entries.get(facet)?.get(value);
  }

  /** The same, made where there is none. Inside a write transaction. */
  entryToWrite(facet: string, value: string): Entry {
    const known = this.entry(facet, value);
    if (known) return known;
    // A dictionary that grew has to be read again when the transaction comes to nothing, even if no bit was set.
    this.#revision.advance({});
    const { lastInsertRowid } = this.#store
      .prepare('INSERT INTO lead_facet_value (facet, value, n) VALUES (?, ?, 0)')
      .run(facet, value);
    const entry = { id: Number(lastInsertRowid), facet, value, n: 0 };
    this.#remember(entry);
    return entry;
  }

  /** Every value of a facet that some lead has, in no order. */
  *entriesOf(facet: string): Generator<Entry> {
    for (const entry of this.#entries.get(facet)?.values() ?? []) if (entry.n > 0) yield entry;
  }

  /** Every value of every facet, those of no lead too. */
  *everyEntry(): Generator<Entry> {
    for (const values of this.#entries.values()) yield* values.values();
  }

  /** No lead stands in a chunk above this; -1 before the first lead. */
  lastChunk(): number {
    return this.#last;
  }

  /** The leads of a chunk that have a value. */
  chunk(valueId: number, chunk: number): Chunk | null {
    const dirty = this.#dirty.get(valueId)?.get(chunk);
    return dirty ? dirty.state : this.#stored(valueId, chunk);
  }

  #stored(valueId: number, chunk: number): Chunk | null {
    const cached = this.#cache.get(valueId);
    const known = cached?.chunks[chunk];
    if (known !== undefined) return known;
    if (cached && cached.misses >= MISSES_ALONE) return this.#readNeighbours(valueId, chunk, cached);
    const row = this.#store
      .prepare<[number], [number, Buffer]>('SELECT n, bits FROM lead_bits WHERE id = ?')
      .raw()
      .get(valueId * CHUNKS_A_VALUE + chunk) as [number, Buffer] | undefined;
    const read = row ? decodeChunk(row[0], row[1]) : null;
    this.#keep(valueId, chunk, read);
    const kept = this.#cache.get(valueId);
    if (kept) kept.misses++;
    return read;
  }

  #readNeighbours(valueId: number, wanted: number, cached: Cached): Chunk | null {
    const first = wanted - (wanted % NEIGHBOURS);
    const base = valueId * CHUNKS_A_VALUE;
    const joined = this.#store
      .prepare<[number, number], Joined>(NEIGHBOURS_SQL)
      .raw()
      .get(base + first, base + first + NEIGHBOURS) as Joined;
    const read = splitJoined(joined, slabMemory(joined[2]?.byteLength ?? 0));
    const { chunks } = cached;
    for (let chunk = first; chunk < first + NEIGHBOURS; chunk++) {
      if (chunks[chunk] !== undefined) continue;
      const here = read.get(base + chunk) ?? null;
      chunks[chunk] = here;
      const bytes = here ? chunkBytes(here) : 8;
      cached.bytes += bytes;
      this.#bytes += bytes;
    }
    this.use(valueId);
    return chunks[wanted] ?? null;
  }

  /** Reads what most leads have into memory, some 0.2 ms at a time, until it is three quarters full. */
  *warm(): Generator<void> {
    this.sync();
    const entries = [...this.everyEntry()].filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
    for (const { id } of entries) {
      if (this.#bytes > this.#capacity * 0.75) return;
      yield* this.reading(id);
    }
  }

  /** Reads who has a value into memory, some 0.2 ms at a time. */
  *reading(valueId: number): Generator<void> {
    for (let chunk = 0; chunk <= this.#last; chunk += NEIGHBOURS) {
      yield;
      this.sync();
      const cached = this.#cache.get(valueId) ?? { chunks: [], bytes: 0, misses: 0 };
      this.#cache.set(valueId, cached);
      if (cached.chunks[chunk] === undefined) this.#readNeighbours(valueId, chunk, cached);
    }
  }

  /** Forgets what was read, which is read again when it is asked for. What waits to be written stays. */
  forgetRead(): void {
    this.#cache.clear();
    this.#bytes = 0;
  }

  /** Notes that a value is in use: what has not been used for longest is forgotten first. */
  use(valueId: number): void {
    const cached = this.#cache.get(valueId);
    if (!cached) return;
    this.#cache.delete(valueId);
    this.#cache.set(valueId, cached);
    for (const [id, oldest] of this.#cache) {
      if (this.#bytes <= this.#capacity || id === valueId) break;
      this.#cache.delete(id);
      this.#bytes -= oldest.bytes;
    }
  }

  #keep(valueId: number, chunk: number, what: Chunk | null | undefined): void {
    let cached = this.#cache.get(valueId);
    if (!cached) {
      if (what === undefined) return;
      cached = { chunks: [], bytes: 0, misses: 0 };
      this.#cache.set(valueId, cached);
    }
    const old = cached.chunks[chunk];
    const bytes = (what ? chunkBytes(what) : 8) - (old ? chunkBytes(old) : old === null ? 8 : 0);
    cached.chunks[chunk] = what;
    cached.bytes += bytes;
    this.#bytes += bytes;
    if (this.#bytes > this.#capacity) this.use(valueId);
  }

  /** Takes values out of the dictionary that no lead has any more. Inside the caller's write transaction, after `sync`. */
  dropUnused(): void {
    this.#revision.advance({});
    this.#store.prepare('DELETE FROM lead_facet_value WHERE n = 0').run();
    this.#readEntries();
  }

  /**
   * Writes changes. Inside the caller's write transaction, after `sync`.
   *
   * @param leads those that may have another place in an order now
   * @throws Error outside of a transaction
   */
  write(changes: readonly BitsChange[], leads: readonly number[] = []): void {
    if (changes.length > 0) this.#change(changes, leads, false);
    else if (leads.length > 0) this.#revision.advance({ leads });
  }

  /** Begins a new revision: what is kept of leads beside the bits has changed. Inside the caller's write transaction, after `sync`. */
  advance(leads: readonly number[]): void {
    this.#revision.advance({ leads });
  }

  /** Writes every chunk that is only in the log so far, and empties the log. Inside the caller's write transaction, after `sync`. */
  fold(): void {
    if (this.#logged > 0) this.#change([], [], true);
  }

  #change(changes: readonly BitsChange[], leads: readonly number[], fold: boolean): void {
    let ops = 0;
    for (const change of changes) ops += change.ops?.length ?? LOGGED_AT_ONCE;
    const log = !fold && ops < LOGGED_AT_ONCE && this.#logged + ops < LOGGED_AT_MOST;
    const chunks: ChunkOfValue[] = [...changes];
    if (!log) for (const dirty of this.#dirty.values()) chunks.push(...dirty.values());
    this.#revision.advance({ chunks, leads });
    try {
      for (const { entry, chunk, before, after } of changes) {
        entry.n += (after?.n ?? 0) - (before?.n ?? 0);
        this.#markDirty({ entry, chunk, state: after });
      }
      if (log) {
        this.#store.prepare<[Buffer]>('INSERT INTO lead_bits_log (changes) VALUES (?)').run(logged(changes));
        this.#logged += ops;
      } else this.#writeDirty();
    } catch (error) {
      // Whether or not the caller rolls back: nothing in memory is trusted any more.
      this.#revision.distrust();
      throw error;
    }
  }

  #writeDirty(): void {
    const put = this.#store.prepare<[number, number, Buffer]>(
      'INSERT INTO lead_bits (id, n, bits) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET n = excluded.n, bits = excluded.bits',
    );
    const remove = this.#store.prepare<[number]>('DELETE FROM lead_bits WHERE id = ?');
    const count = this.#store.prepare<[number, number]>('UPDATE lead_facet_value SET n = ? WHERE id = ?');
    for (const [valueId, chunks] of this.#dirty) {
      let n = 0;
      for (const { entry, chunk, state } of chunks.values()) {
        const id = valueId * CHUNKS_A_VALUE + chunk;
        if (state) put.run(id, state.n, encodeChunk(state));
        else remove.run(id);
        this.#keep(valueId, chunk, state);
        n = entry.n;
      }
      count.run(n, valueId);
    }
    if (this.#logged > 0) this.#store.prepare('DELETE FROM lead_bits_log').run();
    this.#dirty.clear();
    this.#logged = 0;
  }
}
