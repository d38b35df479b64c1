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

/** The chunks that were read joined, each with its key. @throws Error when the bytes are not those of such chunks */
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
  if (from !== bytes.byteLength) throw new Error('The lead index holds chunks of another length than they say.');
}
