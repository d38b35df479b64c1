import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readLedger } from '../ledger/ledger-file.ts';
import { crcOf, sumAt, xxOf } from '../ledger/sums.ts';
import { readShm, readWal, type WalReading } from './wal.ts';

/** The page size with which every database file of the desk was created. */
export const PAGE_SIZE = 4096;
const MAGIC = 'SQLite format 3\u0000';

/** A database file with its log, read page by page without SQLite, even if SQLite refuses it. Never writes. */
export interface PageFile {
  readonly pageSize: number;
  readonly pageCount: number;
  /** What is wrong with the file's header, in words; null if it is valid. */
  readonly headerFault: string | null;
  /** Whether WAL mode is on according to the file. */
  readonly hasLogMode: boolean;
  readonly wal: WalReading;
  /** A page as of the last commit; null if the file has no such page, or if it can't be read. */
  page(number: number): Buffer | null;
  /** Whether a page that was read differs from what the desk wrote, by its checksum. */
  isChanged(number: number): boolean;
  close(): void;
}

/**
 * Opens a database file that no SQLite connection of this process has open, because closing a file releases every lock that this process
 * has on it.
 *
 * @throws Error of the file system
 */
export function openPageFile(file: string): PageFile {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const log = readLog(file);
    const wal = readWal(log, readShm(existsSync(`${file}-shm`) ? readFileSync(`${file}-shm`) : null));
    const head = Buffer.alloc(100);
    const got = readSync(fd, head, 0, 100, 0);
    const first = wal.pages.get(1);
    const newest = first === undefined ? head.subarray(0, got) : log.subarray(first, first + 100);
    const headerFault = got < 100 && size > 0 ? 'the file is cut off' : faultOf(newest, size, wal);
    const pageCount = wal.pageCount ?? Math.ceil(size / PAGE_SIZE);
    const { sums } = readLedger(file, fd);
    const changed = new Set<number>();
    return {
      pageSize: PAGE_SIZE,
      pageCount,
      headerFault,
      hasLogMode: head[18] === 2,
      wal,
      page(number) {
        if (number < 1 || number > pageCount || wal.lostPages.has(number)) return null;
        const at = wal.pages.get(number);
        if (at !== undefined) return log.subarray(at, at + PAGE_SIZE);
        const page = Buffer.alloc(PAGE_SIZE);
        try {
          if (readSync(fd, page, 0, PAGE_SIZE, (number - 1) * PAGE_SIZE) !== PAGE_SIZE) return null;
          const { crc, xx } = sumAt(sums, number);
          if (crc !== 0 && crc !== crcOf(page) && xx !== xxOf(page)) changed.add(number);
          return page;
        } catch {
          // If a sector of the disk can't be read, its page is lost.
          return null;
        }
      },
      isChanged: (number) => changed.has(number),
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readLog(file: string): Buffer {
  try {
    return readFileSync(`${file}-wal`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/**
 * What is wrong with the first hundred bytes, by https://sqlite.org/fileformat2.html#the_database_header. If the first page is in the log,
 * they are read from there, because SQLite does not use the file's own then.
 */
function faultOf(head: Buffer, size: number, wal: WalReading): string | null {
  if (size === 0) return wal.pageCount === null ? 'the file is empty' : null;
  if (head.toString('latin1', 0, 16) !== MAGIC) return 'the file is not a database';
  const pageSize = head.readUInt16BE(16);
  // 2 with a log; 1 as written by a backup or salvage, until it is opened.
  const modes = [head[18], head[19]];
  if (pageSize !== PAGE_SIZE || modes.some((mode) => mode !== 1 && mode !== 2) || head[20] !== 0)
    return 'its header is damaged';
  if (head[21] !== 64 || head[22] !== 32 || head[23] !== 32) return 'its header is damaged';
  // In a database without any table, as after an interruption of its very first start, both are 0.
  const [format, encoding] = [head.readUInt32BE(44), head.readUInt32BE(56)];
  const isBlank = format === 0 && encoding === 0 && head.readUInt32BE(28) === 1;
  if (!isBlank && (format !== 4 || encoding !== 1)) return 'its header is damaged';
  for (let at = 72; at < 92; at++) if (head[at] !== 0) return 'its header is damaged';
  if (wal.pageCount === null && wal.state !== 'damaged') {
    if (size % PAGE_SIZE !== 0) return 'the file is cut off';
    // The size in the header only counts if it belongs to the same change as the counter (fileformat2, 1.3.7).
    const pages = head.readUInt32BE(28);
    if (head.readUInt32BE(24) === head.readUInt32BE(92) && pages !== size / PAGE_SIZE) return 'the file is cut off';
  }
  return null;
}
