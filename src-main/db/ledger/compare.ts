import { fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { LedgerEnd } from './layout.ts';
import { type Ledger, readLedger } from './ledger-file.ts';
import { crcOf, type PageSum, sumAt, xxOf } from './sums.ts';

const PAGE = 4096;
const AT_ONCE = 256;
/** So often pages that differ are looked at again, where something was noted meanwhile. */
const TRIES = 50;

/** A page of the data file that is not as it was written. */
export interface ChangedPage {
  readonly page: number;
  /** The checksums it had. */
  readonly sum: PageSum;
}

/** A page of which not both checksums are known, and what they are now: its number, CRC-32 and xxHash32. */
export type UnknownPage = readonly [page: number, crc: number, xx: number];

/**
 * Compares pages of a data file with the ledger, also while a desk works in it. A page counts as changed only if it was not in the log after
 * its checksums had been read, and nothing was noted until it had been read: all that is brought into the file is noted before. Where
 * nothing but changes are noted the page is left out. One checksum that is right tells that the page is: then the other has changed.
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
): { changed: ChangedPage[]; unknown: UnknownPage[] } {
  let ledger = readLedger(file, fd);
  const { differ, unknown } = lookThrough(fd, ledger, inLog(), limit);
  let left = differ;
  for (let n = 0; left.length > 0 && n < TRIES; n++) {
    const after = readLedger(file, fd);
    const isStill = isSame(ledger.end, after.end);
    if (isStill) return { changed: left.filter(({ page, sum }) => sumAt(after.sums, page).crc === sum.crc), unknown };
    ledger = after;
    // While it grows it has no end, and nothing can be told by it.
    if (after.end === null) continue;
    const logged = inLog();
    left = left.flatMap(({ page }) => lookAt(fd, page, after, logged) ?? []);
  }
  return { changed: [], unknown };
}

const isSame = (a: LedgerEnd | null, b: LedgerEnd | null): boolean =>
  a?.open === b?.open && a?.salts === b?.salts && a?.noted === b?.noted && a?.frameSum === b?.frameSum;

function lookThrough(
  fd: number,
  { sums }: Ledger,
  logged: { has(page: number): boolean },
  limit: number,
): { differ: ChangedPage[]; unknown: UnknownPage[] } {
  const pages = Math.min(limit, Math.floor(fstatSync(fd).size / PAGE));
  const differ: ChangedPage[] = [];
  const unknown: UnknownPage[] = [];
  const buffer = Buffer.alloc(PAGE * AT_ONCE);
  for (let first = 0; first < pages; first += AT_ONCE) {
    const got = Math.floor(readSync(fd, buffer, 0, buffer.length, first * PAGE) / PAGE);
    for (let i = 0; i < got; i++) {
      const page = first + i + 1;
      if (logged.has(page)) continue;
      const bytes = buffer.subarray(i * PAGE, (i + 1) * PAGE);
      const crc = crcOf(bytes);
      const sum = sumAt(sums, page);
      if (sum.crc === 0 || (sum.crc === crc && sum.xx === 0)) unknown.push([page, crc, xxOf(bytes)]);
      else if (sum.crc !== crc && (sum.xx === 0 || sum.xx !== xxOf(bytes))) differ.push({ page, sum });
    }
  }
  return { differ, unknown };
}

/** A page by itself, as the ledger has it now; null where it is as it was written. */
function lookAt(
  fd: number,
  page: number,
  { sums }: Ledger,
  logged: { has(page: number): boolean },
): ChangedPage | null {
  const sum = sumAt(sums, page);
  if (logged.has(page) || sum.crc === 0) return null;
  const bytes = Buffer.alloc(PAGE);
  if (readSync(fd, bytes, 0, PAGE, (page - 1) * PAGE) !== PAGE) return null;
  return sum.crc === crcOf(bytes) || sum.xx === xxOf(bytes) ? null : { page, sum };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

/**
 * A page as it was, where it differs in one byte from what stands there. Its CRC-32 tells which of the million ways to change one byte it
 * may have been; where more has changed one of them fits by chance in one page of 4,000, and the other checksum tells that it is not the page.
 * Null where no single byte explains both, and where the other is not known.
 */
export function mendPage(page: Buffer, sum: PageSum): Buffer | null {
  if (sum.xx === 0) return null;
  const wanted = (crc32(page) ^ sum.crc) >>> 0;
  // What a change of a byte does to the checksum, from the last byte backwards: each byte behind it shifts it once more.
  const effect = Uint32Array.from(TABLE);
  for (let at = page.length - 1; at >= 0; at--) {
    for (let change = 1; change < 256; change++) {
      if (effect[change] !== wanted) continue;
      const mended = Buffer.from(page);
      mended[at] = (page[at] ?? 0) ^ change;
      if (crcOf(mended) === sum.crc && xxOf(mended) === sum.xx) return mended;
    }
    for (let change = 1; change < 256; change++) {
      const c = effect[change] ?? 0;
      effect[change] = ((c >>> 8) ^ (TABLE[c & 255] ?? 0)) >>> 0;
    }
  }
  return null;
}
