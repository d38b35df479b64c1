import { CHUNK_IDS, type Chunk, toWords, WORDS } from '../bitmap/chunk.ts';
import { countAnd } from '../bitmap/combine-chunks.ts';
import { slabMemory } from '../bitmap/slab-memory.ts';
import type { LeadBits } from './lead-bits.ts';

/** So many facets with their columns are remembered, some 5 MB each at five million leads. */
const KEPT = 16;

/** So many values of a facet are counted under a filter: those that most leads have. */
export const VALUES_AT_MOST = 200;
/** The most that a byte can tell apart from none. */
const NUMBERED_AT_MOST = 255;

/** So many columns are completed for one counter, some 50 µs each: nobody waits for all of them. */
const COMPLETED_AT_ONCE = 16;
/** So many leads of a chunk with more than one value: above it going through them would cost what the column saves. */
const FURTHER_AT_MOST = CHUNK_IDS / 4;
/** To look at a lead of a bitmap takes as long as counting so many words of two bitmaps. */
const WORDS_A_LEAD = 2.5;
/** The same for a lead of a list. */
const WORDS_A_LISTED_LEAD = 1;

/** Counts values in one chunk among these of its leads. */
export type Counter = (at: number, inside: Chunk) => Uint16Array;

/** The values of a facet in one chunk. */
interface Column {
  /** By place: the number of the value its lead has; 0 for none of those in the column. */
  readonly numberAt: Uint8Array;
  /** Where a lead has more than one: its place and the number of each further value, in turns. */
  further: Uint16Array;
  /** The numbers of the values that many leads have. */
  readonly many: readonly number[];
  /** Whether there are values that few have. */
  readonly few: boolean;
  /** Whether those of `many` are in the column too; never where that would not be worth it. */
  complete: 'yes' | 'not yet' | 'never';
  /** By `revision` of the bits. */
  readonly builtAt: number;
}

/** The columns of a facet, chunk by chunk. */
interface Columns {
  readonly facet: string;
  /** By number; the first is none. */
  readonly values: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly byChunk: Column[];
}

/**
 * Counts how many of some leads have each value of a facet. Going through the leads of every value anew for each filter costs
 * more than all else; with a column of values it is a look at each lead of the filter. Values that many leads have are counted by
 * their bitmaps where the filter, too, has so many that this is faster still.
 */
export class FacetColumns {
  readonly #bits: LeadBits;
  /** By facet; least recently used first. */
  readonly #kept = new Map<string, Columns>();
  /** While a column is made. */
  readonly #further = new Further();

  constructor(bits: LeadBits) {
    this.#bits = bits;
  }

  /** Forgets what was made; it is made again when it is asked for. */
  forget(): void {
    this.#kept.clear();
  }

  /** Makes what counts these values of a facet, at most `VALUES_AT_MOST`. What it made is called after `sync` of the bits. */
  counter(facet: string, values: readonly string[]): Counter {
    const columns = this.#columnsOf(facet, values);
    const numbers = values.map((value) => columns.numberOf.get(value) as number);
    let completed = 0;
    return (at, inside) => {
      const column = this.#column(columns, at);
      if (column.complete === 'not yet' && completed < COMPLETED_AT_ONCE) {
        this.#complete(columns, column, at);
        completed++;
      }
      const byNumber = this.#count(columns, column, at, inside);
      const counts = new Uint16Array(numbers.length);
      for (let i = 0; i < counts.length; i++) counts[i] = byNumber[numbers[i] as number] as number;
      return counts;
    };
  }

  /** Makes the column of a chunk ahead of the first question. After `sync` of the bits. */
  ready(facet: string, values: readonly string[], at: number): void {
    const columns = this.#columnsOf(facet, values);
    const column = this.#column(columns, at);
    if (column.complete === 'not yet') this.#complete(columns, column, at);
  }

