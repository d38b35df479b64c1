import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { writeAll } from '../../files/write-all.ts';
import { writeWhole } from '../../files/write-whole.ts';
import type { UnknownPage } from './compare.ts';
import {
  DB_HEADER,
  END_BYTES,
  endBytes,
  FRAME,
  FRAME_HEADER,
  HEAD_BYTES,
  headBytes,
  type LedgerEnd,
  type LedgerHead,
  PAGE,
  WAL_HEADER,
} from './layout.ts';
import { type Ledger, ledgerFile, readLedger } from './ledger-file.ts';
import { type PageSum, type PageSums, setSum, sumAt, sumOf } from './sums.ts';

/** The number of frames between two checkpoints: 8 MiB, which limits how long other commands wait for one. */
const FRAMES = 2_000;
/** The ledger is written in blocks with the checksums of this many pages. */
const BLOCK = 1024;
const BLOCK_BYTES = BLOCK * 8;

/** SQLite's result of a checkpoint. */
export interface Checkpoint {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Keeps the checksums of every page that a checkpoint writes from the log to the data file. They are recorded and synced to the disk before
 * the checkpoint, so that the two only disagree because of damage. There is one writer, the core's connection, and only it makes
 * checkpoints. If another connection wrote, or checkpointed what was not yet recorded, all checksums are discarded, and a check records
 * them again.
 */
export class PageLedger {
  readonly #file: string;
  readonly #fd: number;
  /** It is kept open until the connection is closed, because closing it would release the connection's locks on the file. */
  readonly #dbFd: number;
  readonly #dataVersion: () => number;
  #version: number;
  #sums: PageSums;
  /** The end as stored in the file. */
  #end: LedgerEnd;
  /** The end to be stored before the next checksums are written. */
  #nextEnd: LedgerEnd | null = null;
  #walFd: number | null = null;
  #salts = 0n;
  /** The number of the current log's frames that have been recorded. */
  #noted = 0;
  /** The running checksum of the last of them. */
  #frameSum = 0n;
  /** Whether everything in the log was recorded when it was last completely checkpointed. Only then is a restarted log the desk's own. */
  #clean: boolean;
  #needsLog = false;
  /** There were no valid checksums of the file: it is new, or something else wrote to it. */
  readonly isNew: boolean;
  /** Blocks of the ledger that are not on the disk yet, because a full disk may refuse them for a while. */
  readonly #dirty = new Set<number>();
  readonly #few = Buffer.alloc(8);

  /**
   * Uses a connection that is open, has not written, and makes no checkpoints itself.
   *
   * @param held the valid checksums of the file, read before it was opened
   * @param dataVersion SQLite's `data_version` of the connection, which changes when another one commits
   * @throws Error of the file system
   */
  constructor(file: string, held: Ledger, dataVersion: () => number) {
    this.#file = file;
    this.#dataVersion = dataVersion;
    this.#version = dataVersion();
    this.#sums = held.sums;
    this.isNew = held.sums.length === 0;
    this.#dbFd = openSync(file, 'r');
    const wal = this.#open();
    const salts = wal === null ? -1n : this.#eight(wal, 16);
    if (salts !== -1n) this.#salts = salts;
    this.#clean = salts === -1n;
    // More frames of an existing log may have been recorded than this connection has seen.
    const goesOn = held.sums.length > 0 && held.end?.open === true && held.end.salts === this.#salts;
    this.#end = goesOn && held.end ? held.end : { open: true, salts: this.#salts, noted: 0, frameSum: 0n };
    this.#fd = this.#openLedger(held);
    if (!goesOn) this.#writeEnd(this.#end);
    if (salts === -1n) {
      // Turning WAL mode on has written the first page.
      const page = this.#pageOne();
      if (page !== null && held.sums.length > 0) setSum(held.sums, 1, sumOf(page));
    }
    this.#writeHead(this.#salts !== 0n, null, true);
  }

