const HEADER = 32;
const FRAME_HEADER = 24;
/** The page size with which every log of the desk's database was created. */
const PAGE_SIZE = 4096;
const STRIDE = FRAME_HEADER + PAGE_SIZE;

/** The content of a write-ahead log, by https://sqlite.org/fileformat2.html#the_write_ahead_log. */
export interface WalReading {
  /** The byte offset of the newest committed image of each page. */
  readonly pages: ReadonlyMap<number, number>;
  /** Pages whose newest committed image is damaged. The image in the file, or an earlier one, is outdated. */
  readonly lostPages: ReadonlySet<number>;
  /** The number of pages of the database after the last commit in the log; null if it has none. */
  readonly pageCount: number | null;
  /**
   * `whole`: SQLite reads everything that was confirmed. `torn`: its last transaction is incomplete, as after a power failure during a
   * write; that change was never confirmed. `damaged`: SQLite would take a damaged frame for the end and lose the confirmed changes after
   * it.
   */
  readonly state: 'whole' | 'torn' | 'damaged';
}

const NOTHING: WalReading = { pages: new Map(), lostPages: new Set(), pageCount: null, state: 'whole' };

/** What the log's index (`-shm`) says about the log with these salts: what was confirmed, and what is already in the file. */
export interface Confirmed {
  readonly mxFrame: number;
  readonly backfilled: number;
  readonly salt1: number;
  readonly salt2: number;
}

/** Reads the header of a `-shm` file; null if it has no usable data. */
export function readShm(shm: Buffer | null): Confirmed | null {
  if (shm === null || shm.length < 100 || !shm.subarray(0, 48).equals(shm.subarray(48, 96))) return null;
  const little = shm.readUInt32LE(0) === 3_007_000;
  if (!little && shm.readUInt32BE(0) !== 3_007_000) return null;
  const number = (at: number) => (little ? shm.readUInt32LE(at) : shm.readUInt32BE(at));
  // The salts are stored as in the log, big-endian.
  return { mxFrame: number(16), backfilled: number(96), salt1: shm.readUInt32BE(32), salt2: shm.readUInt32BE(36) };
}

interface Frame {
  readonly page: number;
  /** The number of pages after the commit that this frame ends; 0 if it ends none. */
  readonly size: number;
  readonly good: boolean;
}

/**
 * Reads a write-ahead log as SQLite would, and further: SQLite silently takes the first invalid frame for the end, even if confirmed
 * changes follow. Each frame has the running checksum, so the frames after a damaged one are checked from its value.
 */
export function readWal(wal: Buffer, confirmed: Confirmed | null = null): WalReading {
  if (wal.length < HEADER + STRIDE) return NOTHING;
  const little = wal.readUInt32BE(0) !== 0x377f0683;
  const salts = saltsOf(wal, little);
  const { frames, headerGood } = framesOf(wal, salts, little);
  const known = confirmed !== null && wal.readBigUInt64BE(salts).toString() === key(confirmed) ? confirmed : null;
  const firstBad = headerGood ? frames.findIndex(({ good }) => !good) : 0;
  const commits = frames.flatMap(({ size }, at) => (size === 0 ? [] : [at + 1]));
  const { end, state } = endOf(frames, commits, firstBad, known);
  const pages = new Map<number, number>();
  const lostPages = new Set<number>();
  let pageCount: number | null = null;
  for (let at = 0; at < end; at++) {
    const { page, size, good } = frames[at] as Frame;
    if (size !== 0) pageCount = size;
    if (good) {
      pages.set(page, HEADER + at * STRIDE + FRAME_HEADER);
      lostPages.delete(page);
    } else {
      pages.delete(page);
      // What is already in the file is read from there.
      if (known !== null && at < known.backfilled) lostPages.delete(page);
      else lostPages.add(page);
    }
  }
  return { pages, lostPages, pageCount, state };
}

const key = ({ salt1, salt2 }: Confirmed): string => ((BigInt(salt1) << 32n) | BigInt(salt2)).toString();

