import { bitsIn, CHUNK_IDS, type Chunk, fromList, fromWords, testBit, toWords, WORDS } from './chunk.ts';

/** The ids in both. */
export function chunkAnd(a: Chunk | null, b: Chunk | null): Chunk | null {
  if (!a || !b) return null;
  if (a.n === CHUNK_IDS) return b;
  if (b.n === CHUNK_IDS) return a;
  if (a.list) return filtered(a.list, b, true);
  if (b.list) return filtered(b.list, a, true);
  const words = toWords(a);
  const other = b.words as Int32Array;
  for (let i = 0; i < WORDS; i++) words[i] = (words[i] as number) & (other[i] as number);
  return fromWords(words);
}

/** The number of ids in both. */
export function countAnd(a: Chunk | null, b: Chunk | null): number {
  if (!a || !b) return 0;
  if (a.n === CHUNK_IDS) return b.n;
  if (b.n === CHUNK_IDS) return a.n;
  let n = 0;
  if (a.words && b.words) {
    for (let i = 0; i < WORDS; i++) n += bitsIn((a.words[i] as number) & (b.words[i] as number));
    return n;
  }
  const [list, other] = a.list ? [a.list, b] : [b.list as Uint16Array, a];
  const words = other.words ?? toWords(other);
  for (let i = 0; i < list.length; i++) if (testBit(words, list[i] as number)) n++;
  return n;
}

/** The ids of `a` that are not in `b`. */
export function chunkMinus(a: Chunk | null, b: Chunk | null): Chunk | null {
  if (!a || !b) return a;
  if (b.n === CHUNK_IDS) return null;
  if (a.list) return filtered(a.list, b, false);
  const words = toWords(a);
  const other = b.words ?? toWords(b);
  for (let i = 0; i < WORDS; i++) words[i] = (words[i] as number) & ~(other[i] as number);
  return fromWords(words);
}

/** The ids in any of these. */
export function chunkOrAll(chunks: readonly (Chunk | null)[]): Chunk | null {
  const [first, ...more] = chunks.filter((chunk) => chunk !== null);
  if (!first || more.length === 0) return first ?? null;
  const words = toWords(first);
  for (const chunk of more) {
    const other = chunk.words;
    if (other) for (let i = 0; i < WORDS; i++) words[i] = (words[i] as number) | (other[i] as number);
    for (const place of chunk.list ?? []) words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
  }
  return fromWords(words);
}

/** The places of a list that are in another chunk (`wanted`), or that are not. */
function filtered(list: Uint16Array, other: Chunk, wanted: boolean): Chunk | null {
  const words = other.words ?? toWords(other);
  const found = new Uint16Array(list.length);
  let n = 0;
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    if (testBit(words, place) === wanted) found[n++] = place;
  }
  return fromList(found.slice(0, n));
}
