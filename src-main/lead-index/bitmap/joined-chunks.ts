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
 * Splits joined chunks, by key. Their bytes are copied into `memory`, which the chunks are views on, and which nothing else may use.
 *
 * @throws Error when the bytes are more or fewer than the numbers of leads say
 */
export function splitJoined([keys, sizes, bytes]: Joined, memory: Uint8Array): Map<number, Chunk> {
  const chunks = new Map<number, Chunk>();
  if (bytes) memory.set(bytes);
  const numbers = sizes === null ? [] : sizes.split(' ');
  const length = bytes?.byteLength ?? 0;
  let from = 0;
  for (const [at, key] of (keys === null ? [] : keys.split(' ')).entries()) {
    const n = Number(numbers[at]);
    const end = from + chunkForm(n).byteLength;
    if (end > length) throw wrongLength();
    chunks.set(Number(key), decodeChunk(n, memory.subarray(from, end)));
    from = end;
  }
  if (from !== length) throw wrongLength();
  return chunks;
}

const wrongLength = () =>
  new Error('The lead index holds chunks of another length than they say: it has to be made anew.');
