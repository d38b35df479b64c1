import type { CsvRecord } from './reader.ts';

/** The number of records kept at the end. Meanwhile there are up to twice as many. */
const KEPT = 100;

/**
 * Keeps records spread evenly over a file of unknown length: at first every one, then every second, fourth, and so on. A record costs one
 * modulo operation.
 */
export class RecordSpread {
  #every = 1;
  #records: CsvRecord[] = [];

  /** Takes the file's next row, numbered from 1. */
  offer(record: CsvRecord): void {
    if (record.number % this.#every !== 0) return;
    this.#records.push(record);
    if (this.#records.length < KEPT * 2) return;
    this.#every *= 2;
    this.#records = this.#records.filter(({ number }) => number % this.#every === 0);
  }

  /** The kept records after a row, in the order of the file. */
  after(row: number): readonly CsvRecord[] {
    const later = this.#records.filter(({ number }) => number > row);
    const step = Math.max(1, Math.ceil(later.length / KEPT));
    return later.filter((_, at) => at % step === 0);
  }
}
