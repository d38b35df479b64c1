/**
 * The phones of one file and the first row of each, about 25 MB for a million rows: an open-addressing table in typed arrays. Phones have
 * up to 16 digits. Leading zeros and the length count, so that `07…` and `7…` are different.
 */
export class PhoneTable {
  #high: Uint32Array;
  #low: Uint32Array;
  #row: Uint32Array;
  #mask: number;
  #size = 0;

  constructor(capacity = 1 << 12) {
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#row = new Uint32Array(capacity);
    this.#mask = capacity - 1;
  }

  /** The number of phones. */
  get size(): number {
    return this.#size;
  }

  /** Stores a phone's row. @returns the row that had it first, or 0 if it is new. Row numbers start with 1. */
  firstRow(phone: string, row: number): number {
    return this.#at(phone, row, false);
  }

  /** Assigns a phone of the table to another row. */
  replace(phone: string, row: number): void {
    this.#at(phone, row, true);
  }

  #at(phone: string, row: number, replace: boolean): number {
    if (this.#size * 10 > this.#mask * 7) this.#grow();
    const split = Math.max(0, phone.length - 8);
    // The length is stored above the upper digits (at most 8, below 2^27), so that leading zeros are distinguished.
    const high = (Number(phone.slice(0, split)) + (phone.length << 27)) >>> 0;
    const low = Number(phone.slice(split));
    return this.#put(high, low, row, replace);
  }

  #put(high: number, low: number, row: number, replace = false): number {
    let at = (Math.imul(high ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35)) >>> 0;
    at = (at ^ (at >>> 15)) & this.#mask;
    for (;;) {
      const found = this.#row[at] ?? 0;
      if (found === 0) {
        this.#high[at] = high;
        this.#low[at] = low;
        this.#row[at] = row;
        this.#size++;
        return 0;
      }
      if (this.#high[at] === high && this.#low[at] === low) {
        if (replace) this.#row[at] = row;
        return found;
      }
      at = (at + 1) & this.#mask;
    }
  }

  #grow(): void {
    const [high, low, row] = [this.#high, this.#low, this.#row];
    const capacity = (this.#mask + 1) * 2;
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#row = new Uint32Array(capacity);
    this.#mask = capacity - 1;
    this.#size = 0;
    for (let at = 0; at < row.length; at++) {
      const held = row[at] ?? 0;
      if (held !== 0) this.#put(high[at] ?? 0, low[at] ?? 0, held);
    }
  }
}