  #columnsOf(facet: string, values: readonly string[]): Columns {
    const kept = this.#kept.get(facet);
    this.#kept.delete(facet);
    const columns = kept && values.every((value) => kept.numberOf.has(value)) ? kept : numbered(facet, values, kept);
    this.#kept.set(facet, columns);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return columns;
  }

  /** How many of the leads have each value, by number. */
  #count(columns: Columns, column: Column, at: number, inside: Chunk): Uint16Array {
    const { numberAt, further, many } = column;
    const byNumber = new Uint16Array(columns.values.length);
    const look = inside.n * (inside.list ? WORDS_A_LISTED_LEAD : WORDS_A_LEAD);
    const isAllThere = column.complete === 'yes';
    if (column.few || (isAllThere && look < many.length * WORDS)) {
      if (inside.list) countList(inside.list, numberAt, byNumber);
      else if (inside.words) countWords(inside.words, numberAt, byNumber);
      if (further.length > 0) countFurther(toWords(inside), further, byNumber);
      if (isAllThere) return byNumber;
    }
    for (const number of many) byNumber[number] = countAnd(this.#chunk(columns, number, at), inside);
    return byNumber;
  }

  #column(columns: Columns, at: number): Column {
    const old = columns.byChunk[at];
    if (old && this.#bits.changedAt(columns.facet, at) <= old.builtAt) return old;
    // The same memory again.
    const numberAt = old?.numberAt.fill(0) ?? slabMemory(CHUNK_IDS);
    const further = this.#further.begin();
    const many: number[] = [];
    let few = false;
    for (let number = 1; number < columns.values.length; number++) {
      const chunk = this.#chunk(columns, number, at);
      if (!chunk) continue;
      if (!chunk.list) many.push(number);
      else tellList(chunk.list, number, numberAt, further);
      few ||= chunk.list !== null;
    }
    const complete = many.length > 1 ? 'not yet' : 'never';
    const column: Column = { numberAt, further: further.made(), many, few, complete, builtAt: this.#bits.revision };
    columns.byChunk[at] = column;
    return column;
  }

  #complete(columns: Columns, column: Column, at: number): void {
    const further = this.#further.begin(column.further);
    column.complete = 'yes';
    for (const number of column.many) {
      const words = this.#chunk(columns, number, at)?.words;
      if (words) tellWords(words, number, column.numberAt, further);
      if (words && further.count <= FURTHER_AT_MOST) continue;
      column.complete = 'never';
      break;
    }
    column.further = further.made();
  }

  #chunk({ facet, values }: Columns, number: number, at: number): Chunk | null {
    const entry = this.#bits.entry(facet, values[number] as string);
    return entry && entry.n > 0 ? this.#bits.chunk(entry.id, at) : null;
  }
}

/** Numbers these values and those known before, as far as they go. */
function numbered(facet: string, values: readonly string[], before: Columns | undefined): Columns {
  const all = new Set([...(before?.values.slice(1) ?? []), ...values]);
  const some = all.size <= NUMBERED_AT_MOST ? [...all] : values;
  return { facet, values: ['', ...some], numberOf: new Map(some.map((value, i) => [value, i + 1])), byChunk: [] };
}

function countList(list: Uint16Array, numberAt: Uint8Array, byNumber: Uint16Array): void {
  for (let i = 0; i < list.length; i++) {
    const number = numberAt[list[i] as number] as number;
    byNumber[number] = (byNumber[number] as number) + 1;
  }
}

function countWords(words: Int32Array, numberAt: Uint8Array, byNumber: Uint16Array): void {
  for (let w = 0; w < words.length; w++) {
    for (let word = words[w] as number; word !== 0; word &= word - 1) {
      const number = numberAt[(w << 5) + 31 - Math.clz32(word & -word)] as number;
      byNumber[number] = (byNumber[number] as number) + 1;
    }
  }
}

/** Places with numbers while they are collected: in one piece of memory, since arrays of numbers that grow are much to clear away. */
class Further {
  #all = new Uint16Array(2 * FURTHER_AT_MOST);
  #length = 0;

  /** Begins anew, with these. */
  begin(known?: Uint16Array): this {
    this.#length = 0;
    for (let i = 0; known && i < known.length; i += 2) this.add(known[i] as number, known[i + 1] as number);
    return this;
  }

  add(place: number, number: number): void {
    if (this.#length === this.#all.length) {
      const more = new Uint16Array(2 * this.#length);
      more.set(this.#all);
      this.#all = more;
    }
    this.#all[this.#length++] = place;
    this.#all[this.#length++] = number;
  }

  get count(): number {
    return this.#length / 2;
  }

  made(): Uint16Array {
    return this.#all.slice(0, this.#length);
  }
}

function countFurther(words: Int32Array, further: Uint16Array, byNumber: Uint16Array): void {
  for (let i = 0; i < further.length; i += 2) {
    const place = further[i] as number;
    const number = further[i + 1] as number;
    byNumber[number] = (byNumber[number] as number) + (((words[place >>> 5] as number) >>> (place & 31)) & 1);
  }
}

function tellList(list: Uint16Array, number: number, numberAt: Uint8Array, further: Further): void {
  for (let i = 0; i < list.length; i++) {
    const place = list[i] as number;
    if (numberAt[place] === 0) numberAt[place] = number;
    else further.add(place, number);
  }
}

function tellWords(words: Int32Array, number: number, numberAt: Uint8Array, further: Further): void {
  for (let w = 0; w < words.length; w++) {
    for (let word = words[w] as number; word !== 0; word &= word - 1) {
      const place = (w << 5) + 31 - Math.clz32(word & -word);
      if (numberAt[place] === 0) numberAt[place] = number;
      else further.add(place, number);
    }
  }
}
