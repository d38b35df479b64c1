/** With two checksums a page, and an end. */
const MAGIC = Buffer.from('TRUNKLINE SUMS/3');
/** With a CRC-32 a page, and no end. */
const MAGIC_2 = Buffer.from('TRUNKLINE SUMS/2');
/** Bytes before the first checksum. */
export const HEAD_BYTES = 128;
const STATE_AT = 16;
const SALTS_AT = 20;
const HEADER_AT = 28;
/** Bytes of the data file's header. */
export const DB_HEADER = 100;
/** Bytes behind the last checksum. */
export const END_BYTES = 32;
const END_MAGIC = Buffer.from('SUMS END');

/** What the ledger says of the data before its checksums. */
export interface LedgerHead {
  /** Whether the log beside the data file holds changes that the file does not. */
  readonly needsLog: boolean;
  /** The salts of the log that everything was noted from, as they stand in its header; 0 where there is none. */
  readonly salts: bigint;
  /** The data file's first hundred bytes after the desk closed it; null while it has it open, and where it could not close it alone. */
  readonly header: Buffer | null;
}

/**
 * What the ledger says behind its checksums of how far they go. It is written before them: whoever copies the ledger from its first byte to
 * its last while a desk runs has no checksum that goes further.
 */
export interface LedgerEnd {
  /** Whether a desk has the data open, or had when it was stopped. */
  readonly open: boolean;
  /** The salts of the log that was noted last; 0 where there was none. */
  readonly salts: bigint;
  /** Frames of it that were noted. */
  readonly noted: number;
  /** The running checksum that stands in the last of them. */
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

/** The head of a ledger, and its version; null where it is none. */
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

/** The end of a ledger; null where it has none, as while it grows. */
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

/** Bytes of the header of a write-ahead log, of that of each frame, and of a frame (https://sqlite.org/fileformat2.html#the_write_ahead_log). */
export const WAL_HEADER = 32;
export const FRAME_HEADER = 24;
export const PAGE = 4096;
export const FRAME = FRAME_HEADER + PAGE;
