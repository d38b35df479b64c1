/** Lead ids are grouped in chunks of this many: chunk number `id >> 14`, place inside the chunk `id & 16383`. */
export const CHUNK_IDS = 1 << 14;
/** Words of a bitmap. */
export const WORDS = CHUNK_IDS / 32;
/** From this many ids on, a bitmap is shorter than a list. */
const DENSE_FROM = 1024;

/**
 * The ids of one chunk: a bitmap of 2 KB, whose words are signed so that JavaScript keeps each as a small integer, or a sorted list of
 * places. A chunk is never empty, and is never changed once it is made.
 */
export interface Chunk {
  /** How many ids. */
  readonly n: number;
  readonly words: Int32Array | null;
  readonly list: Uint16Array | null;
}

export const chunkOf = (id: number): number => Math.floor(id / CHUNK_IDS);
export const placeOf = (id: number): number => id % CHUNK_IDS;

/** How many bits of a word are set. */
export function bitsIn(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function countWords(words: Int32Array): number {
  let n = 0;
  for (let i = 0; i < WORDS; i++) n += bitsIn(words[i] as number);
  return n;
}

/** A chunk of a bitmap, which it keeps; null for an empty one. */
export const fromWords = (words: Int32Array): Chunk | null => {
  const n = countWords(words);
  return n === 0 ? null : { n, words, list: null };
};

/** A chunk of a sorted list, which it keeps; null for an empty one. */
export const fromList = (list: Uint16Array): Chunk | null =>
  list.length === 0 ? null : { n: list.length, words: null, list };

export const testBit = (words: Int32Array, place: number): boolean =>
  ((words[place >>> 5] as number) & (1 << (place & 31))) !== 0;

/** Whether a place is in the chunk. */
export function chunkHas(chunk: Chunk, place: number): boolean {
  if (chunk.words) return testBit(chunk.words, place);
  const list = chunk.list as Uint16Array;
  const at = lowerBound(list, place);
  return at < list.length && list[at] === place;
}

/** The index of a place in a list, or where it would be inserted. */
function lowerBound(list: Uint16Array, place: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A chunk of these places, in any order, doubles allowed; null for none. */
export function chunkOfPlaces(places: readonly number[]): Chunk | null {
  if (places.length === 0) return null;
  if (places.length < DENSE_FROM) {
    let sorted = true;
    for (let i = 1; i < places.length && sorted; i++) sorted = (places[i - 1] as number) < (places[i] as number);
    return fromList(Uint16Array.from(sorted ? places : [...new Set(places)].sort((a, b) => a - b)));
  }
  const words = new Int32Array(WORDS);
  for (const place of places) words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
  return fromWords(words);
}

/** Every place from `from` to `to`, both included. */
export function chunkOfRange(from: number, to: number): Chunk | null {
  if (from > to) return null;
  const words = new Int32Array(WORDS);
  for (let word = from >>> 5; word <= to >>> 5; word++) {
    const low = word === from >>> 5 ? -1 << (from & 31) : -1;
    const high = word === to >>> 5 ? -1 >>> (31 - (to & 31)) : -1;
    words[word] = low & high;
  }
  return { n: to - from + 1, words, list: null };
}

/** A new bitmap of the chunk, which the caller may change. */
export function toWords(chunk: Chunk | null): Int32Array {
  if (chunk?.words) return chunk.words.slice();
  const words = new Int32Array(WORDS);
  for (const place of chunk?.list ?? []) words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
  return words;
}

/** How many places of the chunk lie before `place`. */
export function chunkRank(chunk: Chunk, place: number): number {
  if (chunk.list) return lowerBound(chunk.list, place);
  const words = chunk.words as Int32Array;
  const whole = place >>> 5;
  let n = 0;
  for (let i = 0; i < whole; i++) n += bitsIn(words[i] as number);
  return (place & 31) === 0 ? n : n + bitsIn((words[whole] as number) & ((1 << (place & 31)) - 1));
}

/** The places of the chunk, ascending. */
export const chunkPlaces = (chunk: Chunk): number[] => Array.from(listOf(chunk));

/** The stored form: below 1,024 places a list with two bytes each, otherwise the bitmap; little-endian in both cases. */
export function encodeChunk(chunk: Chunk): Buffer {
  const form = chunk.n < DENSE_FROM ? (chunk.list ?? listOf(chunk)) : (chunk.words ?? toWords(chunk));
  return Buffer.from(form.buffer, form.byteOffset, form.byteLength);
}

/** The shorter form of a chunk. */
export function compact(chunk: Chunk | null): Chunk | null {
  if (!chunk) return null;
  if (chunk.n < DENSE_FROM) return chunk.list ? chunk : { n: chunk.n, words: null, list: listOf(chunk) };
  return chunk.words ? chunk : { n: chunk.n, words: toWords(chunk), list: null };
}

/** The places of the chunk, ascending; not to be changed. */
export function listOf({ n, words, list }: Chunk): Uint16Array {
  if (list) return list;
  const found = new Uint16Array(n);
  let at = n;
  for (let i = WORDS - 1; i >= 0; i--) {
    // From the highest bit down, so that every step is arithmetic on 32-bit integers.
    for (let word = (words as Int32Array)[i] as number; word !== 0; ) {
      const bit = 31 - Math.clz32(word);
      word ^= 1 << bit;
      found[--at] = (i << 5) + bit;
    }
  }
  return found;
}

/**
 * Applies changes to a chunk, one after another: `place * 2 + 1` sets a place, `place * 2` clears it. @returns the same chunk if nothing
 * changed
 */
export function applyOps(chunk: Chunk | null, ops: readonly number[]): Chunk | null {
  const words = toWords(chunk);
  let n = chunk?.n ?? 0;
  let changed = false;
  for (let i = 0; i < ops.length; i++) {
    const op = ops[i] as number;
    const at = op >>> 6;
    const bit = 1 << ((op >>> 1) & 31);
    const word = words[at] as number;
    if (((word & bit) !== 0) === ((op & 1) === 1)) continue;
    words[at] = word ^ bit;
    n += (op & 1) === 1 ? 1 : -1;
    changed = true;
  }
  if (!changed) return chunk;
  return n === 0 ? null : compact({ n, words, list: null });
}

/** The form in which a chunk with `n` leads is stored, and its length. */
export function chunkForm(n: number): { readonly dense: boolean; readonly byteLength: number } {
  const dense = n >= DENSE_FROM;
  return { dense, byteLength: dense ? CHUNK_IDS / 8 : n * 2 };
}

/** Reads what `encodeChunk` wrote; `n` is stored beside it. @throws Error if the length fits neither form */
export function decodeChunk(n: number, bytes: Uint8Array): Chunk {
  const { dense, byteLength } = chunkForm(n);
  if (bytes.byteLength !== byteLength) {
    throw new Error(`The lead index holds a chunk of ${n} leads in ${bytes.byteLength} bytes: it has to be made anew.`);
  }
  // A typed array must start at a multiple of its element size, so other bytes are copied.
  const aligned = bytes.byteOffset % (dense ? 4 : 2) === 0 ? bytes : new Uint8Array(bytes);
  return dense
    ? { n, words: new Int32Array(aligned.buffer, aligned.byteOffset, WORDS), list: null }
    : { n, words: null, list: new Uint16Array(aligned.buffer, aligned.byteOffset, n) };
}

/** The memory it takes, bytes. */
export const chunkBytes = (chunk: Chunk): number => (chunk.words ? WORDS * 4 : chunk.n * 2) + 120;

/** Whether a chunk that was read is valid: `n` is the number of its ids, which are in order and inside the chunk. */
export function isSound({ n, words, list }: Chunk): boolean {
  if (words) return words.length === WORDS && countWords(words) === n;
  if (!list || list.length !== n) return false;
  for (let i = 0; i < n; i++) {
    const place = list[i] as number;
    if (place >= CHUNK_IDS || (i > 0 && (list[i - 1] as number) >= place)) return false;
  }
  return true;
}

/** Whether two chunks hold the same ids. */
export function sameChunk(one: Chunk | null, other: Chunk | null): boolean {
  if (one === null || other === null) return one === other;
  return one.n === other.n && encodeChunk(one).equals(encodeChunk(other));
}
