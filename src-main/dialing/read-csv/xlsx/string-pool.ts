import { CsvFileError } from '../file-error.ts';

/** The largest total size of a workbook's texts, bytes. */
const MOST_BYTES = 768 * 1024 ** 2;
const MOST_TEXTS = 50_000_000;

/** The texts that the cells of a workbook share, stored compactly: a million of them take little more memory than their letters. */
export class StringPool {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #used = 0;
  #ends = new Uint32Array(4096);
  #count = 0;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  add(text: string): void {
    const most = text.length * 3;
    if (this.#used + most > MOST_BYTES || this.#count >= MOST_TEXTS) {
      throw new CsvFileError(
        'binary',
        `The file ${this.#path} holds more text than a workbook can be read with. Save the sheet as "CSV UTF-8", which can be of any size.`,
      );
    }
    if (this.#used + most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#used + most));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#ends.length * 2);
      more.set(this.#ends);
      this.#ends = more;
    }
    this.#ends[this.#count++] = this.#used;
  }

  /** The text with an index; empty if there is none. */
  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) return '';
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return this.#bytes.toString('utf8', start, this.#ends[index]);
  }
}
