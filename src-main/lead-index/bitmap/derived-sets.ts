import { CHUNK_IDS, type Chunk, chunkOf, chunkOfRange, toWords } from './chunk.ts';
import { chunkAnd, countAnd } from './combine-chunks.ts';
import { LeadSet } from './lead-set.ts';

/** The part of a set between two ids, both included. Chunks that lie inside as a whole use the counts of the set itself. */
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

/** A set whose chunks are computed once, and again after the index has changed: for a set that many others are made of. */
export class MemoSet extends LeadSet {
  readonly #set: LeadSet;
  #chunks: (Chunk | null | undefined)[] = [];
  #revision = -1;

  constructor(set: LeadSet) {
    super(set.bits, set.facets, set.exact);
    this.#set = set;
  }

  override chunk(chunk: number): Chunk | null {
    const revision = this.bits?.revision ?? 0;
    if (revision !== this.#revision) this.#chunks = [];
    this.#revision = revision;
    let known = this.#chunks[chunk];
    if (known === undefined) {
      const here = this.#set.chunk(chunk);
      // As a bitmap, since testing a place in a bitmap is quicker than searching for it in a list.
      known = here && { n: here.n, words: here.words ?? toWords(here), list: null };
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
