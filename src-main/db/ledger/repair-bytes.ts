import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAll } from '../../files/write-all.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { openPageFile } from '../pages/page-file.ts';
import { comparePages, repairByte } from './compare.ts';
import { ledgerFile } from './ledger-file.ts';

const PAGE = 4096;

export interface ByteRepair {
  /** Pages that were restored to what was written. */
  readonly repaired: readonly number[];
  /** Pages with other changes, or that changed together with such pages. */
  readonly left: readonly number[];
  /** Whether every page of the file is known to be as it was written: none is left, in the log, or without checksums. */
  readonly whole: boolean;
}

/**
 * Restores pages of the data file in which one byte changed since they were written. A copy of each damaged page is kept. No connection may
 * be open.
 *
 * @throws Error of the file system
 */
export function repairBytes(file: string, now: number): ByteRepair {
  if (!existsSync(ledgerFile(file)) || !existsSync(file)) return { repaired: [], left: [], whole: false };
  const { wal, close } = openPageFile(file);
  close();
  const fd = openSync(file, 'r+');
  try {
    const { changed, unknown } = comparePages(file, fd, () => wal.pages);
    const pages = changed.map(({ page, sum }) => {
      const bytes = Buffer.alloc(PAGE);
      readSync(fd, bytes, 0, PAGE, (page - 1) * PAGE);
      return { page, bytes, right: repairByte(bytes, sum) };
    });
    const repaired: number[] = [];
    // If a page changed in more than one byte, another program may have written it, and then no change is certainly the disk's.
    if (pages.some(({ right }) => right === null))
      return { repaired, left: pages.map(({ page }) => page), whole: false };
    for (const { page, bytes, right } of pages) {
      if (right === null) continue;
      keep(file, page, bytes, now);
      writeAll(fd, right, (page - 1) * PAGE);
      repaired.push(page);
    }
    if (repaired.length > 0) fsyncSync(fd);
    return { repaired, left: [], whole: unknown.length === 0 && wal.pages.size === 0 };
  } finally {
    closeSync(fd);
  }
}

function keep(file: string, page: number, bytes: Buffer, now: number): void {
  const folder = join(dirname(file), 'replaced', 'pages');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeWhole(join(folder, `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}-page-${page}`), bytes);
}
