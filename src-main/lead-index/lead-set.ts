import type { LeadBits } from './bits.ts';
import {
  CHUNK_IDS,
  type Chunk,
  chunkAnd,
  chunkHas,
  chunkMinus,
  chunkOf,
  chunkOfPlaces,
  chunkOfRange,
  chunkOr,
  chunkOrAll,
  chunkPlaces,
  chunkRank,
  countAnd,
  placeOf,
} from './chunk.ts';
import { ChunkCounts } from './chunk-counts.ts';
import { decodeChunks, encodeChunks } from './stored-chunks.ts';

export type Direction = 'ascending' | 'descending';

/**
 * A set of lead ids. Made of others it is worked out chunk by chunk when asked, so it always tells of now: a set by status
 * shrinks while that status is being taken away. What has to stay as it is while leads change is `frozen()` first.
 */
export abstract class LeadSet {
  /** Where the bits come from; null for a set that stands by itself. */
  readonly bits: LeadBits | null;
  /** The facets it depends on. */
  readonly facets: readonly string[];
  /** False when a search stopped at its cap: there are more leads than these. */
  readonly exact: boolean;
  #counts: ChunkCounts | null = null;

  constructor(bits: LeadBits | null, facets: readonly string[], exact = true) {
    this.bits = bits;
    this.facets = facets;
    this.exact = exact;
  }

  /** The leads of one chunk. For the sets themselves: others go through what first looks whether the database has changed. */
  abstract chunk(chunk: number): Chunk | null;
  /** No lead stands in a chunk above this; -1 when there is none at all. */
  abstract last(): number;
  /** About how many there are, without counting: what is rarest is looked at first. */
  abstract size(): number;
  /** How many leads of a chunk, worked out. */
  protected counted(chunk: number): number {
    return this.chunk(chunk)?.n ?? 0;
  }

  /** Uses (and fills) these counts instead of some of its own. */
  countedBy(counts: ChunkCounts): this {
    this.#counts = counts;
    return this;
  }

  protected counts(): ChunkCounts {
    this.#counts ??= new ChunkCounts();
    return this.#counts;
  }

  /** How many leads of a chunk; remembered until they change. */
  countOf(chunk: number): number {
    if (!this.bits) return this.counted(chunk);
    return this.counts().of(this.bits, this.facets, chunk, (at) => this.counted(at));
  }

  protected total(): number {
    if (this.bits) return this.counts().sum(this.bits, this.facets, this.last(), (at) => this.counted(at));
    let sum = 0;
    for (let chunk = this.last(); chunk >= 0; chunk--) sum += this.countOf(chunk);
    return sum;
  }

  /** How many leads. */
  count(): number {
    this.bits?.sync();
    return this.total();
  }

  has(id: number): boolean {
    this.bits?.sync();
    if (id < 0) return false;
    const chunk = this.chunk(chunkOf(id));
    return chunk !== null && chunkHas(chunk, placeOf(id));
  }

  /** The ids from `from` (that one included) on, at most `limit`. */
  ids(from?: number, limit = Number.MAX_SAFE_INTEGER, direction: Direction = 'ascending'): number[] {
    this.bits?.sync();
    const last = this.last();
    const up = direction === 'ascending';
    const start = from ?? (up ? 0 : (last + 1) * CHUNK_IDS - 1);
    const found: number[] = [];
    for (
      let at = up ? Math.max(0, chunkOf(start)) : Math.min(last, chunkOf(start));
      at >= 0 && at <= last;
      at += up ? 1 : -1
    ) {
      if (found.length >= limit) break;
      const chunk = this.chunk(at);
      if (!chunk) continue;
      const boundary = chunkOf(start) === at && start >= 0;
      if (up) addUp(found, chunk, at, boundary ? chunkRank(chunk, placeOf(start)) : 0, limit);
      else addDown(found, chunk, at, boundary ? rankAfter(chunk, placeOf(start)) : chunk.n, limit);
    }
    return found;
  }

