import { fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readLedger, sumOf } from './ledger-file.ts';

const PAGE = 4096;
const AT_ONCE = 256;

/** A page of the data file that is not as it was written. */
export interface ChangedPage {
  readonly page: number;
  /** The checksum it had. */
  readonly sum: number;
}

/**
 * Compares pages of a data file with the ledger, also while a desk works in it. A page counts as changed only if it was not in the log after
 * its checksum had been read, and its checksum was the same before and after the page was: what is noted, committed or brought into the
 * file meanwhile is left out.
 *
 * @param fd of the data file, which the caller keeps open: closing it would free the locks of this process's connections
 * @param inLog reads the pages whose newest image is in the log: the file's own is not looked at
 * @param limit pages that are compared at most, from the first
 */
export function comparePages(
  file: string,
  fd: number,
  inLog: () => { has(page: number): boolean },
  limit = Number.POSITIVE_INFINITY,
): { changed: ChangedPage[]; unknown: [number, number][] } {
  const sums = readLedger(file, fd);
  const logged = inLog();
  const pages = Math.min(limit, Math.floor(fstatSync(fd).size / PAGE));
  const differ: ChangedPage[] = [];
  const unknown: [number, number][] = [];
  const buffer = Buffer.alloc(PAGE * AT_ONCE);
  for (let first = 0; first < pages; first += AT_ONCE) {
    const got = Math.floor(readSync(fd, buffer, 0, buffer.length, first * PAGE) / PAGE);
    for (let i = 0; i < got; i++) {
      const page = first + i + 1;
      if (logged.has(page)) continue;
      const sum = sumOf(buffer.subarray(i * PAGE, (i + 1) * PAGE));
      const known = sums[page - 1] ?? 0;
      if (known === 0) unknown.push([page, sum]);
      else if (known !== sum) differ.push({ page, sum: known });
    }
  }
  if (differ.length === 0) return { changed: [], unknown };
  const after = readLedger(file, fd);
  return { changed: differ.filter(({ page, sum }) => after[page - 1] === sum), unknown };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

/**
 * A page as it was, where it differs in one byte from what stands there: a checksum of 32 bits tells which of the million ways to change
 * one byte it was. Null where no single byte explains it.
 */
export function mendPage(page: Buffer, sum: number): Buffer | null {
  const wanted = (crc32(page) ^ sum) >>> 0;
  // What a change of a byte does to the checksum, from the last byte backwards: each byte behind it shifts it once more.
  const effect = Uint32Array.from(TABLE);
  for (let at = page.length - 1; at >= 0; at--) {
    for (let change = 1; change < 256; change++) {
      if (effect[change] !== wanted) continue;
      const mended = Buffer.from(page);
      mended[at] = (page[at] ?? 0) ^ change;
      if (sumOf(mended) === sum) return mended;
    }
    for (let change = 1; change < 256; change++) {
      const c = effect[change] ?? 0;
      effect[change] = ((c >>> 8) ^ (TABLE[c & 255] ?? 0)) >>> 0;
    }
  }
  return null;
}
