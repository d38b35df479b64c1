const HEADER = 32;
const FRAME_HEADER = 24;
/** What every log of the desk's database has been made with. */
const PAGE_SIZE = 4096;
const STRIDE = FRAME_HEADER + PAGE_SIZE;

/** What stands in a write-ahead log, by https://sqlite.org/fileformat2.html#the_write_ahead_log. */
export interface WalReading {
  /** Byte offset of the newest committed image of each page. */
  readonly pages: ReadonlyMap<number, number>;
  /** Pages whose newest committed image is damaged: what the file or an earlier image says of them is older. */
  readonly lostPages: ReadonlySet<number>;
  /** Pages of the database after the last commit in the log; null when the log holds none. */
  readonly pageCount: number | null;
  /**
   * `whole`: SQLite reads all that was confirmed. `torn`: its last transaction is not whole, as a power cut in the middle of a write leaves
   * it: that change was never confirmed. `damaged`: SQLite would take a damaged frame for the end and drop confirmed changes behind it.
   */
  readonly state: 'whole' | 'torn' | 'damaged';
}

const NOTHING: WalReading = { pages: new Map(), lostPages: new Set(), pageCount: null, state: 'whole' };

/** What the log's index (`-shm`) says of the log with these salts: what was confirmed, and what stands in the file already. */
export interface Confirmed {
  readonly mxFrame: number;
  readonly backfilled: number;
  readonly salt1: number;
  readonly salt2: number;
}

/** Reads the header of a `-shm` file; null where it tells nothing. */
export function readShm(shm: Buffer | null): Confirmed | null {
  if (shm === null || shm.length < 100 || !shm.subarray(0, 48).equals(shm.subarray(48, 96))) return null;
  const little = shm.readUInt32LE(0) === 3_007_000;
  if (!little && shm.readUInt32BE(0) !== 3_007_000) return null;
  const number = (at: number) => (little ? shm.readUInt32LE(at) : shm.readUInt32BE(at));
  // The salts are copied from the log as they stand there, big-endian.
  return { mxFrame: number(16), backfilled: number(96), salt1: shm.readUInt32BE(32), salt2: shm.readUInt32BE(36) };
}

interface Frame {
  readonly page: number;
  /** Pages after the commit that it ends; 0 where it ends none. */
  readonly size: number;
  readonly good: boolean;
}

/**
 * Reads a write-ahead log as SQLite would, and beyond: SQLite takes the first frame that does not check for the end and says nothing, also
 * where confirmed changes stand behind it. Each frame carries the running checksum, so those behind a damaged one are checked from there.
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
      // What has been brought into the file already is read from there.
      if (known !== null && at < known.backfilled) lostPages.delete(page);
      else lostPages.add(page);
    }
  }
  return { pages, lostPages, pageCount, state };
}

const key = ({ salt1, salt2 }: Confirmed): string => ((BigInt(salt1) << 32n) | BigInt(salt2)).toString();

/**
 * Where the salts of this log stand: in its header, or, where that is damaged, in its first frames. A header that checks is believed though
 * the frames have other salts: SQLite begins a round anew by its header, and a stop before the first frame leaves those of the round before.
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
    // Frames of an earlier round have other salts; the second is random, so one that is right beside a wrong first is ours.
    if (wal.readBigUInt64BE(at + 8) !== salts && wal.readUInt32BE(at + 12) !== Number(salts & 0xffffffffn)) {
      if (!laterOurs(wal, at + STRIDE, salts)) break;
    }
    const intact = wal.readBigUInt64BE(at + 8) === salts;
    const said = storedAt(wal, at + 16);
    const sums = seeds.map((seed) =>
      checksum(wal, at + FRAME_HEADER, PAGE_SIZE, checksum(wal, at, 8, seed, little), little),
    );
    const good = intact && sums.some((sum) => same(sum, said));
    frames.push({ page: wal.readUInt32BE(at), size: wal.readUInt32BE(at + 4), good });
    seeds = good ? [said] : [said, ...sums];
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
    // The index says how far the log was confirmed: nothing else is as sure.
    const end = Math.min(known.mxFrame, frames.length);
    return { end, state: firstBad >= 0 && firstBad < known.mxFrame ? 'damaged' : 'whole' };
  }
  if (firstBad < 0) return { end: last, state: 'whole' };
  const before = commits.filter((at) => at <= firstBad).at(-1) ?? 0;
  const behind = commits.filter((at) => at > firstBad).length;
  // More than one transaction ends behind the first bad frame: that it is in was confirmed before the next began.
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
