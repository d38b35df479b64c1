import { crc32 } from 'node:zlib';

/** The two checksums of a page; 0 means unknown. */
export interface PageSum {
  /** CRC-32. It shows whether a page is as it was written and, if a single byte changed, which one. */
  readonly crc: number;
  /** xxHash32. It shows whether a page that was restored with the CRC is the one that was written. */
  readonly xx: number;
}

/** The CRC-32 of a page in the form of the ledger. */
export const crcOf = (page: Uint8Array): number => crc32(page) || 1;

const PRIME1 = 0x9e3779b1 | 0;
const PRIME2 = 0x85ebca77 | 0;
const PRIME3 = 0xc2b2ae3d | 0;

const turned = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/**
 * The xxHash32 of a page in the form of the ledger (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), seed 0. Unlike a CRC
 * it is not linear: pages with the same CRC have the same xxHash no more often than any others. It takes about 1 µs, like the CRC.
 *
 * @param page a multiple of 16 bytes
 */
export function xxOf(page: Uint8Array): number {
  const aligned = page.byteOffset % 4 === 0 ? page : Uint8Array.from(page);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  let a = (PRIME1 + PRIME2) | 0;
  let b = PRIME2;
  let c = 0;
  let d = -PRIME1 | 0;
  for (let at = 0; at < words.length; at += 4) {
    a = Math.imul(turned((a + Math.imul(words[at] ?? 0, PRIME2)) | 0, 13), PRIME1);
    b = Math.imul(turned((b + Math.imul(words[at + 1] ?? 0, PRIME2)) | 0, 13), PRIME1);
    c = Math.imul(turned((c + Math.imul(words[at + 2] ?? 0, PRIME2)) | 0, 13), PRIME1);
    d = Math.imul(turned((d + Math.imul(words[at + 3] ?? 0, PRIME2)) | 0, 13), PRIME1);
  }
  let hash = (turned(a, 1) + turned(b, 7) + turned(c, 12) + turned(d, 18) + page.byteLength) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), PRIME2);
  hash = Math.imul(hash ^ (hash >>> 13), PRIME3);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}

/** The checksums of a data file's pages in order: two numbers per page, in the form of the ledger. */
export type PageSums = Uint32Array;

/** The checksums of a page. */
export const sumAt = (sums: PageSums, page: number): PageSum => ({
  crc: sums[2 * page - 2] ?? 0,
  xx: sums[2 * page - 1] ?? 0,
});

/** Stores the checksums of a page, for which there must be space. */
export function setSum(sums: PageSums, page: number, { crc, xx }: PageSum): void {
  sums[2 * page - 2] = crc;
  sums[2 * page - 1] = xx;
}

/** Both checksums of a page. */
export const sumOf = (page: Uint8Array): PageSum => ({ crc: crcOf(page), xx: xxOf(page) });