  /** The ids from place `n` (0 is the first) on, at most `limit`. */
  page(n: number, limit: number, direction: Direction = 'descending'): number[] {
    this.bits?.sync();
    const found: number[] = [];
    const last = this.last();
    const up = direction === 'ascending';
    let skip = n;
    for (let at = up ? 0 : last; at >= 0 && at <= last && found.length < limit; at += up ? 1 : -1) {
      const here = this.countOf(at);
      if (skip >= here) {
        skip -= here;
        continue;
      }
      const chunk = this.chunk(at);
      if (!chunk) continue;
      if (up) addUp(found, chunk, at, skip, limit);
      else addDown(found, chunk, at, chunk.n - skip, limit);
      skip = 0;
    }
    return found;
  }

  /** The id at place `n` (0 is the first); null past the end. */
  at(n: number, direction: Direction = 'descending'): number | null {
    return this.page(n, 1, direction)[0] ?? null;
  }

  /** The place of a lead (0 is the first); null when it is not in the set. */
  placeOf(id: number, direction: Direction = 'descending'): number | null {
    this.bits?.sync();
    if (id < 0) return null;
    const at = chunkOf(id);
    const chunk = this.chunk(at);
    if (!chunk || !chunkHas(chunk, placeOf(id))) return null;
    let before = 0;
    if (direction === 'ascending') for (let other = 0; other < at; other++) before += this.countOf(other);
    else for (let other = this.last(); other > at; other--) before += this.countOf(other);
    const rank = chunkRank(chunk, placeOf(id));
    return before + (direction === 'ascending' ? rank : chunk.n - 1 - rank);
  }

  /** Its chunks with leads in them, ascending; each as it is when it is reached. */
  *chunks(): Generator<readonly [number, Chunk]> {
    this.bits?.sync();
    const last = this.last();
    for (let at = 0; at <= last; at++) {
      this.bits?.sync();
      const chunk = this.chunk(at);
      if (chunk) yield [at, chunk];
    }
  }

  and(other: LeadSet): LeadSet {
    return new AndSet([this, other]);
  }

  or(other: LeadSet): LeadSet {
    return new OrSet([this, other]);
  }

  minus(other: LeadSet): LeadSet {
    return new MinusSet(this, other);
  }

  /** The same leads, whatever happens to them from now on. */
  frozen(): LeadSet {
    return new FixedSet(new Map(this.chunks()), this.exact);
  }

  /** For a column of a table: about 2 KB for 16,384 ids, less where they are few or all. */
  toStored(): Buffer {
    return encodeChunks(this.chunks());
  }

  /** Reads what `toStored` gave. @throws Error when it is something else */
  static fromStored(stored: Uint8Array): LeadSet {
    return new FixedSet(decodeChunks(stored));
  }
}

const rankAfter = (chunk: Chunk, place: number): number => chunkRank(chunk, place) + (chunkHas(chunk, place) ? 1 : 0);

function addUp(found: number[], chunk: Chunk, at: number, from: number, limit: number): void {
  for (const place of chunkPlaces(chunk, from, limit - found.length)) found.push(at * CHUNK_IDS + place);
}

/** Adds the places below rank `below`, from the highest down. */
function addDown(found: number[], chunk: Chunk, at: number, below: number, limit: number): void {
  const from = Math.max(0, below - (limit - found.length));
  const places = chunkPlaces(chunk, from, below - from);
  for (let i = places.length - 1; i >= 0; i--) found.push(at * CHUNK_IDS + (places[i] as number));
}

const facetsOf = (sets: readonly LeadSet[]): string[] => [...new Set(sets.flatMap((set) => set.facets))];
const bitsOf = (sets: readonly LeadSet[]): LeadBits | null => sets.find((set) => set.bits)?.bits ?? null;

/** The leads that have a value. */
export class ValueSet extends LeadSet {
  readonly #from: LeadBits;
  readonly facet: string;
  readonly value: string;

  constructor(bits: LeadBits, facet: string, value: string) {
    super(bits, [facet]);
    this.#from = bits;
    this.facet = facet;
    this.value = value;
    const entry = bits.entry(facet, value);
    if (entry) bits.use(entry.id);
  }

