import type { BitmapSource } from './bitmap-source.ts';
import {
  CHUNK_IDS,
  type Chunk,
  chunkHas,
  chunkOf,
  chunkOfPlaces,
  chunkOfRange,
  chunkRank,
  listOf,
  placeOf,
} from './chunk.ts';
import { chunkAnd, chunkMinus, chunkOrAll, countAnd } from './combine-chunks.ts';

export type Direction = 'ascending' | 'descending';

/**
 * A set of lead ids. A set that is made of others is computed chunk by chunk when it is read, so it always describes the present: a set by
 * status shrinks while that status is being removed. If a set has to stay the same while leads change, its `frozen()` copy is used.
 */
export abstract class LeadSet {
  /** Where the bits come from; null for a set of fixed ids. */
  readonly bits: BitmapSource | null;
  /** False if a search stopped at its limit, so that there are more leads than these. */
  readonly exact: boolean;
  /** By chunk number, for one revision of the bits. */
  #counts: number[] = [];
  #countedAt = -1;

  constructor(bits: BitmapSource | null, exact = true) {
    this.bits = bits;
    this.exact = exact;
  }

  /** The leads of one chunk, without `sync`: the public methods below call that first. */
  abstract chunk(chunk: number): Chunk | null;
  /** No lead is in a chunk above this one; -1 when the set is empty. */
  abstract last(): number;
  /** The approximate number of leads, without counting, so that the smallest set is read first. */
  abstract size(): number;
  /** Counts the leads of a chunk. */
  protected counted(chunk: number): number {
    return this.chunk(chunk)?.n ?? 0;
  }

  /** The number of leads in a chunk, cached until the index has another revision. */
  countOf(chunk: number): number {
    const revision = this.bits?.revision ?? 0;
    if (revision !== this.#countedAt) this.#counts = [];
    this.#countedAt = revision;
    let n = this.#counts[chunk];
    if (n === undefined) {
      n = this.counted(chunk);
      this.#counts[chunk] = n;
    }
    return n;
  }

  protected total(): number {
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
    return this.among([id]).length > 0;
  }

  /** Those of `ids` that are in the set, in the order given. */
  among(ids: readonly number[]): number[] {
    this.bits?.sync();
    return ids.filter((id) => {
      const chunk = id < 0 ? null : this.chunk(chunkOf(id));
      return chunk !== null && chunkHas(chunk, placeOf(id));
    });
  }

  /** The numbers of all chunks in a direction. */
  #numbers(direction: Direction): number[] {
    const all = Array.from({ length: this.last() + 1 }, (_, at) => at);
    return direction === 'ascending' ? all : all.reverse();
  }