  #openLedger({ sums, end }: Ledger): number {
    const path = ledgerFile(this.#file);
    if (sums.length === 0) return openSync(path, 'w+', 0o600);
    // A ledger in the earlier format is rewritten completely or stays unchanged.
    if (end === null) {
      const head = headBytes({ needsLog: this.#salts !== 0n, salts: this.#salts, header: null });
      writeWhole(path, Buffer.concat([head, bytesOf(sums), endBytes(this.#end)]));
    }
    return openSync(path, 'r+');
  }

  #pageOne(): Buffer | null {
    const page = Buffer.alloc(PAGE);
    return readSync(this.#dbFd, page, 0, PAGE, 0) === PAGE ? page : null;
  }

  #writeHead(needsLog: boolean, header: LedgerHead['header'], withFirst = false): void {
    if (withFirst && this.#sums.length > 0) this.#writeBlocks([0]);
    writeAll(this.#fd, headBytes({ needsLog, salts: this.#salts, header }), 0);
    fsyncSync(this.#fd);
    this.#needsLog = needsLog;
  }

  #writeEnd(end: LedgerEnd): void {
    writeAll(this.#fd, endBytes(end), HEAD_BYTES + this.#sums.byteLength);
    this.#end = end;
  }

  /**
   * To be called after a commit. Whether the log is so long that a checkpoint is due, or so many times as long. It makes three short reads.
   */
  isDue(times = 1): boolean {
    const fd = this.#open();
    if (fd === null) return false;
    this.#sync(fd);
    if (this.#clean && this.#frameIsOurs(fd, this.#noted)) this.#clean = false;
    if (!this.#needsLog && this.#frameIsOurs(fd, 0)) this.#writeHead(true, null);
    return this.#frameIsOurs(fd, this.#noted + FRAMES * times - 1);
  }

  #frameIsOurs(fd: number, frame: number): boolean {
    return this.#salts !== 0n && this.#eight(fd, WAL_HEADER + frame * FRAME + 8) === this.#salts;
  }

  #open(): number | null {
    const wal = `${this.#file}-wal`;
    if (this.#walFd === null && existsSync(wal)) this.#walFd = openSync(wal, 'r');
    return this.#walFd;
  }

  /** Whether no other connection has written since its changes were last trusted. */
  isAlone(): boolean {
    return this.#dataVersion() === this.#version;
  }

  /** To be called after the desk itself wrote by another connection, if nobody else had. */
  trustOthers(): void {
    this.#version = this.#dataVersion();
  }

  /** Handles a log that was restarted. */
  #sync(fd: number): void {
    const salts = this.#eight(fd, 16);
    if (salts === this.#salts || salts === -1n) return;
    const ours = this.#clean && this.#dataVersion() === this.#version;
    this.#salts = salts;
    this.#noted = 0;
    this.#needsLog = false;
    if (!ours) {
      this.#forget();
      return;
    }
    this.#writeEnd({ open: true, salts, noted: 0, frameSum: 0n });
    this.#writeHead(true, null);
  }

  #eight(fd: number, at: number): bigint {
    return readSync(fd, this.#few, 0, 8, at) === 8 ? this.#few.readBigUInt64BE(0) : -1n;
  }

  /** Discards everything that was recorded, because another connection wrote. */
  #forget(): void {
    this.#version = this.#dataVersion();
    this.#sums = new Uint32Array();
    this.#dirty.clear();
    this.#noted = 0;
    this.#clean = false;
    this.#nextEnd = null;
    ftruncateSync(this.#fd, HEAD_BYTES);
    this.#writeEnd({ open: true, salts: this.#salts, noted: 0, frameSum: 0n });
    this.#writeHead(true, null);
  }

  /** Records every page that was committed to the log and syncs that to the disk: before a checkpoint, and before the data is closed. */
  note(): void {
    const fd = this.#open();
    if (fd === null) return;
    this.#sync(fd);
    if (this.#salts === 0n) return;
    if (this.#dataVersion() !== this.#version) this.#forget();
    const piece = Buffer.alloc(FRAME * 256);
    let pending: [number, PageSum][] = [];
    for (let frame = this.#noted; ; ) {
      const got = readSync(fd, piece, 0, piece.length, WAL_HEADER + frame * FRAME);
      let at = 0;
      for (; at + FRAME <= got && piece.readBigUInt64BE(at + 8) === this.#salts; at += FRAME, frame++) {
        pending.push([piece.readUInt32BE(at), sumOf(piece.subarray(at + FRAME_HEADER, at + FRAME))]);
        if (piece.readUInt32BE(at + 4) === 0) continue;
        for (const [page, sum] of pending) this.#set(page, sum);
        pending = [];
        this.#noted = frame + 1;
        this.#frameSum = piece.readBigUInt64BE(at + 16);
      }
      if (at < piece.length) break;
    }
    if (this.#noted > 0) {
      this.#nextEnd = { open: true, salts: this.#salts, noted: this.#noted, frameSum: this.#frameSum };
    }
    this.#write();
  }

  /** To be called after a checkpoint. Checks whether everything was written to the file and all of it had been recorded. */
  checkpointed({ busy, log, checkpointed }: Checkpoint): boolean {
    this.#clean = busy === 0 && log === checkpointed && (log === this.#noted || log <= 0);
    return this.#clean;
  }

  /** To be called before the log is truncated to zero, so that it need not exist any more. */
  logEnds(): void {
    this.#writeHead(false, null);
  }

  #set(page: number, sum: PageSum): void {
    if (2 * page > this.#sums.length) this.#grow(page);
    setSum(this.#sums, page, sum);
    this.#dirty.add(Math.floor((page - 1) / BLOCK));
  }

  /**
   * Makes space for the checksums of more pages. Until a new end is written after them none are valid, so that the old end's bytes are
   * never read as checksums.
   */
  #grow(page: number): void {
    const more = new Uint32Array(Math.ceil((page * 1.2) / BLOCK) * BLOCK * 2);
    more.set(this.#sums);
    this.#nextEnd ??= this.#end;
    writeAll(this.#fd, Buffer.alloc(END_BYTES), HEAD_BYTES + this.#sums.byteLength);
    fsyncSync(this.#fd);
    ftruncateSync(this.#fd, HEAD_BYTES + more.byteLength);
    this.#sums = more;
  }

  #write(): void {
    if (this.#dirty.size === 0) return;
    if (this.#nextEnd !== null) this.#writeEnd(this.#nextEnd);
    this.#nextEnd = null;
    this.#writeBlocks(this.#dirty);
    fsyncSync(this.#fd);
    this.#dirty.clear();
  }

  #writeBlocks(blocks: Iterable<number>): void {
    const bytes = bytesOf(this.#sums);
    for (const block of blocks) {
      const from = block * BLOCK_BYTES;
      writeAll(this.#fd, bytes.subarray(from, from + BLOCK_BYTES), HEAD_BYTES + from);
    }
  }

  /** Stores the checksums of pages that a check has read, if they are still unknown. */
  fill(found: readonly UnknownPage[]): void {
    for (const [page, crc, xx] of found) {
      const known = sumAt(this.#sums, page);
      if (known.crc === 0 || (known.crc === crc && known.xx === 0)) this.#set(page, { crc, xx });
    }
    this.#write();
  }

  /**
   * To be called when the log is deleted and WAL mode is off. Stores the header of the file if nobody wrote since everything was recorded.
   * The deleted log is still read through its open handle.
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
    setSum(this.#sums, 1, sumOf(page));
    this.#writeEnd({ open: false, salts: 0n, noted: 0, frameSum: 0n });
    this.#writeHead(false, page.subarray(0, DB_HEADER), true);
  }

  /** To be called after the connection is closed. */
  close(): void {
    for (const fd of [this.#fd, this.#dbFd, this.#walFd]) if (fd !== null) closeSync(fd);
    this.#walFd = null;
  }
}

const bytesOf = (sums: PageSums): Buffer => Buffer.from(sums.buffer, sums.byteOffset, sums.byteLength);

/** The valid checksums of a data file that is about to be opened. No connection of this process may be open. */
export function sumsBeforeOpening(file: string): Ledger {
  if (!existsSync(file)) return { sums: new Uint32Array(), end: null };
  const fd = openSync(file, 'r');
  try {
    return readLedger(file, fd);
  } finally {
    closeSync(fd);
  }
}
