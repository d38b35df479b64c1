import { CHUNK_IDS, type Chunk, countWords, fromList, fromWords, lowerBound, toWords, WORDS } from './chunk.ts';

/** Holds a combination of bitmaps while it is counted. No chunk that leaves this file refers to these buffers. */
const wordBuffer = new Int32Array(WORDS);
/** Holds the places that are kept of a list, before their number is known. */
const listBuffer = new Uint16Array(CHUNK_IDS);
/** A list as a bitmap, to look places up in. All zero between two uses. */
const lookupBuffer = new Int32Array(WORDS);

/** What is in both. */
export function chunkAnd(a: Chunk | null, b: Chunk | null): Chunk | null {
  if (!a || !b) return null;
  if (a.n === CHUNK_IDS) return b;
  if (b.n === CHUNK_IDS) return a;
  if (a.words && b.words) {
    const n = countBoth(a.words, b.words);
    return n === 0 ? null : { n, words: wordBuffer.slice(), list: null };
  }
  return a.list ? filtered(a.list, b, true) : filtered(b.list as Uint16Array, a, true);
}

/** How many are in both bitmaps, which are combined in `wordBuffer`. */
function countBoth(x: Int32Array, y: Int32Array): number {
  for (let i = 0; i < WORDS; i++) wordBuffer[i] = (x[i] as number) & (y[i] as number);
  return countWords(wordBuffer);
}

/** How many are in both. */
export function countAnd(a: Chunk | null, b: Chunk | null): number {
  if (!a || !b) return 0;
  if (a.n === CHUNK_IDS) return b.n;
  if (b.n === CHUNK_IDS) return a.n;
  if (a.words && b.words) return countBoth(a.words, b.words);
  const [list, other] = a.list ? [a.list, b] : [b.list as Uint16Array, a];
  if (!other.words) return filterList(list, other, true);
  const words = other.words;
  let n = 0;
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    n += ((words[place >>> 5] as number) >>> (place & 31)) & 1;
  }
  return n;
}

/** How many are in all of these. */
export function countAll(chunks: readonly Chunk[]): number {
  const [first, second, ...more] = chunks;
  if (!first) return 0;
  if (!second) return first.n;
  if (more.length === 0) return countAnd(first, second);
  if (chunks.some(({ list }) => list !== null)) return countAllByList(chunks);
  const [x, y] = [first.words as Int32Array, second.words as Int32Array];
  for (let i = 0; i < WORDS; i++) wordBuffer[i] = (x[i] as number) & (y[i] as number);
  for (const { words } of more) {
    const z = words as Int32Array;
    for (let i = 0; i < WORDS; i++) wordBuffer[i] = (wordBuffer[i] as number) & (z[i] as number);
  }
  return countWords(wordBuffer);
}

/** The same where at least one is a list: the shortest list is filtered by all others. */
function countAllByList(chunks: readonly Chunk[]): number {
  const shortestFirst = [...chunks].sort((a, b) => Number(a.list === null) - Number(b.list === null) || a.n - b.n);
  let list = shortestFirst[0]?.list ?? new Uint16Array(0);
  for (const other of shortestFirst.slice(1)) list = listBuffer.subarray(0, filterList(list, other, true));
  return list.length;
}

/** What of `a` is not in `b`. */
export function chunkMinus(a: Chunk | null, b: Chunk | null): Chunk | null {
  if (!a || !b) return a;
  if (b.n === CHUNK_IDS) return null;
  if (a.list) return filtered(a.list, b, false);
  const words = (a.words as Int32Array).slice();
  if (b.words) {
    const other = b.words;
    for (let i = 0; i < WORDS; i++) words[i] = (words[i] as number) & ~(other[i] as number);
  } else {
    const list = b.list as Uint16Array;
    for (let i = 0; i < list.length; i++) {
      const place = list[i] as number;
      words[place >>> 5] = (words[place >>> 5] as number) & ~(1 << (place & 31));
    }
  }
  return fromWords(words);
}

/** What is in either. */
export function chunkOr(a: Chunk | null, b: Chunk | null): Chunk | null {
  if (!a) return b;
  if (!b) return a;
  if (a.n === CHUNK_IDS) return a;
  if (b.n === CHUNK_IDS) return b;
  return chunkOrAll([a, b]);
}

/** What is in any of these. */
export function chunkOrAll(chunks: readonly Chunk[]): Chunk | null {
  const [first] = chunks;
  if (chunks.length < 2) return first ?? null;
  const words = toWords(first ?? null);
  for (let i = 1; i < chunks.length; i++) {
    const chunk = chunks[i] as Chunk;
    if (chunk.words) {
      const other = chunk.words;
      for (let w = 0; w < WORDS; w++) words[w] = (words[w] as number) | (other[w] as number);
    } else {
      const list = chunk.list as Uint16Array;
      for (let k = 0; k < list.length; k++) {
        const place = list[k] as number;
        words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
      }
    }
  }
  return fromWords(words);
}

/** The places of a list that are in another chunk (`wanted`), or that are not. */
function filtered(list: Uint16Array, other: Chunk, wanted: boolean): Chunk | null {
  const n = filterList(list, other, wanted);
  return fromList(n === list.length ? list : listBuffer.slice(0, n));
}

/** The same in `listBuffer`, which `list` may be part of. @returns how many */
function filterList(list: Uint16Array, other: Chunk, wanted: boolean): number {
  if (other.words) return filterByWords(list, other.words, wanted);
  const places = other.list as Uint16Array;
  return places.length > list.length * LONGER
    ? filterBySearch(list, places, wanted)
    : filterByLookup(list, places, wanted);
}

/** A list so many times longer is searched place by place. */
const LONGER = 10;

/** Without a branch for each place, since the processor could not predict it. */
function filterByWords(list: Uint16Array, words: Int32Array, wanted: boolean): number {
  const flip = wanted ? 0 : 1;
  let n = 0;
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    listBuffer[n] = place;
    n += (((words[place >>> 5] as number) >>> (place & 31)) & 1) ^ flip;
  }
  return n;
}

/** Three times as fast as going through both lists side by side. */
function filterByLookup(list: Uint16Array, other: Uint16Array, wanted: boolean): number {
  for (let i = 0; i < other.length; i++) {
    const place = other[i] as number;
    lookupBuffer[place >>> 5] = (lookupBuffer[place >>> 5] as number) | (1 << (place & 31));
  }
  const n = filterByWords(list, lookupBuffer, wanted);
  for (let i = 0; i < other.length; i++) lookupBuffer[(other[i] as number) >>> 5] = 0;
  return n;
}

function filterBySearch(list: Uint16Array, other: Uint16Array, wanted: boolean): number {
  let n = 0;
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    from = lowerBound(other, place, from);
    if ((from < other.length && other[from] === place) === wanted) listBuffer[n++] = place;
  }
  return n;
}