  /** Ids of one chunk in a direction, without the first `skip`. */
  #idsOf(at: number, direction: Direction, skip: number, limit: number): number[] {
    const chunk = this.chunk(at);
    if (!chunk) return [];
    const places = listOf(chunk);
    const up = direction === 'ascending';
    const end = Math.max(0, chunk.n - skip);
    const some = up ? places.subarray(skip, skip + limit) : places.subarray(Math.max(0, end - limit), end);
    const ids = Array.from(some, (place) => at * CHUNK_IDS + place);
    return up ? ids : ids.reverse();
  }

  /** How many ids of a chunk come before an id in a direction. */
  #before(at: number, direction: Direction, id: number): number {
    const chunk = this.chunk(at);
    if (!chunk || chunkOf(id) !== at) return 0;
    return direction === 'ascending' ? chunkRank(chunk, placeOf(id)) : chunk.n - chunkRank(chunk, placeOf(id) + 1);
  }

  /** The ids from `from` on (included), at most `limit`. */
  ids(from?: number, limit = Number.MAX_SAFE_INTEGER, direction: Direction = 'ascending'): number[] {
    this.bits?.sync();
    const found: number[] = [];
    for (const at of this.#numbers(direction)) {
      if (found.length >= limit) break;
      const isBefore = from !== undefined && (direction === 'ascending' ? at < chunkOf(from) : at > chunkOf(from));
      if (isBefore) continue;
      const skip = from === undefined ? 0 : this.#before(at, direction, from);
      found.push(...this.#idsOf(at, direction, skip, limit - found.length));
    }
    return found;
  }

  /** The ids from place `n` on (0 is the first), at most `limit`. */
  page(n: number, limit: number, direction: Direction = 'descending'): number[] {
    this.bits?.sync();
    const found: number[] = [];
    let skip = n;
    for (const at of this.#numbers(direction)) {
      if (found.length >= limit) break;
      const here = this.countOf(at);
      if (here > skip) found.push(...this.#idsOf(at, direction, skip, limit - found.length));
      skip = Math.max(0, skip - here);
    }
    return found;
  }

  /** The id at place `n` (0 is the first); null past the end. */
  at(n: number, direction: Direction = 'descending'): number | null {
    return this.page(n, 1, direction)[0] ?? null;
  }

  /** The place of a lead (0 is the first); null when it is not in the set. */
  placeOf(id: number, direction: Direction = 'descending'): number | null {
    if (!this.has(id)) return null;
    const own = chunkOf(id);
    let before = chunkRank(this.chunk(own) as Chunk, placeOf(id));
    for (let at = 0; at < own; at++) before += this.countOf(at);
    return direction === 'ascending' ? before : this.total() - 1 - before;
  }

  /** The chunks that have leads, ascending. Each is read when the iteration reaches it. */
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
}

const bitsOf = (sets: readonly LeadSet[]): BitmapSource | null => sets.find((set) => set.bits)?.bits ?? null;
const areExact = (sets: readonly LeadSet[]): boolean => sets.every((set) => set.exact);

/** The leads in all of these sets, of which there must be at least one. */
export class AndSet extends LeadSet {
  readonly #smallest: LeadSet;
  readonly #others: readonly LeadSet[];

  constructor(sets: readonly LeadSet[]) {
    super(bitsOf(sets), areExact(sets));
    const [smallest, ...others] = [...sets].sort((a, b) => a.size() - b.size());
    this.#smallest = smallest as LeadSet;
    this.#others = others;
  }

  override chunk(chunk: number): Chunk | null {
    let all = this.#smallest.chunk(chunk);
    for (let i = 0; i < this.#others.length && all; i++) all = chunkAnd(all, (this.#others[i] as LeadSet).chunk(chunk));
    return all;
  }

  protected override counted(chunk: number): number {
    const [other] = this.#others;
    if (!other || this.#others.length > 1) return super.counted(chunk);
    const here = this.#smallest.chunk(chunk);
    return here ? countAnd(here, other.chunk(chunk)) : 0;
  }

  override last(): number {
    return Math.min(this.#smallest.last(), ...this.#others.map((set) => set.last()));
  }

  override size(): number {
    return this.#smallest.size();
  }
}

/** The leads in any of these sets. */
export class OrSet extends LeadSet {
  readonly #sets: readonly LeadSet[];

  constructor(sets: readonly LeadSet[]) {
    super(bitsOf(sets), areExact(sets));
    this.#sets = sets;
  }

  override chunk(chunk: number): Chunk | null {
    return chunkOrAll(this.#sets.map((set) => set.chunk(chunk)));
  }

  override last(): number {
    return Math.max(-1, ...this.#sets.map((set) => set.last()));
  }

  override size(): number {
    return this.#sets.reduce((sum, set) => sum + set.size(), 0);
  }
}

/** The leads in one set and not in another. */
export class MinusSet extends LeadSet {
  readonly #set: LeadSet;
  readonly #without: LeadSet;

  constructor(set: LeadSet, without: LeadSet) {
    super(bitsOf([set, without]), set.exact);
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

const WHOLE = chunkOfRange(0, CHUNK_IDS - 1);

/** Every id from one to another, both included. */
export class RangeSet extends LeadSet {
  readonly #from: number;
  readonly #to: number;

  constructor(from: number, to: number) {
    super(null);
    this.#from = Math.max(0, from);
    this.#to = to;
  }

  override chunk(chunk: number): Chunk | null {
    const first = chunk * CHUNK_IDS;
    const from = Math.max(0, this.#from - first);
    const to = Math.min(CHUNK_IDS - 1, this.#to - first);
    return from === 0 && to === CHUNK_IDS - 1 ? WHOLE : chunkOfRange(from, to);
  }

  override last(): number {
    return this.#from > this.#to ? -1 : chunkOf(this.#to);
  }

  override size(): number {
    return Math.max(0, this.#to - this.#from + 1);
  }
}

/** A set of fixed ids, as chunks. */
export class FixedSet extends LeadSet {
  readonly #chunks: ReadonlyMap<number, Chunk>;
  readonly #last: number;
  readonly #n: number;

  constructor(chunks: ReadonlyMap<number, Chunk>, exact = true) {
    super(null, exact);
    this.#chunks = chunks;
    this.#last = [...chunks.keys()].reduce((last, at) => Math.max(last, at), -1);
    this.#n = [...chunks.values()].reduce((sum, { n }) => sum + n, 0);
  }

  /** A set of these ids, in any order, duplicates allowed; numbers that can't be ids are left out. */
  static of(ids: readonly number[], exact = true): FixedSet {
    const places = new Map<number, number[]>();
    for (const id of ids) {
      if (!Number.isSafeInteger(id) || id < 0) continue;
      const here = places.get(chunkOf(id));
      if (here) here.push(placeOf(id));
      else places.set(chunkOf(id), [placeOf(id)]);
    }
    const chunks = new Map<number, Chunk>();
    for (const [at, here] of places) {
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
