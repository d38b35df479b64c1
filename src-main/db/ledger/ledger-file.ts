import { closeSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('TRUNKLINE SUMS/2');
/** Bytes before the first checksum. */
export const HEAD_BYTES = 128;
const STATE_AT = 16;
const SALTS_AT = 20;
const HEADER_AT = 28;
/** Bytes of the data file's header. */
export const DB_HEADER = 100;
const WAL_HEADER = 32;

/** Beside the data file: a checksum of each of its pages. SQLite has none, and does not notice a byte that changes inside a text. */
export const ledgerFile = (file: string): string => `${file.replace(/\.db$/, '')}.sums`;

/** The checksum of a page as the ledger has it; 0 stands for one that is not known. */
export const sumOf = (page: Uint8Array): number => crc32(page) || 1;

/** What the ledger says of the data beside its checksums. */
export interface LedgerHead {
  /** Whether the log beside the data file holds changes that the file does not. */
  readonly needsLog: boolean;
  /** The salts of the log that everything was noted from, as they stand in its header; 0 where there is none. */
  readonly salts: bigint;
  /** The data file's first hundred bytes after the desk closed it; null while it has it open, and where it could not close it alone. */
  readonly header: Buffer | null;
}

/** The bytes of a ledger's head. */
export function headBytes({ needsLog, salts, header }: LedgerHead): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(bytes);
  bytes[STATE_AT] = needsLog ? 1 : 0;
  bytes.writeBigUInt64BE(salts, SALTS_AT);
  header?.copy(bytes, HEADER_AT, 0, DB_HEADER);
  return bytes;
}

function readHead(bytes: Buffer): LedgerHead | null {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const header = bytes.subarray(HEADER_AT, HEADER_AT + DB_HEADER);
  return {
    needsLog: bytes[STATE_AT] === 1,
    salts: bytes.readBigUInt64BE(SALTS_AT),
    header: header.every((byte) => byte === 0) ? null : header,
  };
}

/**
 * Reads the checksums of a data file: those that hold for it for sure, empty where any program may have written to it since they were noted.
 *
 * While there is a log they hold if its salts are those they were noted from: SQLite draws new ones whenever it begins a log anew, and it
 * does so only after it brought everything into the file. Without a log they hold if the file's header is the one the desk left: it leaves
 * the file without a log's mode, in which whoever changes a page counts up two numbers of the header (fileformat2, 1.3.4 and 1.3.7), also
 * by turning that mode on. A single byte that differs is damage, no write.
 *
 * @param fd of the data file
 */
export function readLedger(file: string, fd: number): Uint32Array {
  const bytes = bytesOf(file);
  const head = bytes === null ? null : readHead(bytes);
  if (bytes === null || head === null || !holds(file, fd, head)) return new Uint32Array();
  const body = new Uint8Array(bytes.subarray(HEAD_BYTES));
  return new Uint32Array(body.buffer, 0, Math.floor(body.byteLength / 4));
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(ledgerFile(file));
  } catch {
    return null;
  }
}

function holds(file: string, fd: number, { salts, header }: LedgerHead): boolean {
  const log = logSalts(file);
  if (log !== null) return salts !== 0n && log === salts;
  if (header === null) return false;
  const found = Buffer.alloc(DB_HEADER);
  if (readSync(fd, found, 0, DB_HEADER, 0) !== DB_HEADER) return false;
  let differ = 0;
  for (let at = 0; at < DB_HEADER; at++) if (found[at] !== header[at]) differ++;
  return differ <= 1;
}

/** The salts in the header of the log; null where there is no log, or nothing in it. */
function logSalts(file: string): bigint | null {
  let fd: number;
  try {
    fd = openSync(`${file}-wal`, 'r');
  } catch {
    return null;
  }
  try {
    const header = Buffer.alloc(WAL_HEADER);
    const got = readSync(fd, header, 0, WAL_HEADER, 0);
    if (got === 0) return null;
    return got === WAL_HEADER ? header.readBigUInt64BE(16) : 0n;
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
    for (const page of pages) writeSync(fd, Buffer.alloc(4), 0, 4, HEAD_BYTES + (page - 1) * 4);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
