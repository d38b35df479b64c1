import type { BitmapSource } from './bitmap-source.ts';

/**
 * How many leads of a set stand in each chunk, as counted, with when: a chunk whose facets changed since is counted again, the
 * others are not.
 */
export class ChunkCounts {
  readonly #counts: number[] = [];
  readonly #countedAt: number[] = [];
  #sum = 0;
  /** The sum holds for the chunks up to here, and for this `revision`. */
  #summedTo = -1;
  #summedAt = -1;

  /** The number of leads in a chunk; `count` is called where it is not known. */
  of(bits: BitmapSource, facets: readonly string[], chunk: number, count: (chunk: number) => number): number {
    const at = this.#countedAt[chunk] ?? 0;
    if (at !== bits.revision) {
      let valid = at > 0;
      for (let i = 0; valid && i < facets.length; i++) valid = bits.changedAt(facets[i] as string, chunk) <= at;
      if (!valid) {
        while (this.#counts.length < chunk) {
          this.#counts.push(0);
          this.#countedAt.push(0);
        }
        this.#counts[chunk] = count(chunk);
      }
      this.#countedAt[chunk] = bits.revision;
    }
    return this.#counts[chunk] as number;
  }

  /** The sum over the chunks 0 to `last`. */
  sum(bits: BitmapSource, facets: readonly string[], last: number, count: (chunk: number) => number): number {
    if (this.#summedAt === bits.revision && this.#summedTo === last) return this.#sum;
    let sum = 0;
    for (let chunk = 0; chunk <= last; chunk++) sum += this.of(bits, facets, chunk, count);
    this.#sum = sum;
    this.#summedTo = last;
    this.#summedAt = bits.revision;
    return sum;
  }
}
