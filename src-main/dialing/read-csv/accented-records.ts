import { isUtf8 } from 'node:buffer';
import type { CsvRecord } from './reader.ts';

/** The number of records that are kept to show whether the encoding is right. */
const KEPT = 12;

/**
 * Chooses, from all of a file, the records by which a person can recognize the encoding: first those with letters not seen yet, then any,
 * and separately those that aren't UTF-8, because they decide.
 */
export class AccentedRecords {
  readonly #asBytes: boolean;
  readonly #seen = new Set<string>();
  #telling: CsvRecord[] = [];
  #plain: CsvRecord[] = [];
  #notUtf8: CsvRecord[] = [];

  /** @param asBytes whether each character of a record's text stands for a byte, not for a character */
  constructor(asBytes: boolean) {
    this.#asBytes = asBytes;
  }

  /** Whether no later record can matter. */
  get full(): boolean {
    return this.#telling.length >= KEPT && (!this.#asBytes || this.#notUtf8.length >= KEPT);
  }

  /** Examines a record. Most contain only ASCII. */
  look(record: CsvRecord): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the class is meant to match everything beyond ASCII
    const accented = record.raw.match(/[^\x00-\x7f]+/g);
    if (accented === null) return;
    if (this.#asBytes && this.#notUtf8.length < KEPT && !isUtf8(Buffer.from(record.raw, 'latin1'))) {
      this.#notUtf8.push(record);
      return;
    }
    if (accented.some((letters) => !this.#seen.has(letters))) {
      if (this.#telling.length < KEPT) this.#telling.push(record);
      if (this.#seen.size < 1000) for (const letters of accented) this.#seen.add(letters);
    } else if (this.#plain.length < KEPT) {
      this.#plain.push(record);
    }
  }

  /** The chosen records, in the order of the file. */
  get chosen(): CsvRecord[] {
    return [...this.#notUtf8, ...this.#telling, ...this.#plain].slice(0, KEPT).sort((a, b) => a.number - b.number);
  }
}