  override chunk(chunk: number): Chunk | null {
    // Looked up each time: the value may have come (or, taken back, have gone) since this set was made.
    const entry = this.#from.entry(this.facet, this.value);
    return entry && entry.n > 0 ? this.#from.chunk(entry.id, chunk) : null;
  }

  override last(): number {
    const entry = this.#from.entry(this.facet, this.value);
    return entry && entry.n > 0 ? this.#from.lastChunk() : -1;
  }

  override size(): number {
    return this.#from.entry(this.facet, this.value)?.n ?? 0;
  }

  protected override total(): number {
    return this.size();
  }
}

export class AndSet extends LeadSet {
  readonly #sets: readonly LeadSet[];

  constructor(sets: readonly LeadSet[]) {
    super(
      bitsOf(sets),
      facetsOf(sets),
      sets.every((set) => set.exact),
    );
    this.#sets = [...sets].sort((a, b) => a.size() - b.size());
  }

  #but(n: number, chunk: number): Chunk | null {
    let both = this.#sets[0]?.chunk(chunk) ?? null;
    for (let i = 1; i < n && both; i++) both = chunkAnd(both, (this.#sets[i] as LeadSet).chunk(chunk));
    return both;
  }

  override chunk(chunk: number): Chunk | null {
    return this.#but(this.#sets.length, chunk);
  }

  protected override counted(chunk: number): number {
    const rest = this.#but(this.#sets.length - 1, chunk);
    return rest ? countAnd(rest, (this.#sets.at(-1) as LeadSet).chunk(chunk)) : 0;
  }

  override last(): number {
    return Math.min(...this.#sets.map((set) => set.last()));
  }

  override size(): number {
    return Math.min(...this.#sets.map((set) => set.size()));
  }
}

export class OrSet extends LeadSet {
  readonly #sets: readonly LeadSet[];

  constructor(sets: readonly LeadSet[]) {
    super(
      bitsOf(sets),
      facetsOf(sets),
      sets.every((set) => set.exact),
    );
    this.#sets = sets;
  }

  override chunk(chunk: number): Chunk | null {
    const found: Chunk[] = [];
    for (const set of this.#sets) {
      const here = set.chunk(chunk);
      if (here?.n === CHUNK_IDS) return here;
      if (here) found.push(here);
    }
    return chunkOrAll(found);
  }

  override last(): number {
    return Math.max(-1, ...this.#sets.map((set) => set.last()));
  }

  override size(): number {
    return this.#sets.reduce((sum, set) => sum + set.size(), 0);
  }
}

export class MinusSet extends LeadSet {
  readonly #set: LeadSet;
  readonly #without: LeadSet;

  constructor(set: LeadSet, without: LeadSet) {
    super(bitsOf([set, without]), facetsOf([set, without]), set.exact);
    this.#set = set;
    this.#without = without;
  }

  override chunk(chunk: number): Chunk | null {
    const here = this.#set.chunk(chunk);
    return here && chunkMinus(here, this.#without.chunk(chunk));
  }

  protected override counted(chunk: number): number {
    const here = this.#set.chunk(chunk);
    return here ? here.n - countAnd(here, this.#without.chunk(chunk)) : 0;
  }

  override last(): number {
    return this.#set.last();
  }

  override size(): number {
    return this.#set.size();
  }
}

/** Leads that were named, whatever happens to them. */
export class FixedSet extends LeadSet {
  readonly #chunks: ReadonlyMap<number, Chunk>;
  readonly #last: number;
  readonly #n: number;

  constructor(chunks: ReadonlyMap<number, Chunk>, exact = true) {
    super(null, [], exact);
    this.#chunks = chunks;
    let last = -1;
    let n = 0;
    for (const [at, chunk] of chunks) {
      if (at > last) last = at;
      n += chunk.n;
    }
    this.#last = last;
    this.#n = n;
  }

  /** These ids, in any order. */
  static of(ids: readonly number[], exact = true): FixedSet {
    const places = new Map<number, number[]>();
    for (const id of ids) {
      if (!Number.isSafeInteger(id) || id < 0) continue;
      const known = places.get(chunkOf(id));
      if (known) known.push(placeOf(id));
      else places.set(chunkOf(id), [placeOf(id)]);
    }
    const chunks = new Map<number, Chunk>();
    for (const [at, here] of [...places].sort(([a], [b]) => a - b)) {
      const chunk = chunkOfPlaces(here);
      if (chunk) chunks.set(at, chunk);
    }
    return new FixedSet(chunks, exact);
  }

  override chunk(chunk: number): Chunk | null {
    return this.#chunks.get(chunk) ?? null;
  }

  override last(): number {
    return this.#last;
  }

  override size(): number {
    return this.#n;
  }

  protected override total(): number {
    return this.#n;
  }
}

/** What of a set lies between two ids, both included. The chunks in between keep the counts of the set itself. */
export class BoundedSet extends LeadSet {
  readonly #set: LeadSet;
  readonly #from: number;
  readonly #to: number;

  constructor(set: LeadSet, from: number, to: number) {
    super(set.bits, set.facets, set.exact);
    this.#set = set;
    this.#from = Math.max(0, from);
    this.#to = to;
  }

  /** The part of a chunk inside the bounds; undefined for all of it. */
  #part(chunk: number): Chunk | null | undefined {
    const first = chunk * CHUNK_IDS;
    const end = first + CHUNK_IDS - 1;
    if (this.#from <= first && this.#to >= end) return undefined;
    if (this.#from > end || this.#to < first) return null;
    return chunkOfRange(Math.max(0, this.#from - first), Math.min(end, this.#to) - first);
  }

  override chunk(chunk: number): Chunk | null {
    const part = this.#part(chunk);
    if (part === null) return null;
    const here = this.#set.chunk(chunk);
    return part === undefined ? here : chunkAnd(here, part);
  }

  override countOf(chunk: number): number {
    const part = this.#part(chunk);
    if (part === null) return 0;
    return part === undefined ? this.#set.countOf(chunk) : countAnd(this.#set.chunk(chunk), part);
  }

  protected override total(): number {
    let sum = 0;
    for (let chunk = chunkOf(this.#from); chunk <= this.last(); chunk++) sum += this.countOf(chunk);
    return sum;
  }

  override last(): number {
    return this.#from > this.#to ? -1 : Math.min(this.#set.last(), chunkOf(this.#to));
  }

  override size(): number {
    return Math.min(this.#set.size(), Math.max(0, this.#to - this.#from + 1));
  }
}

/** A set whose chunks are worked out once, and again when leads change: for one that many others are made of. */
export class MemoSet extends LeadSet {
  readonly #set: LeadSet;
  #chunks: (Chunk | null | undefined)[] = [];
  #at = -1;

  constructor(set: LeadSet) {
    super(set.bits, set.facets, set.exact);
    this.#set = set;
  }

  override chunk(chunk: number): Chunk | null {
    const seq = this.bits?.seq ?? 0;
    if (seq !== this.#at) this.#chunks = [];
    this.#at = seq;
    let known = this.#chunks[chunk];
    if (known === undefined) {
      known = this.#set.chunk(chunk);
      this.#chunks[chunk] = known;
    }
    return known;
  }

  override countOf(chunk: number): number {
    return this.#set.countOf(chunk);
  }

  protected override total(): number {
    return this.#set.count();
  }

  override last(): number {
    return this.#set.last();
  }

  override size(): number {
    return this.#set.size();
  }
}

/** The union of two sets of named leads, as a set of named leads. */
export function merged(a: LeadSet, b: LeadSet): LeadSet {
  const chunks = new Map(a.chunks());
  for (const [at, chunk] of b.chunks()) {
    const both = chunkOr(chunks.get(at) ?? null, chunk);
    if (both) chunks.set(at, both);
  }
  return new FixedSet(chunks, a.exact && b.exact);
}
