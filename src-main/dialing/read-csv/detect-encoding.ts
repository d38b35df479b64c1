import { isAscii, isUtf8 } from 'node:buffer';
import { unfinishedUtf8 } from './decode.ts';
import { CsvFileError } from './file-error.ts';
import { refuseOtherBytes } from './not-a-list.ts';

/** Share of the bytes at odd (or even) places that must be NUL for UTF-16 without a mark, in percent. */
const UTF16_NUL_PERCENT = 30;
/** Share of NULs that no text has, in percent; a stray one is kept as it is. */
const BINARY_NUL_PERCENT = 2;

/**
 * Tells UTF-16 by its mark, or by where its NULs stand; null for every encoding that keeps ASCII as single bytes.
 * Throws `CsvFileError` (`binary`) for what isn't text.
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

/** Checks bytes, cut anywhere, for being UTF-8 throughout (RFC 3629). */
export class Utf8Check {
  #valid = true;
  #carry = Buffer.alloc(0);

  /** Takes the next bytes; they may be reused afterwards. */
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
