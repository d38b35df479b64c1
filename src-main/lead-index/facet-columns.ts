import type { LeadBits } from './bits.ts';
import { CHUNK_IDS, type Chunk, toWords } from './chunk.ts';
import { countAnd } from './combine-chunks.ts';

/** So many facets with their columns are remembered, some 5 MB each at five million leads. */
const KEPT = 8;

/** So many values of a facet are counted under a filter: those that most leads have. More than 255 would not fit a column. */
export const VALUES_AT_MOST = 200;

/** Counts values in one chunk among these of its leads. */
export type Counter = (at: number, inside: Chunk) => Uint16Array;

/** The values of a facet in one chunk. */
interface Column {
  /** By place: the number of the value its lead has (its turn among the values, plus one), where few leads have it; 0 for none of those. */
  readonly numberAt: Uint8Array;
  /** Where a lead has more than one: its place and the number of each further value, in turns. */
  readonly further: readonly number[];
  /** The turns of the values that many leads have. */
  readonly many: readonly number[];
  /** By `seq` of the bits. */
  readonly builtAt: number;
}

/**
 * Counts how many of some leads have each value of a facet. Where a facet has many values, as the fifty states, going through the
 * leads of every value anew for each filter costs more than all else; with a column of values it is a look at each lead of the
 * filter. Values that many leads have are counted by their bitmaps, which is faster still.
 */
export class FacetColumns {
  readonly #bits: LeadBits;
  /** By facet and values; least recently used first. */
  readonly #kept = new Map<string, Column[]>();

  constructor(bits: LeadBits) {
    this.#bits = bits;
  }

  /** Makes what counts these values of a facet, at most `VALUES_AT_MOST`. What it made is called after `sync` of the bits. */
  counter(facet: string, values: readonly string[]): Counter {
    const key = JSON.stringify([facet, values]);
    const columns = this.#kept.get(key) ?? [];
    this.#kept.delete(key);
    this.#kept.set(key, columns);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return (at, inside) => this.#count(facet, values, this.#column(facet, values, columns, at), at, inside);
  }

  #count(facet: string, values: readonly string[], column: Column, at: number, inside: Chunk): Uint16Array {
    const { numberAt, further, many } = column;
    const byNumber = new Uint16Array(values.length + 1);
    if (inside.list) countList(inside.list, numberAt, byNumber);
    else if (inside.words) countWords(inside.words, numberAt, byNumber);
    if (further.length > 0) countFurther(toWords(inside), further, byNumber);
    const counts = byNumber.subarray(1);
    for (const turn of many) counts[turn] = countAnd(this.#chunk(facet, values[turn] ?? '', at), inside);
    return counts;
  }

  #column(facet: string, values: readonly string[], columns: Column[], at: number): Column {
    const old = columns[at];
    if (old && this.#bits.changedAt(facet, at) <= old.builtAt) return old;
    const numberAt = new Uint8Array(CHUNK_IDS);
    const further: number[] = [];
    const many: number[] = [];
    for (const [turn, value] of values.entries()) {
      const chunk = this.#chunk(facet, value, at);
      if (!chunk) continue;
      if (chunk.list) tell(chunk.list, turn + 1, numberAt, further);
      else many.push(turn);
    }
    const column = { numberAt, further, many, builtAt: this.#bits.seq };
    columns[at] = column;
    return column;
  }

  #chunk(facet: string, value: string, at: number): Chunk | null {
    const entry = this.#bits.entry(facet, value);
    return entry && entry.n > 0 ? this.#bits.chunk(entry.id, at) : null;
  }
}

function countList(list: Uint16Array, numberAt: Uint8Array, byNumber: Uint16Array): void {
  for (let i = 0; i < list.length; i++) {
    const number = numberAt[list[i] as number] as number;
    byNumber[number] = (byNumber[number] as number) + 1;
  }
}

function countWords(words: Uint32Array, numberAt: Uint8Array, byNumber: Uint16Array): void {
  for (let w = 0; w < words.length; w++) {
    for (let word = words[w] as number; word !== 0; word &= word - 1) {
      const number = numberAt[(w << 5) + 31 - Math.clz32(word & -word)] as number;
      byNumber[number] = (byNumber[number] as number) + 1;
    }
  }
}

function countFurther(words: Uint32Array, further: readonly number[], byNumber: Uint16Array): void {
  for (let i = 0; i < further.length; i += 2) {
    const place = further[i] as number;
    const number = further[i + 1] as number;
    byNumber[number] = (byNumber[number] as number) + (((words[place >>> 5] as number) >>> (place & 31)) & 1);
  }
}

function tell(list: Uint16Array, number: number, numberAt: Uint8Array, further: number[]): void {
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    if (numberAt[place] === 0) numberAt[place] = number;
    else further.push(place, number);
  }
}
