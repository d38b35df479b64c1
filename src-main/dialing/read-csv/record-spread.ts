import type { CsvRecord } from './reader.ts';

/** Records kept at the end: between this and twice as many are held meanwhile. */
const KEPT = 100;

/**
 * Records from all over a file of unknown length, evenly: every one at first, then every second, fourth, and so on. One record costs a
 * remainder.
 */
export class RecordSpread {
  #every = 1;
  #records: CsvRecord[] = [];

  /** Looks at the file's next row, numbered from 1. */
  offer(record: CsvRecord): void {
    if (record.number % this.#every !== 0) return;
    this.#records.push(record);
    if (this.#records.length < KEPT * 2) return;
    this.#every *= 2;
    this.#records = this.#records.filter(({ number }) => number % this.#every === 0);
  }

  /** Those kept that come after a row, in the order of the file. */
  after(row: number): readonly CsvRecord[] {
    const later = this.#records.filter(({ number }) => number > row);
    const step = Math.max(1, Math.ceil(later.length / KEPT));
    return later.filter((_, at) => at % step === 0);
  }
}
