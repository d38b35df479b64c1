import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { DB_HEADER, HEAD_BYTES, headBytes, type LedgerHead, ledgerFile, readLedger, sumOf } from './ledger-file.ts';

const PAGE = 4096;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const STRIDE = FRAME_HEADER + PAGE;
/** Frames between two checkpoints: 8 MiB, as long as others wait for one. */
const FRAMES = 2_000;
/** The ledger is written in pieces of so many entries. */
const BLOCK = 1024;

/** What SQLite answers to a checkpoint. */
export interface Checkpoint {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Keeps the checksum of every page that is brought from the log into the data file: noted before the checkpoint, on the disk before it, so
 * that the two never disagree but by damage. One writer, the core's connection; it alone makes checkpoints. Where it turns out that another
 * connection wrote, or brought in what was not noted yet, every checksum is forgotten: a check notes them anew.
 */
export class PageLedger {
  readonly #file: string;
  readonly #fd: number;
  /** Kept open until the connection is closed: closing it would free the locks the connection holds on the file. */
  readonly #dbFd: number;
  readonly #dataVersion: () => number;
  #version: number;
  #sums: Uint32Array;
  #walFd: number | null = null;
  #salts = 0n;
  /** Frames of the log as it is now that have been noted. */
  #noted = 0;
  /** Whether the log held nothing else when it was last brought into the file whole: only then is a log that begins anew the desk's own. */
  #clean: boolean;
  #needsLog = false;
  /** Blocks of the ledger that are not on the disk yet: a full disk may refuse them for a while. */
  readonly #dirty = new Set<number>();
  readonly #few = Buffer.alloc(8);

  /**
   * Over a connection that is open, has not written, and makes no checkpoints by itself.
   *
   * @param sums that hold for the file, read before it was opened
   * @param dataVersion SQLite's `data_version` of the connection: it changes when another one commits
   * @throws Error of the file system
   */
  constructor(file: string, sums: Uint32Array, dataVersion: () => number) {
    this.#file = file;
    this.#dataVersion = dataVersion;
    this.#version = dataVersion();
    this.#sums = sums;
    this.#dbFd = openSync(file, 'r');
    this.#fd = openSync(ledgerFile(file), sums.length > 0 ? 'r+' : 'w+', 0o600);
    const wal = this.#open();
    const salts = wal === null ? -1n : this.#eight(wal, 16);
    if (salts === -1n) {
      // Setting the log's mode has written the first page.
      const page = this.#pageOne();
      if (page !== null && sums.length > 0) sums[0] = sumOf(page);
    } else this.#salts = salts;
    this.#clean = salts === -1n;
    this.#writeHead(this.#salts !== 0n, null, true);
  }

  #pageOne(): Buffer | null {
    const page = Buffer.alloc(PAGE);
    return readSync(this.#dbFd, page, 0, PAGE, 0) === PAGE ? page : null;
  }

