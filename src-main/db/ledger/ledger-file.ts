import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync } from 'node:fs';
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
import type { PageSum, PageSums } from './sums.ts';

/**
 * The file beside the data file with checksums of each of its pages. SQLite has no checksums, and doesn't notice a changed byte inside a
 * text.
 */
export const ledgerFile = (file: string): string => `${file.replace(/\.db$/, '')}.sums`;

/** The checksums that are valid for a data file. */
export interface Ledger {
  /** Empty if none are valid. */
  readonly sums: PageSums;
  /** Null if none are valid, and in the earlier format, which has no end. */
  readonly end: LedgerEnd | null;
}

const NONE: Ledger = { sums: new Uint32Array(), end: null };

/**
 * Reads the checksums of a data file: those that are certainly valid for it, or none if any program may have written to it since they were
 * recorded.
 *
 * While there is a log, they are valid if its salts are those from which they were recorded: SQLite generates new ones whenever it restarts
 * a log, and it does so only after everything was written to the file. The log must also contain everything that was recorded, which is not
 * so if a program copied the files one after the other and the copy of the log is older than that of the ledger. Without a log, they are
 * valid if the file's header is the one that the desk left. The desk leaves the file with WAL mode off, and then every program that changes
 * a page, or turns that mode on, increments two numbers of the header (fileformat2, 1.3.4 and 1.3.7). A single differing byte is damage and
 * not a write.
 *
 * The earlier format has one checksum per page, and the other is unknown.
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
    // There is no ledger, and the caller creates one.
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

/** Whether no checksum is newer than the log or, if there is none, than the desk's last closing. */
function endHolds(file: string, { open, salts, noted, frameSum }: LedgerEnd): boolean {
  const log = logSalts(file);
  if (log === null) return !open;
  if (!open || log !== salts) return false;
  return noted === 0 || readAt(file, WAL_HEADER + (noted - 1) * FRAME + 16) === frameSum;
}

/** The salts in the header of the log; null if there is no log or it is empty. */
const logSalts = (file: string): bigint | null => {
  const salts = readAt(file, 16);
  return salts === null || salts >= 0n ? salts : 0n;
};

/** Eight bytes of the log; null if there is none or it is empty; -1 if it ends before them. */
function readAt(file: string, at: number): bigint | null {
  let fd: number;
  try {
    fd = openSync(`${file}-wal`, 'r');
  } catch {
    // There is no write-ahead log, so everything is in the database file.
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

/** Whether some changes were only in the log when the desk stopped, so that the log must exist. */
export function neededLog(file: string): boolean {
  const bytes = bytesOf(file);
  return bytes !== null && readHead(bytes)?.needsLog === true;
}

/** Records the checksums of pages that were written without the desk's connection. No desk may have the data open. */
export function recordPages(file: string, pages: ReadonlyMap<number, PageSum>): void {
  const fd = openSync(ledgerFile(file), 'r+');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    readSync(fd, bytes, 0, HEAD_BYTES, 0);
    const old = readHead(bytes)?.version === 2;
    const size = old ? 4 : 8;
    const end = fstatSync(fd).size - (old ? 0 : END_BYTES);
    for (const [page, { crc, xx }] of pages) {
      const at = HEAD_BYTES + (page - 1) * size;
      // A page behind the last one that was recorded is recorded by the next check.
      if (at + size <= end) writeAll(fd, new Uint8Array(Uint32Array.from(old ? [crc] : [crc, xx]).buffer), at);
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Accepts the current content of pages, whatever it is: their checksums are unknown. No desk may have the data open. */
export const acceptPages = (file: string, pages: readonly number[]): void =>
  recordPages(file, new Map(pages.map((page) => [page, { crc: 0, xx: 0 }])));
