import { CHUNK_IDS, type Chunk, chunkOf, compact, fromList } from './chunk.ts';

/**
 * Some leads by their ids, in one array: a thousand leads that were found may lie in a thousand chunks, which would be as many small objects
 * to collect.
 */
export class SortedIds {
  readonly #ids: Float64Array;

  /** @param ids ascending, none twice */
  constructor(ids: Float64Array) {
    this.#ids = ids;
  }

  /** These ids, in any order, duplicates allowed; numbers that can't be ids are left out. */
  static of(ids: readonly number[]): SortedIds {
    const sorted = Float64Array.from(ids).sort();
    let n = 0;
    for (let i = 0; i < sorted.length; i++) {
      const id = sorted[i] as number;
      if (!Number.isSafeInteger(id) || id < 0 || (n > 0 && sorted[n - 1] === id)) continue;
      sorted[n++] = id;
    }
    return new SortedIds(n === sorted.length ? sorted : sorted.slice(0, n));
  }

  get count(): number {
    return this.#ids.length;
  }

  /** The chunk of the highest id; -1 for none. */
  get last(): number {
    const highest = this.#ids[this.#ids.length - 1];
    return highest === undefined ? -1 : chunkOf(highest);
  }

  countOf(chunk: number): number {
    return this.#placeOf((chunk + 1) * CHUNK_IDS) - this.#placeOf(chunk * CHUNK_IDS);
  }

  /** The leads of a chunk; null for none. */
  chunk(chunk: number): Chunk | null {
    const first = chunk * CHUNK_IDS;
    const from = this.#placeOf(first);
    const n = this.#placeOf(first + CHUNK_IDS) - from;
    const places = new Uint16Array(n);
    for (let i = 0; i < n; i++) places[i] = (this.#ids[from + i] as number) - first;
    return compact(fromList(places));
  }

  /** How many ids are below this one. */
  #placeOf(id: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
