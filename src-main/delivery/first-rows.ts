import { randomInt } from 'node:crypto';

/** How full the table may be before it grows. */
const FULL = 0.7;

/**
 * The first row of each text among the leads of one batch, 12 bytes for each place: an open-addressing table in typed arrays, because two
 * million strings in a `Map` would take hundreds of megabytes and long collections. A text is compared by 64 bits of seeded hashes: that two
 * of a million email addresses are taken for the same has a probability of one in ten million.
 */
export class FirstRows {
  readonly #seed = randomInt(2 ** 32 - 1);
  #high = new Uint32Array(1 << 12);
  #low = new Uint32Array(1 << 12);
  /** 0 for a free place. */
  #row = new Uint32Array(1 << 12);
  #size = 0;

  /** The row that was stored for a text; 0 if there is none. */
  rowOf(text: string): number {
    const [high, low] = this.#hashes(text);
    return this.#row[this.#placeOf(high, low)] ?? 0;
  }

  /** Stores the row of a text, unless there is one. Rows start with 1. */
  add(text: string, row: number): void {
    if (this.#size > this.#row.length * FULL) this.#grow();
    const [high, low] = this.#hashes(text);
    this.#put(high, low, row);
  }

  #put(high: number, low: number, row: number): void {
    const place = this.#placeOf(high, low);
    if (this.#row[place] !== 0) return;
    this.#high[place] = high;
    this.#low[place] = low;
    this.#row[place] = row;
    this.#size++;
  }

  #placeOf(high: number, low: number): number {
    const mask = this.#row.length - 1;
    let place = low & mask;
    while (this.#row[place] !== 0 && (this.#high[place] !== high || this.#low[place] !== low))
      place = (place + 1) & mask;
    return place;
  }

  /** Two hashes of 32 bits that mix differently (as in cyrb53). */
  #hashes(text: string): readonly [number, number] {
    let high = 0xdeadbeef ^ this.#seed;
    let low = 0x41c6ce57 ^ this.#seed;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    return [high >>> 0, low >>> 0];
  }

  #grow(): void {
    const [high, low, row] = [this.#high, this.#low, this.#row];
    this.#high = new Uint32Array(row.length * 2);
    this.#low = new Uint32Array(row.length * 2);
    this.#row = new Uint32Array(row.length * 2);
    this.#size = 0;
    for (let at = 0; at < row.length; at++) {
      const held = row[at] ?? 0;
      if (held !== 0) this.#put(high[at] ?? 0, low[at] ?? 0, held);
    }
  }
}
