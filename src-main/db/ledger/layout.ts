/** The format with two checksums per page, and an end. */
const MAGIC = Buffer.from('TRUNKLINE SUMS/3');
/** The format with one CRC-32 per page, and no end. */
const MAGIC_2 = Buffer.from('TRUNKLINE SUMS/2');
/** Bytes before the first checksum. */
export const HEAD_BYTES = 128;
const STATE_AT = 16;
const SALTS_AT = 20;
const HEADER_AT = 28;
/** Bytes of the data file's header. */
export const DB_HEADER = 100;
/** Bytes after the last checksum. */
export const END_BYTES = 32;
const END_MAGIC = Buffer.from('SUMS END');

/** The ledger's header, before its checksums. */
export interface LedgerHead {
  /** Whether the log beside the data file has changes that the file doesn't have. */
  readonly needsLog: boolean;
  /** The salts of the log from which everything was recorded, as in its header; 0 if there is none. */
  readonly salts: bigint;
  /**
   * The data file's first hundred bytes after the desk closed it; null while the desk has it open, and if another program still had it
   * open.
   */
  readonly header: Buffer | null;
}

/**
 * The ledger's end, after its checksums, with the state they belong to. It is written before them, so that a copy of the ledger made from
 * its first byte to its last while a desk runs never has newer checksums than its end.
 */
export interface LedgerEnd {
  /** Whether a desk has the data open, or had it open when it was stopped. */
  readonly open: boolean;
  /** The salts of the log that was recorded last; 0 if there was none. */
  readonly salts: bigint;
  /** The number of its frames that were recorded. */
  readonly noted: number;
  /** The running checksum in the last of them. */
  readonly frameSum: bigint;
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

/** A ledger's header and its version; null if it isn't one. */
export function readHead(bytes: Buffer): (LedgerHead & { readonly version: 2 | 3 }) | null {
  if (bytes.length < HEAD_BYTES) return null;
  const version = [MAGIC_2, MAGIC].findIndex((magic) => bytes.subarray(0, magic.length).equals(magic)) + 2;
  if (version !== 2 && version !== 3) return null;
  const header = bytes.subarray(HEADER_AT, HEADER_AT + DB_HEADER);
  return {
    version,
    needsLog: bytes[STATE_AT] === 1,
    salts: bytes.readBigUInt64BE(SALTS_AT),
    header: header.every((byte) => byte === 0) ? null : header,
  };
}

/** The bytes of a ledger's end. */
export function endBytes({ open, salts, noted, frameSum }: LedgerEnd): Buffer {
  const bytes = Buffer.alloc(END_BYTES);
  END_MAGIC.copy(bytes);
  bytes.writeUInt32BE(open ? 1 : 0, 8);
  bytes.writeUInt32BE(noted, 12);
  bytes.writeBigUInt64BE(salts, 16);
  bytes.writeBigUInt64BE(frameSum, 24);
  return bytes;
}

/** A ledger's end; null if it has none, as while it grows. */
export function readEnd(bytes: Buffer): LedgerEnd | null {
  if (bytes.length < HEAD_BYTES + END_BYTES) return null;
  const end = bytes.subarray(bytes.length - END_BYTES);
  if (!end.subarray(0, END_MAGIC.length).equals(END_MAGIC)) return null;
  return {
    open: end.readUInt32BE(8) === 1,
    noted: end.readUInt32BE(12),
    salts: end.readBigUInt64BE(16),
    frameSum: end.readBigUInt64BE(24),
  };
}

/**
 * Bytes of the header of a write-ahead log, of the header of each frame, and of a frame
 * (https://sqlite.org/fileformat2.html#the_write_ahead_log).
 */
export const WAL_HEADER = 32;
export const FRAME_HEADER = 24;
export const PAGE = 4096;

/** The page at an offset of 1 GiB, which SQLite never uses (https://sqlite.org/fileformat2.html#the_lock_byte_page). */
export const LOCK_PAGE = 2 ** 30 / PAGE + 1;
export const FRAME = FRAME_HEADER + PAGE;