  #writeHead(needsLog: boolean, header: LedgerHead['header'], withFirst = false): void {
    if (withFirst && this.#sums.length > 0) this.#writeBlocks([0]);
    writeSync(this.#fd, headBytes({ needsLog, salts: this.#salts, header }), 0, HEAD_BYTES, 0);
    fsyncSync(this.#fd);
    this.#needsLog = needsLog;
  }

  /** After a commit: whether the log has grown so far that it is time for a checkpoint. Costs three short reads. */
  isDue(): boolean {
    const fd = this.#open();
    if (fd === null) return false;
    this.#sync(fd);
    if (this.#clean && this.#frameIsOurs(fd, this.#noted)) this.#clean = false;
    if (!this.#needsLog && this.#frameIsOurs(fd, 0)) this.#writeHead(true, null);
    return this.#frameIsOurs(fd, this.#noted + FRAMES - 1);
  }

  #frameIsOurs(fd: number, frame: number): boolean {
    return this.#salts !== 0n && this.#eight(fd, WAL_HEADER + frame * STRIDE + 8) === this.#salts;
  }

  #open(): number | null {
    const wal = `${this.#file}-wal`;
    if (this.#walFd === null && existsSync(wal)) this.#walFd = openSync(wal, 'r');
    return this.#walFd;
  }

  /** Follows a log that began anew. */
  #sync(fd: number): void {
    const salts = this.#eight(fd, 16);
    if (salts === this.#salts || salts === -1n) return;
    const ours = this.#clean && this.#dataVersion() === this.#version;
    this.#salts = salts;
    this.#noted = 0;
    this.#needsLog = false;
    if (ours) this.#writeHead(true, null);
    else this.#forget();
  }

  #eight(fd: number, at: number): bigint {
    return readSync(fd, this.#few, 0, 8, at) === 8 ? this.#few.readBigUInt64BE(0) : -1n;
  }

  /** Another connection wrote: nothing that was noted holds for sure any more. */
  #forget(): void {
    this.#version = this.#dataVersion();
    this.#sums = new Uint32Array();
    this.#dirty.clear();
    this.#noted = 0;
    this.#clean = false;
    ftruncateSync(this.#fd, HEAD_BYTES);
    this.#writeHead(true, null);
  }

  /** Notes every page that was committed to the log, for good: before a checkpoint, and before the data is closed. */
  note(): void {
    const fd = this.#open();
    if (fd === null) return;
    this.#sync(fd);
    if (this.#salts === 0n) return;
    if (this.#dataVersion() !== this.#version) this.#forget();
    const piece = Buffer.alloc(STRIDE * 256);
    let pending: [number, number][] = [];
    for (let frame = this.#noted; ; ) {
      const got = readSync(fd, piece, 0, piece.length, WAL_HEADER + frame * STRIDE);
      let at = 0;
      for (; at + STRIDE <= got && piece.readBigUInt64BE(at + 8) === this.#salts; at += STRIDE, frame++) {
        pending.push([piece.readUInt32BE(at), sumOf(piece.subarray(at + FRAME_HEADER, at + STRIDE))]);
        if (piece.readUInt32BE(at + 4) === 0) continue;
        for (const [page, sum] of pending) this.#set(page, sum);
        pending = [];
        this.#noted = frame + 1;
      }
      if (at < piece.length) break;
    }
    this.#write();
  }

  /** After a checkpoint: whether everything was brought in, and all of it had been noted. */
  checkpointed({ busy, log, checkpointed }: Checkpoint): boolean {
    this.#clean = busy === 0 && log === checkpointed && (log === this.#noted || log <= 0);
    return this.#clean;
  }

  /** Before the log is cut to nothing: it does not have to be there any more. */
  logEnds(): void {
    this.#writeHead(false, null);
  }

  #set(page: number, sum: number): void {
    if (page > this.#sums.length) {
      const more = new Uint32Array(Math.ceil((page * 1.2) / BLOCK) * BLOCK);
      more.set(this.#sums);
      this.#sums = more;
    }
    this.#sums[page - 1] = sum;
    this.#dirty.add(Math.floor((page - 1) / BLOCK));
  }

  #write(): void {
    if (this.#dirty.size === 0) return;
    this.#writeBlocks(this.#dirty);
    fsyncSync(this.#fd);
    this.#dirty.clear();
  }

  #writeBlocks(blocks: Iterable<number>): void {
    const bytes = Buffer.from(this.#sums.buffer, this.#sums.byteOffset, this.#sums.byteLength);
    for (const block of blocks) {
      const from = block * BLOCK * 4;
      writeSync(this.#fd, bytes, from, Math.min(BLOCK * 4, bytes.length - from), HEAD_BYTES + from);
    }
  }

  /** Notes pages whose checksum was not known, as a check has read them. */
  fill(found: readonly (readonly [number, number])[]): void {
    for (const [page, sum] of found) if ((this.#sums[page - 1] ?? 0) === 0) this.#set(page, sum);
    this.#write();
  }

  /**
   * Once the log is gone and the file has no log's mode any more: keeps the header the file is left with, if nobody wrote since everything
   * was noted. The log that was removed is still read through its handle.
   */
  left(): void {
    const before = this.#noted;
    const fd = this.#walFd;
    if (fd !== null) {
      const salts = this.#eight(fd, 16);
      if (salts !== -1n && (salts !== this.#salts || this.#frameIsOurs(fd, before))) return;
    }
    const page = this.#pageOne();
    if (page === null || page[18] !== 1 || this.#sums.length === 0) return;
    this.#sums[0] = sumOf(page);
    this.#writeHead(false, page.subarray(0, DB_HEADER), true);
  }

  /** After the connection is closed. */
  close(): void {
    for (const fd of [this.#fd, this.#dbFd, this.#walFd]) if (fd !== null) closeSync(fd);
    this.#walFd = null;
  }
}

/** The checksums that hold for a data file that is about to be opened; no connection of this process may be open. */
export function sumsBeforeOpening(file: string): Uint32Array {
  if (!existsSync(file)) return new Uint32Array();
  const fd = openSync(file, 'r');
  try {
    return readLedger(file, fd);
  } finally {
    closeSync(fd);
  }
}
