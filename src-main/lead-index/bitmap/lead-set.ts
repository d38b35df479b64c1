import type { BitmapSource } from './bitmap-source.ts';
import { addDescending, CHUNK_IDS, type Chunk, chunkHas, chunkOf, chunkPlaces, chunkRank, placeOf } from './chunk.ts';
import { ChunkCounts } from './chunk-counts.ts';
import { chunkAnd, chunkMinus, chunkOr, chunkOrAll, countAll, countAnd } from './combine-chunks.ts';
import { SortedIds } from './sorted-ids.ts';
import { decodeChunks, encodeChunks } from './stored-chunks.ts';

export type Direction = 'ascending' | 'descending';

/**
 * A set of lead ids. A set that is made of others is computed chunk by chunk when it is asked, so it always describes the present: a set by
 * status shrinks while that status is being taken away. A set that has to stay the same while leads change is `frozen()` first.
 */
export abstract class LeadSet {
  /** Where the bits come from; null for a set of fixed ids. */
  readonly bits: BitmapSource | null;
  /** The facets it depends on. */
  readonly facets: readonly string[];
  /** False when a search stopped at its cap: there are more leads than these. */
  readonly exact: boolean;
  #counts: ChunkCounts | null = null;
  readonly #counted = (chunk: number): number => this.counted(chunk);

  constructor(bits: BitmapSource | null, facets: readonly string[], exact = true) {
    this.bits = bits;
    this.facets = facets;
    this.exact = exact;
  }

  /** The leads of one chunk, without `sync`: the public methods below call that first. */
  abstract chunk(chunk: number): Chunk | null;
  /** No lead is in a chunk above this one; -1 when the set is empty. */
  abstract last(): number;
  /** About how many leads there are, without counting, by which the smallest set is asked first. */
  abstract size(): number;
  /** Counts the leads of a chunk. */
  protected counted(chunk: number): number {
    return this.chunk(chunk)?.n ?? 0;
  }

  /** Makes the set use (and fill) these counts instead of its own. */
  countedBy(counts: ChunkCounts): this {
    this.#counts = counts;
    return this;
  }

  protected counts(): ChunkCounts {
    this.#counts ??= new ChunkCounts();
    return this.#counts;
  }

  /** How many leads a chunk has; remembered until they change. */
  countOf(chunk: number): number {
    if (!this.bits) return this.counted(chunk);
    return this.counts().of(this.bits, this.facets, chunk, this.#counted);
  }

  protected total(): number {
    if (this.bits) return this.counts().sum(this.bits, this.facets, this.last(), this.#counted);
    let sum = 0;
    for (let chunk = this.last(); chunk >= 0; chunk--) sum += this.countOf(chunk);
    return sum;
  }

  /** How many leads the set has. */
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

  /** Those of `ids` that are in the set, in the order given. */
  among(ids: readonly number[]): number[] {
    this.bits?.sync();
    return ids.filter((id) => {
      const chunk = this.chunk(chunkOf(id));
      return chunk !== null && chunkHas(chunk, placeOf(id));
    });
  }

  /** The ids from `from` on (included), at most `limit`. */
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
      if (up) addAscending(found, chunk, at, boundary ? chunkRank(chunk, placeOf(start)) : 0, limit);
      else
        addDescending(found, chunk, at * CHUNK_IDS, limit, boundary ? chunk.n - rankAfter(chunk, placeOf(start)) : 0);
    }
    return found;
  }

  /** The ids from place `n` on (0 is the first), at most `limit`. */
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
      if (up) addAscending(found, chunk, at, skip, limit);
      else addDescending(found, chunk, at * CHUNK_IDS, limit, skip);
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

  /** The chunks that have leads, ascending; each as it is when the iteration reaches it. */
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

  /** The leads that are in the set now, as a set that does not change. */
  frozen(): LeadSet {
    return new FixedSet(new Map(this.chunks()), this.exact);
  }

  /** The set as bytes, to be stored: about 2 KB for 16,384 ids, less where few or all of them are in it. */
  toStored(): Buffer {
    return encodeChunks(this.chunks());
  }

  /** Reads what `toStored` gave. @throws Error when it is something else */
  static fromStored(stored: Uint8Array): LeadSet {
    return new FixedSet(decodeChunks(stored));
  }
}

const rankAfter = (chunk: Chunk, place: number): number => chunkRank(chunk, place) + (chunkHas(chunk, place) ? 1 : 0);

function addAscending(found: number[], chunk: Chunk, at: number, from: number, limit: number): void {
  for (const place of chunkPlaces(chunk, from, limit - found.length)) found.push(at * CHUNK_IDS + place);
}

const facetsOf = (sets: readonly LeadSet[]): string[] => [...new Set(sets.flatMap((set) => set.facets))];
const bitsOf = (sets: readonly LeadSet[]): BitmapSource | null => sets.find((set) => set.bits)?.bits ?? null;

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

  override chunk(chunk: number): Chunk | null {
    let both = this.#sets[0]?.chunk(chunk) ?? null;
    for (let i = 1; i < this.#sets.length && both; i++) both = chunkAnd(both, (this.#sets[i] as LeadSet).chunk(chunk));
    return both;
  }

  protected override counted(chunk: number): number {
    const [first, second] = this.#sets;
    if (first && second && this.#sets.length === 2) {
      const here = first.chunk(chunk);
      return here ? countAnd(here, second.chunk(chunk)) : 0;
    }
    const chunks: Chunk[] = [];
    for (const set of this.#sets) {
      const here = set.chunk(chunk);
      if (!here) return 0;
      if (here.n < CHUNK_IDS) chunks.push(here);
    }
    return chunks.length === 0 ? CHUNK_IDS : countAll(chunks);
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

/** A set of fixed ids, as chunks. */
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

/** A set of fixed ids, as sorted ids: for few of them. */
export class NamedSet extends LeadSet {
  readonly #ids: SortedIds;

  private constructor(ids: SortedIds, exact: boolean) {
    super(null, [], exact);
    this.#ids = ids;
  }

  /** A set of these ids, in any order, duplicates allowed; numbers that can't be ids are left out. */
  static of(ids: readonly number[], exact = true): NamedSet {
    return new NamedSet(SortedIds.of(ids), exact);
  }

  override chunk(chunk: number): Chunk | null {
    return this.#ids.chunk(chunk);
  }

  protected override counted(chunk: number): number {
    return this.#ids.countOf(chunk);
  }

  override last(): number {
    return this.#ids.last;
  }

  override size(): number {
    return this.#ids.count;
  }

  protected override total(): number {
    return this.#ids.count;
  }
}

/** The union of two sets, as a set of fixed ids. */
export function merged(a: LeadSet, b: LeadSet): LeadSet {
  const chunks = new Map(a.chunks());
  for (const [at, chunk] of b.chunks()) {
    const both = chunkOr(chunks.get(at) ?? null, chunk);
    if (both) chunks.set(at, both);
  }
  return new FixedSet(chunks, a.exact && b.exact);
}
