import { type Chunk, chunkForm, decodeChunk } from './chunk.ts';

/**
 * Rows of chunks as one row: their keys, how many leads each has, and their bytes one after the other. Handing over a row costs
 * several times as much as reading it, and each would bring a buffer of its own for the collector of garbage to look at.
 */
export type Joined = [keys: string | null, sizes: string | null, bytes: Uint8Array | null];

/**
 * Makes a query of chunks (columns `key`, `n`, `bits`) into one that gives them joined. `group_concat` takes blobs as they are,
 * byte by byte, and goes through the rows in one order for all three.
 */
export const joinedSql = (query: string): string =>
  `SELECT group_concat(key, ' '), group_concat(n, ' '), CAST(group_concat(bits, '') AS BLOB) FROM (${query})`;

/** The chunks that were read joined, each with its key, in their order. @throws Error when the bytes are not those of such chunks */
export function* splitChunks([keys, sizes, bytes]: Joined): Generator<readonly [key: number, chunk: Chunk]> {
  if (keys === null || sizes === null || bytes === null) return;
  const numbers = sizes.split(' ');
  let from = 0;
  for (const [at, key] of keys.split(' ').entries()) {
    const n = Number(numbers[at]);
    const { byteLength } = chunkForm(n);
    yield [Number(key), decodeChunk(n, bytes.subarray(from, from + byteLength))];
    from += byteLength;
  }
  if (from !== bytes.byteLength) throw wrongLength();
}

/** Chunks as they were read joined: each made when it is asked for, since of many that are kept few are looked at twice. */
export class JoinedChunks {
  readonly #bytes: Uint8Array;
  readonly #first: number;
  /** By key from the first on: how many leads, and where its bytes begin. */
  readonly #sizes: readonly number[];
  readonly #from: readonly number[];
  /** How many chunks. */
  readonly count: number;

  constructor([keys, sizes, bytes]: Joined) {
    const all = keys === null ? [] : keys.split(' ').map(Number);
    const numbers = sizes === null ? [] : sizes.split(' ').map(Number);
    const first = all[0] ?? 0;
    const length = all.length === 0 ? 0 : (all.at(-1) as number) - first + 1;
    this.count = all.length;
    this.#bytes = bytes ?? new Uint8Array(0);
    this.#first = first;
    const sizeOf: number[] = Array(length).fill(0);
    const fromOf: number[] = Array(length).fill(0);
    let from = 0;
    for (const [at, key] of all.entries()) {
      const n = numbers[at] as number;
      sizeOf[key - first] = n;
      fromOf[key - first] = from;
      from += chunkForm(n).byteLength;
    }
    this.#sizes = sizeOf;
    this.#from = fromOf;
    if (from !== this.#bytes.byteLength) throw wrongLength();
  }

  /** How much memory it holds, bytes, about. */
  get bytes(): number {
    return this.#bytes.byteLength + 16 * this.#sizes.length + 200;
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

const wrongLength = () => new Error('The lead index holds chunks of another length than they say.');
