import { CHUNK_IDS, type Chunk, chunkOfRange, decodeChunk, encodeChunk } from './chunk.ts';

const HEAD_BYTES = 8;

/** Chunks as bytes: for each its number and its number of ids, four bytes each, then its ids, or nothing if it has all of them. */
export function encodeChunks(chunks: Iterable<readonly [number, Chunk]>): Buffer {
  const parts: Buffer[] = [];
  for (const [at, chunk] of chunks) {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(at, 0);
    head.writeUInt32LE(chunk.n, 4);
    parts.push(head);
    if (chunk.n < CHUNK_IDS) parts.push(encodeChunk(chunk));
  }
  return Buffer.concat(parts);
}

/** Reads what `encodeChunks` wrote. @throws Error if it is truncated or something else */
export function decodeChunks(stored: Uint8Array): Map<number, Chunk> {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const chunks = new Map<number, Chunk>();
  let at = 0;
  while (at < stored.byteLength) {
    if (at + HEAD_BYTES > stored.byteLength) throw new Error('A stored set of leads is cut off.');
    const number = view.getUint32(at, true);
    const n = view.getUint32(at + 4, true);
    at += HEAD_BYTES;
    const length = n >= CHUNK_IDS ? 0 : n < 1024 ? n * 2 : CHUNK_IDS / 8;
    // Copied, so that it starts at a multiple of its element size and does not keep all of `stored` in memory.
    const chunk =
      n >= CHUNK_IDS
        ? chunkOfRange(0, CHUNK_IDS - 1)
        : decodeChunk(n, new Uint8Array(stored.subarray(at, at + length)));
    if (chunk) chunks.set(number, chunk);
    at += length;
  }
  return chunks;
}
