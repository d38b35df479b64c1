import { isAscii, isUtf8 } from 'node:buffer';
import { unfinishedUtf8 } from './decode.ts';
import { CsvFileError } from './file-error.ts';
import { refuseOtherBytes } from './not-a-list.ts';

/** The share of the bytes at odd (or even) positions that must be NUL for UTF-16 without a mark, in percent. */
const UTF16_NUL_PERCENT = 30;
/** The share of NULs above which a file isn't text, in percent. Single ones are kept. */
const BINARY_NUL_PERCENT = 2;

/**
 * Recognizes UTF-16 by its mark, or by the positions of NULs; null for every encoding in which ASCII characters are single bytes. Throws
 * `CsvFileError` (`binary`) if the file isn't text.
 *
 * @param head the first bytes of the file, 64 KiB or all of it
 */
export function detectUtf16(head: Buffer, path: string): 'utf-16le' | 'utf-16be' | null {
  refuseOtherBytes(head, path);
  const start = head.toString('latin1', 0, 2);
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  const nuls = [0, 0] as [even: number, odd: number];
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) nuls[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = nuls;
  const enough = (head.length / 2) * (UTF16_NUL_PERCENT / 100);
  if (odd >= enough && odd > even * 10) return 'utf-16le';
  if (even >= enough && even > odd * 10) return 'utf-16be';
  if (even + odd > head.length * (BINARY_NUL_PERCENT / 100) && even + odd > 2) {
    throw new CsvFileError('binary', `The file ${path} isn’t text, so it can’t be a list. Choose a CSV file.`);
  }
  return null;
}

/** Checks whether bytes, split at any position, are UTF-8 throughout (RFC 3629). */
export class Utf8Check {
  #valid = true;
  #carry = Buffer.alloc(0);

  /** Checks the next bytes. They may be reused afterwards. */
  write(bytes: Buffer): void {
    if (!this.#valid || (this.#carry.length === 0 && isAscii(bytes))) return;
    const all = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes]);
    const whole = all.length - unfinishedUtf8(all);
    this.#carry = Buffer.from(all.subarray(whole));
    this.#valid = isUtf8(all.subarray(0, whole));
  }

  /** Whether all bytes so far, taken as the whole file, are UTF-8. */
  get valid(): boolean {
    return this.#valid && this.#carry.length === 0;
  }
}
