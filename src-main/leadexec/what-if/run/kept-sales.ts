import type { Sale, Sent } from '../distribution.ts';
import { CODE, type ScanRecord } from '../outcomes.ts';
import type { TallyData } from './tally.ts';

/** Of a sale what a what-if compares. */
export type Sold = Pick<Sale, 'sends' | 'assumed'>;

/**
 * What an unchanged account sold, lead by lead, so that a what-if with other changes need not distribute them again. Its memory is shared
 * with the thread of the next run, so that it is never copied.
 */
export interface KeptSales {
  readonly chunks: readonly SharedArrayBuffer[];
  readonly tally: TallyData;
}

const CHUNK_BYTES = 1 << 20;
/** The most memory that is kept. A million leads on 200 accounts take some 80 MB. */
const MOST_BYTES = 128 << 20;

/**
 * The outcomes that depend on the leads before. The others depend on the lead and the settings alone, and are found again by a
 * distribution that has sold nothing.
 */
const DEPENDS_ON_EARLIER: ReadonlySet<number> = new Set(
  (['maximum', 'order', 'not-reached', 'other-account', 'exclusive-sold'] as const).map((name) => CODE[name]),
);
const IS_DEPENDENT = Uint8Array.from(Object.values(CODE), (code) => (DEPENDS_ON_EARLIER.has(code) ? 1 : 0));
/** A reached maximum is stored as this and its index. */
const FIRST_MAXIMUM = 100;

/**
 * Writes sales. Of each lead: twice the number of its sends, plus one if its order is assumed; for each send twice its place, plus one if
 * it is valid; the number of accounts whose outcome depends on the leads before; for each how far its place is from the one before, and
 * its outcome. Numbers have seven bits a byte, the lowest first.
 */
export class SalesWriter {
  readonly #most: number;
  readonly #chunks: SharedArrayBuffer[] = [];
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #isFull = false;
  readonly #places: number[] = [];

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  add({ sends, assumed }: Sold, { considered, outcomes, details }: ScanRecord): void {
    if (this.#isFull) return;
    this.#number(sends.length * 2 + (assumed ? 1 : 0));
    for (const { place, valid } of sends) this.#number(place * 2 + (valid ? 1 : 0));
    const places = this.#places;
    let count = 0;
    for (const place of considered) if (IS_DEPENDENT[outcomes[place] ?? 0] === 1) places[count++] = place;
    this.#number(count);
    let last = 0;
    for (let nth = 0; nth < count; nth++) {
      const place = places[nth] ?? 0;
      const code = outcomes[place] ?? 0;
      this.#number(place - last);
      this.#number(code === CODE.maximum ? FIRST_MAXIMUM + (details[place] ?? 0) : code);
      last = place;
    }
  }

  /** Null if they take too much memory. */
  chunks(): readonly SharedArrayBuffer[] | null {
    return this.#isFull ? null : this.#chunks;
  }

  #number(rest: number): void {
    let left = rest;
    for (; left > 127; left >>>= 7) this.#byte((left & 127) | 128);
    this.#byte(left);
  }

  #byte(byte: number): void {
    if (this.#at === this.#chunk.length) this.#grow();
    this.#chunk[this.#at++] = byte;
  }

  #grow(): void {
    if ((this.#chunks.length + 1) * CHUNK_BYTES > this.#most) {
      this.#isFull = true;
      this.#chunks.length = 0;
    } else this.#chunks.push(new SharedArrayBuffer(CHUNK_BYTES));
    // What no longer fits is written to where nobody reads it.
    this.#chunk = new Uint8Array(this.#chunks.at(-1) ?? new SharedArrayBuffer(CHUNK_BYTES));
    this.#at = 0;
  }
}

/** Reads sales in the order in which they were written. */
export class SalesReader {
  readonly #chunks: readonly Uint8Array[];
  readonly #prices: readonly number[];
  #nth = 0;
  #at = 0;
  readonly #places: number[] = [];
  readonly #codes: number[] = [];
  #sends: readonly Sent[] = [];
  #count = 0;

  /** @param prices of the accounts by their places */
  constructor(chunks: KeptSales['chunks'], prices: readonly number[]) {
    this.#chunks = chunks.map((one) => new Uint8Array(one));
    this.#prices = prices;
  }

  next(): Sold {
    const head = this.#number();
    const sends: Sent[] = [];
    for (let nth = head >> 1; nth > 0; nth--) {
      const sent = this.#number();
      const [place, valid] = [sent >> 1, (sent & 1) === 1];
      sends.push({ place, valid, price: valid ? (this.#prices[place] ?? 0) : 0 });
    }
    this.#sends = sends;
    this.#count = this.#number();
    let place = 0;
    for (let nth = 0; nth < this.#count; nth++) {
      place += this.#number();
      this.#places[nth] = place;
      this.#codes[nth] = this.#number();
    }
    return { sends, assumed: (head & 1) === 1 };
  }

  /** Writes the outcomes of the last lead that depended on the leads before it. */
  fill(record: ScanRecord): void {
    for (const { place, valid } of this.#sends) record.set(place, valid ? CODE.bought : CODE.declined);
    for (let nth = 0; nth < this.#count; nth++) {
      const [place = 0, code = 0] = [this.#places[nth], this.#codes[nth]];
      if (code < FIRST_MAXIMUM) record.set(place, code);
      else record.set(place, CODE.maximum, code - FIRST_MAXIMUM);
    }
  }

  #number(): number {
    let [number, shift] = [0, 0];
    for (;;) {
      const byte = this.#byte();
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
      shift += 7;
    }
  }

  /** 0 behind the end: the leads are others than those that were written, and the caller finds out. */
  #byte(): number {
    if (this.#at === CHUNK_BYTES) {
      this.#nth += 1;
      this.#at = 0;
    }
    return this.#chunks[this.#nth]?.[this.#at++] ?? 0;
  }
}
