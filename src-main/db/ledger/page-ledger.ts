import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { writeAll } from '../../files/write-all.ts';
import { writeWhole } from '../damage/kept-schema.ts';
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

/** Frames between two checkpoints: 8 MiB, as long as others wait for one. */
const FRAMES = 2_000;
/** The ledger is written in pieces of the checksums of so many pages. */
const BLOCK = 1024;
const BLOCK_BYTES = BLOCK * 8;

/** What SQLite answers to a checkpoint. */
export interface Checkpoint {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Keeps the checksums of every page that is brought from the log into the data file: noted before the checkpoint, on the disk before it, so
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
  #sums: PageSums;
  /** As it stands in the file. */
  #end: LedgerEnd;
  /** What it is to be before the next checksums are written. */
  #nextEnd: LedgerEnd | null = null;
  #walFd: number | null = null;
  #salts = 0n;
  /** Frames of the log as it is now that have been noted. */
  #noted = 0;
  /** The running checksum of the last of them. */
  #frameSum = 0n;
  /** Whether the log held nothing else when it was last brought into the file whole: only then is a log that begins anew the desk's own. */
  #clean: boolean;
  #needsLog = false;
  /** There were no checksums of the file to go on with: it is new, or something else wrote to it. */
  readonly isNew: boolean;
  /** Blocks of the ledger that are not on the disk yet: a full disk may refuse them for a while. */
  readonly #dirty = new Set<number>();
  readonly #few = Buffer.alloc(8);

  /**
   * Over a connection that is open, has not written, and makes no checkpoints by itself.
   *
   * @param held the checksums that hold for the file, read before it was opened
   * @param dataVersion SQLite's `data_version` of the connection: it changes when another one commits
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
    // Of a log that is there already more may be noted than this connection has seen.
    const goesOn = held.sums.length > 0 && held.end?.open === true && held.end.salts === this.#salts;
    this.#end = goesOn && held.end ? held.end : { open: true, salts: this.#salts, noted: 0, frameSum: 0n };
    this.#fd = this.#openLedger(held);
    if (!goesOn) this.#writeEnd(this.#end);
    if (salts === -1n) {
      // Setting the log's mode has written the first page.
      const page = this.#pageOne();
      if (page !== null && held.sums.length > 0) setSum(held.sums, 1, sumOf(page));
    }
    this.#writeHead(this.#salts !== 0n, null, true);
  }

  #openLedger({ sums, end }: Ledger): number {
    const path = ledgerFile(this.#file);
    if (sums.length === 0) return openSync(path, 'w+', 0o600);
    // One of before is written anew: whole, or it stays as it is.
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
    return this.#salts !== 0n && this.#eight(fd, WAL_HEADER + frame * FRAME + 8) === this.#salts;
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

  /** Another connection wrote: nothing that was noted holds for sure any more. */
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

  /** Notes every page that was committed to the log, for good: before a checkpoint, and before the data is closed. */
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

  /** After a checkpoint: whether everything was brought in, and all of it had been noted. */
  checkpointed({ busy, log, checkpointed }: Checkpoint): boolean {
    this.#clean = busy === 0 && log === checkpointed && (log === this.#noted || log <= 0);
    return this.#clean;
  }

  /** Before the log is cut to nothing: it does not have to be there any more. */
  logEnds(): void {
    this.#writeHead(false, null);
  }

  #set(page: number, sum: PageSum): void {
    if (2 * page > this.#sums.length) this.#grow(page);
    setSum(this.#sums, page, sum);
    this.#dirty.add(Math.floor((page - 1) / BLOCK));
  }

  /** Makes room for the checksums of more pages. Until there is an end behind them none holds: its old bytes are never taken for checksums. */
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

  /** Notes pages whose checksums were not known, as a check has read them; not those that were noted otherwise meanwhile. */
  fill(found: readonly UnknownPage[]): void {
    for (const [page, crc, xx] of found) {
      const known = sumAt(this.#sums, page);
      if (known.crc === 0 || (known.crc === crc && known.xx === 0)) this.#set(page, { crc, xx });
    }
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
    setSum(this.#sums, 1, sumOf(page));
    this.#writeEnd({ open: false, salts: 0n, noted: 0, frameSum: 0n });
    this.#writeHead(false, page.subarray(0, DB_HEADER), true);
  }

  /** After the connection is closed. */
  close(): void {
    for (const fd of [this.#fd, this.#dbFd, this.#walFd]) if (fd !== null) closeSync(fd);
    this.#walFd = null;
  }
}

const bytesOf = (sums: PageSums): Buffer => Buffer.from(sums.buffer, sums.byteOffset, sums.byteLength);

/** The checksums that hold for a data file that is about to be opened; no connection of this process may be open. */
export function sumsBeforeOpening(file: string): Ledger {
  if (!existsSync(file)) return { sums: new Uint32Array(), end: null };
  const fd = openSync(file, 'r');
  try {
    return readLedger(file, fd);
  } finally {
    closeSync(fd);
  }
}
