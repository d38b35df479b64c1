import { fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type LedgerEnd, LOCK_PAGE } from './layout.ts';
import { type Ledger, readLedger } from './ledger-file.ts';
import { crcOf, type PageSum, sumAt, xxOf } from './sums.ts';

const PAGE = 4096;
const AT_ONCE = 256;
/** How often differing pages are compared again if something was recorded meanwhile. */
const TRIES = 50;

/** A page of the data file that differs from what was written. */
export interface ChangedPage {
  readonly page: number;
  /** The checksums it had. */
  readonly sum: PageSum;
}

/** A page with an unknown checksum, and its current ones: page number, CRC-32 and xxHash32. */
export type UnknownPage = readonly [page: number, crc: number, xx: number];

/**
 * Compares pages of a data file with the ledger, even while a desk is using it. A page only counts as changed if it was not in the log
 * after its checksums had been read, and nothing was recorded until it had been read, because everything is recorded before it is written
 * to the file. If the ledger changes constantly, the page is left out. If one of the two checksums matches, the page is right and the other
 * checksum is damaged.
 *
 * @param fd of the data file, which the caller keeps open, because closing it would release the locks of this process's connections
 * @param inLog returns the pages whose newest image is in the log; the file's own is not compared
 * @param which how many pages are compared, from the first, or which ones
 */
export function comparePages(
  file: string,
  fd: number,
  inLog: () => { has(page: number): boolean },
  which: number | ReadonlySet<number> = Number.POSITIVE_INFINITY,
): { changed: ChangedPage[]; unknown: UnknownPage[] } {
  let ledger = readLedger(file, fd);
  const { differ, unknown } = lookThrough(fd, ledger, inLog(), which);
  let left = differ;
  for (let n = 0; left.length > 0 && n < TRIES; n++) {
    const after = readLedger(file, fd);
    const isStill = isSame(ledger.end, after.end);
    if (isStill) return { changed: left.filter(({ page, sum }) => sumAt(after.sums, page).crc === sum.crc), unknown };
    ledger = after;
    // While the ledger grows it has no end, and can't be used for comparing.
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
  which: number | ReadonlySet<number>,
): { differ: ChangedPage[]; unknown: UnknownPage[] } {
  const all = Math.floor(fstatSync(fd).size / PAGE);
  const some = typeof which === 'number' ? null : which;
  const pages = typeof which === 'number' ? Math.min(which, all) : all;
  const blocks = some && new Set([...some].map((page) => Math.floor((page - 1) / AT_ONCE)));
  const differ: ChangedPage[] = [];
  const unknown: UnknownPage[] = [];
  const buffer = Buffer.alloc(PAGE * AT_ONCE);
  for (let first = 0; first < pages; first += AT_ONCE) {
    if (blocks?.has(first / AT_ONCE) === false) continue;
    const got = Math.floor(readSync(fd, buffer, 0, buffer.length, first * PAGE) / PAGE);
    for (let i = 0; i < got; i++) {
      const page = first + i + 1;
      // The page that SQLite never uses is never written, so that it has no checksum.
      if (page === LOCK_PAGE || logged.has(page) || some?.has(page) === false) continue;
      const bytes = buffer.subarray(i * PAGE, (i + 1) * PAGE);
      const crc = crcOf(bytes);
      const sum = sumAt(sums, page);
      if (sum.crc === 0 || (sum.crc === crc && sum.xx === 0)) unknown.push([page, crc, xxOf(bytes)]);
      else if (sum.crc !== crc && (sum.xx === 0 || sum.xx !== xxOf(bytes))) differ.push({ page, sum });
    }
  }
  return { differ, unknown };
}

/** Compares one page with the current ledger; null if it is as it was written. */
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
 * Restores a page that differs in one byte from what was written. Its CRC-32 identifies which of the million possible changes of one byte
 * it may have been. If more bytes have changed, one of these matches by chance in one page of 4,000, and then the other checksum shows that
 * it is wrong. Null if no single byte explains both checksums, or if the other one is unknown.
 */
export function repairByte(page: Buffer, sum: PageSum): Buffer | null {
  if (sum.xx === 0) return null;
  const wanted = (crc32(page) ^ sum.crc) >>> 0;
  // The effect of changing a byte on the checksum, from the last byte backwards: each following byte shifts it once more.
  const effect = Uint32Array.from(TABLE);
  for (let at = page.length - 1; at >= 0; at--) {
    for (let change = 1; change < 256; change++) {
      if (effect[change] !== wanted) continue;
      const candidate = Buffer.from(page);
      candidate[at] = (page[at] ?? 0) ^ change;
      if (crcOf(candidate) === sum.crc && xxOf(candidate) === sum.xx) return candidate;
    }
    for (let change = 1; change < 256; change++) {
      const c = effect[change] ?? 0;
      effect[change] = ((c >>> 8) ^ (TABLE[c & 255] ?? 0)) >>> 0;
    }
  }
  return null;
}
