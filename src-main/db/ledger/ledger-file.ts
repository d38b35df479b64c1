import { closeSync, fsyncSync, openSync, readFileSync, readSync } from 'node:fs';
import { writeAll } from '../../files/write-all.ts';
import {
  DB_HEADER,
  END_BYTES,
  FRAME,
  HEAD_BYTES,
  type LedgerEnd,
  type LedgerHead,
  readEnd,
  readHead,
  WAL_HEADER,
} from './layout.ts';
import type { PageSums } from './sums.ts';

/** Beside the data file: checksums of each of its pages. SQLite has none, and does not notice a byte that changes inside a text. */
export const ledgerFile = (file: string): string => `${file.replace(/\.db$/, '')}.sums`;

/** The checksums that hold for a data file. */
export interface Ledger {
  /** Empty where none hold. */
  readonly sums: PageSums;
  /** Null where none hold, and in a ledger of before, which has no end. */
  readonly end: LedgerEnd | null;
}

const NONE: Ledger = { sums: new Uint32Array(), end: null };

/**
 * Reads the checksums of a data file: those that hold for it for sure, empty where any program may have written to it since they were noted.
 *
 * While there is a log they hold if its salts are those they were noted from: SQLite draws new ones whenever it begins a log anew, and it
 * does so only after it brought everything into the file. It has to hold all that was noted, too: a copy of the log that is older than
 * that of the ledger, as a program leaves it that copies the files one after the other, does not. Without a log they hold if the file's
 * header is the one the desk left: it leaves the file without a log's mode, in which whoever changes a page counts up two numbers of the
 * header (fileformat2, 1.3.4 and 1.3.7), also by turning that mode on. A single byte that differs is damage, no write.
 *
 * In a ledger of before there is one checksum a page: the other is not known.
 *
 * @param fd of the data file
 */
export function readLedger(file: string, fd: number): Ledger {
  const bytes = bytesOf(file);
  const head = bytes === null ? null : readHead(bytes);
  if (bytes === null || head === null) return NONE;
  if (head.version === 2) {
    if (!headHolds(file, fd, head)) return NONE;
    return { sums: withoutSecond(numbers(bytes.subarray(HEAD_BYTES))), end: null };
  }
  const end = readEnd(bytes);
  if (end === null || !headHolds(file, fd, head) || !endHolds(file, end)) return NONE;
  return { sums: numbers(bytes.subarray(HEAD_BYTES, bytes.length - END_BYTES)), end };
}

function numbers(bytes: Buffer): Uint32Array {
  const body = new Uint8Array(bytes);
  return new Uint32Array(body.buffer, 0, Math.floor(body.byteLength / 4));
}

function withoutSecond(crcs: Uint32Array): PageSums {
  const sums = new Uint32Array(crcs.length * 2);
  for (const [at, crc] of crcs.entries()) sums[2 * at] = crc;
  return sums;
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(ledgerFile(file));
  } catch {
    // No ledger: the caller makes one.
    return null;
  }
}

function headHolds(file: string, fd: number, { salts, header }: LedgerHead): boolean {
  const log = logSalts(file);
  if (log !== null) return salts !== 0n && log === salts;
  if (header === null) return false;
  const found = Buffer.alloc(DB_HEADER);
  if (readSync(fd, found, 0, DB_HEADER, 0) !== DB_HEADER) return false;
  let differ = 0;
  for (let at = 0; at < DB_HEADER; at++) if (found[at] !== header[at]) differ++;
  return differ <= 1;
}

/** Whether no checksum is of a later time than the log, or, where there is none, than the desk's leaving. */
function endHolds(file: string, { open, salts, noted, frameSum }: LedgerEnd): boolean {
  const log = logSalts(file);
  if (log === null) return !open;
  if (!open || log !== salts) return false;
  return noted === 0 || readAt(file, WAL_HEADER + (noted - 1) * FRAME + 16) === frameSum;
}

/** The salts in the header of the log; null where there is no log, or nothing in it. */
const logSalts = (file: string): bigint | null => {
  const salts = readAt(file, 16);
  return salts === null || salts >= 0n ? salts : 0n;
};

/** Eight bytes of the log; null where there is none, or nothing in it; -1 where it ends before. */
function readAt(file: string, at: number): bigint | null {
  let fd: number;
  try {
    fd = openSync(`${file}-wal`, 'r');
  } catch {
    // No write-ahead log: everything stands in the database file.
    return null;
  }
  try {
    const bytes = Buffer.alloc(8);
    if (readSync(fd, bytes, 0, 8, at) === 8) return bytes.readBigUInt64BE(0);
    return readSync(fd, bytes, 0, 1, 0) === 0 ? null : -1n;
  } finally {
    closeSync(fd);
  }
}

/** Whether changes were in the log alone when the desk stopped: then the log has to be there. */
export function neededLog(file: string): boolean {
  const bytes = bytesOf(file);
  return bytes !== null && readHead(bytes)?.needsLog === true;
}

/** Takes pages for what they are now. No desk may have the data open. */
export function acceptPages(file: string, pages: readonly number[]): void {
  const fd = openSync(ledgerFile(file), 'r+');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    readSync(fd, bytes, 0, HEAD_BYTES, 0);
    const size = readHead(bytes)?.version === 2 ? 4 : 8;
    for (const page of pages) writeAll(fd, Buffer.alloc(size), HEAD_BYTES + (page - 1) * size);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
