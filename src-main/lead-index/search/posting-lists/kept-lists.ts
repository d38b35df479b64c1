import type { Store } from '../../../db/store.ts';
import { type Joined, JoinedChunks, stayingMemory } from '../../bitmap/joined-chunks.ts';
import { type ByChunk, type ListPool, TermList } from './posting-lists.ts';

/** So many terms are remembered, and so many bytes of their lists: at five million leads all that many people type. */
const TERMS_KEPT = 256;
const BYTES_KEPT = 48 * 1024 * 1024;
/** So many times that much memory at most, in lists and between them. */
const MEMORY = 1.5;
/** Memory comes in pieces of this many bytes, and of twice, four times as many, and so on. */
const LEAST = 1024;

/**
 * The lists of what is typed again and again, as they were read; `forget` whenever a lead that may be in one has changed. What is not
 * remembered any more leaves its memory to the next: old memory to be collected would have the whole heap gone through.
 */
export class TermLists {
  readonly #store: Store;
  readonly #bytesKept: number;
  readonly #pool: Pool;
  readonly #kept = new Map<string, TermList>();
  /** Those of the search under way. */
  readonly #inUse = new Set<TermList>();

  /** @param bytesKept so many bytes of lists are remembered */
  constructor(store: Store, bytesKept = BYTES_KEPT) {
    this.#store = store;
    this.#bytesKept = bytesKept;
    this.#pool = new Pool(bytesKept * MEMORY);
  }

  forget(): void {
    for (const list of this.#kept.values()) list.release();
    this.#kept.clear();
  }

  /** A new search: nobody looks at the lists of the one before. */
  begin(): void {
    this.#inUse.clear();
  }

  /** The leads that have a term: those of sealed chunks as remembered, newer ones as they are. */
  of(term: string, sealed: number, chunks: number): ByChunk {
    const old = this.#sealed(term, sealed);
    const fresh = new TermList(this.#store, term, chunks, { first: sealed });
    return { chunk: (at) => (at < sealed ? old : fresh).chunk(at) };
  }

  #sealed(term: string, sealed: number): TermList {
    // What is written and not committed may be taken back.
    if (this.#store.raw.inTransaction) return new TermList(this.#store, term, sealed);
    const key = `${sealed} ${term}`;
    const known = this.#kept.get(key) ?? new TermList(this.#store, term, sealed, { pool: this.#pool });
    this.#kept.delete(key);
    this.#kept.set(key, known);
    this.#inUse.add(known);
    this.#forgetOldest();
    return known;
  }

  #forgetOldest(): void {
    for (const [key, oldest] of this.#kept) {
      const isMuch = this.#pool.lent > this.#bytesKept || this.#kept.size > TERMS_KEPT;
      if (!isMuch || this.#inUse.has(oldest)) return;
      this.#kept.delete(key);
      oldest.release();
    }
  }
}

/** Memory for lists, lent and given back. */
class Pool implements ListPool {
  /** By the size of their memory. */
  readonly #spare = new Map<number, JoinedChunks[]>();
  readonly #most: number;
  #bytes = 0;
  #lent = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** So many bytes are lent. */
  get lent(): number {
    return this.#lent;
  }

  take(joined: Joined): JoinedChunks {
    const size = sizeFor(joined[2]?.byteLength ?? 0);
    this.#lent += size;
    let list = this.#spare.get(size)?.pop();
    if (!list) {
      if (this.#bytes + size > this.#most) this.#drop();
      list = new JoinedChunks(stayingMemory(size));
      this.#bytes += size;
    }
    return list.fill(joined);
  }

  give(list: JoinedChunks): void {
    this.#lent -= list.bytes;
    const spare = this.#spare.get(list.bytes);
    if (spare) spare.push(list);
    else this.#spare.set(list.bytes, [list]);
  }

  /** What lies about in sizes that nobody asks for. */
  #drop(): void {
    for (const [size, lists] of this.#spare) this.#bytes -= size * lists.length;
    this.#spare.clear();
  }
}

function sizeFor(bytes: number): number {
  let size = LEAST;
  while (size < bytes) size *= 2;
  return size;
}