/**
 * Determines the salts of this log: from its header, or from its first frames if the header is damaged. A valid header counts even if the
 * frames have other salts, because SQLite restarts a log by writing its header, and after an interruption the frames are still those of the
 * previous round.
 */
function saltsOf(wal: Buffer, little: boolean): number {
  if (same(checksum(wal, 0, 24, [0, 0], little), storedAt(wal, 24))) return 16;
  const [first, second] = [HEADER + 8, HEADER + STRIDE + 8];
  const at = (place: number) => (place + 8 <= wal.length ? wal.readBigUInt64BE(place) : null);
  return at(16) !== at(first) && at(first) === at(second) ? first : 16;
}

function framesOf(wal: Buffer, saltsAt: number, little: boolean): { frames: Frame[]; headerGood: boolean } {
  const salts = wal.readBigUInt64BE(saltsAt);
  const own = checksum(wal, 0, 24, [0, 0], little);
  const stored = storedAt(wal, 24);
  const magic = wal.readUInt32BE(0);
  const headerGood = same(own, stored) && (magic === 0x377f0682 || magic === 0x377f0683) && saltsAt === 16;
  const frames: Frame[] = [];
  let seeds: Sum[] = same(own, stored) ? [stored] : [stored, own];
  for (let at = HEADER; at + STRIDE <= wal.length; at += STRIDE) {
    // Frames of an earlier round have other salts. The second salt is random, so a frame in which it matches although the first doesn't is
    // of this round.
    if (wal.readBigUInt64BE(at + 8) !== salts && wal.readUInt32BE(at + 12) !== Number(salts & 0xffffffffn)) {
      if (!laterOurs(wal, at + STRIDE, salts)) break;
    }
    const intact = wal.readBigUInt64BE(at + 8) === salts;
    const storedSum = storedAt(wal, at + 16);
    const sums = seeds.map((seed) =>
      checksum(wal, at + FRAME_HEADER, PAGE_SIZE, checksum(wal, at, 8, seed, little), little),
    );
    const good = intact && sums.some((sum) => same(sum, storedSum));
    frames.push({ page: wal.readUInt32BE(at), size: wal.readUInt32BE(at + 4), good });
    seeds = good ? [storedSum] : [storedSum, ...sums];
  }
  return { frames, headerGood };
}

function laterOurs(wal: Buffer, from: number, salts: bigint): boolean {
  return from + STRIDE <= wal.length && wal.readBigUInt64BE(from + 8) === salts;
}

function endOf(
  frames: readonly Frame[],
  commits: readonly number[],
  firstBad: number,
  known: Confirmed | null,
): { end: number; state: WalReading['state'] } {
  const last = commits.at(-1) ?? 0;
  if (known !== null) {
    // The index says how far the log was confirmed, which is the most reliable source.
    const end = Math.min(known.mxFrame, frames.length);
    return { end, state: firstBad >= 0 && firstBad < known.mxFrame ? 'damaged' : 'whole' };
  }
  if (firstBad < 0) return { end: last, state: 'whole' };
  const before = commits.filter((at) => at <= firstBad).at(-1) ?? 0;
  const behind = commits.filter((at) => at > firstBad).length;
  // If more than one transaction ends after the first damaged frame, its transaction was confirmed before the next began.
  if (behind > 1) return { end: last, state: 'damaged' };
  return { end: before, state: 'torn' };
}

type Sum = readonly [number, number];
const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1];
const storedAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];

/** The log's running checksum over `length` bytes (a multiple of eight). */
function checksum(bytes: Buffer, from: number, length: number, [a, b]: Sum, little: boolean): Sum {
  let s0 = a | 0;
  let s1 = b | 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, length);
  for (let at = 0; at < length; at += 8) {
    s0 = (s0 + view.getInt32(at, little) + s1) | 0;
    s1 = (s1 + view.getInt32(at + 4, little) + s0) | 0;
  }
  return [s0 >>> 0, s1 >>> 0];
}
