import { type Chunk, chunkForm, decodeChunk } from './chunk.ts';

/**
 * Rows of chunks as one row: their keys, how many leads each has, and their bytes one after the other. Handing a row over from SQLite costs
 * several times as much as reading it there, and each would bring a buffer of its own to be collected.
 */
export type Joined = [keys: string | null, sizes: string | null, bytes: Uint8Array | null];

/**
 * Makes a query of chunks (columns `key`, `n`, `bits`) into one that gives them joined. `group_concat` takes blobs as they are,
 * byte by byte, and goes through the rows in one order for all three.
 */
export const joinedSql = (query: string): string =>
  `SELECT group_concat(key, ' '), group_concat(n, ' '), CAST(group_concat(bits, '') AS BLOB) FROM (${query})`;

/**
 * Memory that the collector of garbage does not count. To it each growth by 64 MB outside of the heap is a reason to go through all of it; what
 * stays as long as the desk is open would be some such reasons at the worst time, its beginning.
 */
export const stayingMemory = (bytes: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(bytes));

/**
 * Chunks as they were read joined: each made when it is asked for, since of many that are kept few are looked at twice. It can be filled again,
 * into the same memory.
 */
export class JoinedChunks {
  /** Its own, or null for that of what it is filled with. */
  readonly #memory: Uint8Array | null;
  #bytes: Uint8Array = NO_BYTES;
  #first = 0;
  /** By key from the first on: how many leads, and where its bytes begin. */
  readonly #sizes: number[] = [];
  readonly #from: number[] = [];
  #count = 0;

  /** @param memory whatever it is filled with has to fit; what was made of it before is then void */
  constructor(memory: Uint8Array | null = null) {
    this.#memory = memory;
  }

  /** @throws Error when the bytes are not those of such chunks */
  fill([keys, sizes, bytes]: Joined): this {
    const all = keys === null ? [] : keys.split(' ');
    const numbers = sizes === null ? [] : sizes.split(' ');
    this.#count = all.length;
    this.#first = Number(all[0] ?? 0);
    this.#sizes.length = 0;
    this.#from.length = 0;
    let from = 0;
    for (let i = 0; i < all.length; i++) {
      const at = Number(all[i]) - this.#first;
      // Without holes, so that the arrays stay plain ones.
      while (this.#sizes.length < at) {
        this.#sizes.push(0);
        this.#from.push(0);
      }
      const n = Number(numbers[i]);
      this.#sizes.push(n);
      this.#from.push(from);
      from += chunkForm(n).byteLength;
    }
    if (from !== (bytes?.byteLength ?? 0)) throw wrongLength();
    this.#memory?.set(bytes ?? NO_BYTES);
    this.#bytes = this.#memory ?? bytes ?? NO_BYTES;
    return this;
  }

  /** How many chunks. */
  get count(): number {
    return this.#count;
  }

  /** How much memory it holds, bytes. */
  get bytes(): number {
    return this.#bytes.byteLength;
  }

  has(key: number): boolean {
    return (this.#sizes[key - this.#first] ?? 0) > 0;
  }

  /** Null where there is none. */
  chunk(key: number): Chunk | null {
    const n = this.#sizes[key - this.#first] ?? 0;
    if (n === 0) return null;
    const from = this.#from[key - this.#first] as number;
    return decodeChunk(n, this.#bytes.subarray(from, from + chunkForm(n).byteLength));
  }
}

const NO_BYTES = new Uint8Array(0);
const wrongLength = () =>
  new Error('The lead index holds chunks of another length than they say: it has to be made anew.');
