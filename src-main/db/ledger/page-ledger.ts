import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const PAGE = 4096;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const STRIDE = FRAME_HEADER + PAGE;
const HEAD = Buffer.from('TRUNKLINE SUMS 1');
/** The last byte of the head says whether a desk has the data open, or had when it was stopped. */
const STATE_AT = HEAD.length - 1;
const [CLOSED, OPEN] = [0x31, 0x32];
/** Frames between two checkpoints: 8 MiB, as long as others wait for one. */
const FRAMES = 2_000;
/** The ledger is written in pieces of so many entries. */
const BLOCK = 1024;

/** Beside the data file: a checksum of each of its pages. SQLite has none, and does not notice a byte that changes inside a text. */
export const ledgerFile = (file: string): string => `${file.replace(/\.db$/, '')}.sums`;

/** The checksum of a page as the ledger has it; 0 stands for one that is not known. */
export const sumOf = (page: Uint8Array): number => crc32(page) || 1;

/** Reads a ledger; empty where there is none that can be read. */
export function readLedger(file: string): Uint32Array {
  try {
    const bytes = readFileSync(ledgerFile(file));
    if (!bytes.subarray(0, STATE_AT).equals(HEAD.subarray(0, STATE_AT))) return new Uint32Array();
    const body = new Uint8Array(bytes.subarray(HEAD.length));
    return new Uint32Array(body.buffer, 0, Math.floor(body.byteLength / 4));
  } catch {
    return new Uint32Array();
  }
}

/** Whether the desk was stopped while it had the data open: then its log has to be there. */
export function wasOpen(file: string): boolean {
  try {
    return readFileSync(ledgerFile(file))[STATE_AT] === OPEN;
  } catch {
    return false;
  }
}

/** Takes pages for what they are now. No desk may have the data open. */
export function acceptPages(file: string, pages: readonly number[]): void {
  const fd = openSync(ledgerFile(file), 'r+');
  try {
    for (const page of pages) writeSync(fd, Buffer.alloc(4), 0, 4, HEAD.length + (page - 1) * 4);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Keeps the checksum of every page that is brought from the log into the data file: noted before the checkpoint, on the disk before it, so
 * that the two never disagree but by damage. One writer, the core's connection; it alone makes checkpoints.
 */
export class PageLedger {
  readonly #wal: string;
  readonly #fd: number;
  #sums: Uint32Array;
  #walFd: number | null = null;
  #salts = 0n;
  /** Frames of the log as it is now that have been noted. */
  #noted = 0;
  readonly #few = Buffer.alloc(8);

  /** @throws Error of the file system */
  constructor(file: string) {
    this.#wal = `${file}-wal`;
    this.#sums = readLedger(file);
    this.#fd = openSync(ledgerFile(file), this.#sums.length > 0 ? 'r+' : 'w+', 0o600);
    writeSync(this.#fd, HEAD, 0, HEAD.length, 0);
    writeSync(this.#fd, Buffer.from([OPEN]), 0, 1, STATE_AT);
    fsyncSync(this.#fd);
  }

  /** After a commit: whether the log has grown so far that it is time for a checkpoint. Costs two short reads. */
  isDue(): boolean {
    const fd = this.#open();
    if (fd === null) return false;
    this.#sync(fd);
    return this.#eight(fd, WAL_HEADER + (this.#noted + FRAMES - 1) * STRIDE + 8) === this.#salts;
  }

  #open(): number | null {
    if (this.#walFd === null && existsSync(this.#wal)) this.#walFd = openSync(this.#wal, 'r');
    return this.#walFd;
  }

  #sync(fd: number): void {
    const salts = this.#eight(fd, 16);
    if (salts === this.#salts) return;
    this.#salts = salts;
    this.#noted = 0;
  }

  #eight(fd: number, at: number): bigint {
    return readSync(fd, this.#few, 0, 8, at) === 8 ? this.#few.readBigUInt64BE(0) : -1n;
  }

  /** Notes every page that was committed to the log, for good: before a checkpoint, and before the data is closed. */
  note(): void {
    const fd = this.#open();
    if (fd === null) return;
    this.#sync(fd);
    const piece = Buffer.alloc(STRIDE * 256);
    const blocks = new Set<number>();
    let pending: [number, number][] = [];
    for (let frame = this.#noted; ; ) {
      const got = readSync(fd, piece, 0, piece.length, WAL_HEADER + frame * STRIDE);
      let at = 0;
      for (; at + STRIDE <= got && piece.readBigUInt64BE(at + 8) === this.#salts; at += STRIDE, frame++) {
        pending.push([piece.readUInt32BE(at), sumOf(piece.subarray(at + FRAME_HEADER, at + STRIDE))]);
        if (piece.readUInt32BE(at + 4) === 0) continue;
        for (const [page, sum] of pending) blocks.add(this.#set(page, sum));
        pending = [];
        this.#noted = frame + 1;
      }
      if (at < piece.length) break;
    }
    if (blocks.size > 0) this.#write(blocks);
  }

  #set(page: number, sum: number): number {
    if (page > this.#sums.length) {
      const more = new Uint32Array(Math.ceil((page * 1.2) / BLOCK) * BLOCK);
      more.set(this.#sums);
      this.#sums = more;
    }
    this.#sums[page - 1] = sum;
    return Math.floor((page - 1) / BLOCK);
  }

  #write(blocks: ReadonlySet<number>): void {
    const bytes = Buffer.from(this.#sums.buffer, this.#sums.byteOffset, this.#sums.byteLength);
    for (const block of blocks) {
      const from = block * BLOCK * 4;
      writeSync(this.#fd, bytes, from, Math.min(BLOCK * 4, bytes.length - from), HEAD.length + from);
    }
    fsyncSync(this.#fd);
  }

  /** Notes pages whose checksum was not known, as a check has read them. */
  fill(found: readonly (readonly [number, number])[]): void {
    const blocks = new Set<number>();
    for (const [page, sum] of found) if ((this.#sums[page - 1] ?? 0) === 0) blocks.add(this.#set(page, sum));
    if (blocks.size > 0) this.#write(blocks);
  }

  /** @param noted whether it knows everything that the closed data holds */
  close(noted: boolean): void {
    if (noted) writeSync(this.#fd, Buffer.from([CLOSED]), 0, 1, STATE_AT);
    closeSync(this.#fd);
    if (this.#walFd !== null) closeSync(this.#walFd);
    this.#walFd = null;
  }
}
