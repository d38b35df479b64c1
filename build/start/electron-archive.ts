import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Dispatcher, fetch } from 'undici';

/** How long nothing may arrive, ms: behind a firewall that drops what it does not like, nothing ever fails by itself. */
const STALL_MS = 15_000;
/** How often the progress is told, ms. */
const PROGRESS_MS = 5_000;

export interface ArchiveOptions {
  readonly url: string;
  /** What the electron package says that the file's SHA-256 is. */
  readonly sha256: string;
  /** Where the file goes. What has arrived of it stands beside it, as `.part`, until it is whole. */
  readonly path: string;
  readonly dispatcher?: Dispatcher;
  readonly tell?: (sentence: string) => void;
  readonly stallMs?: number;
  readonly progressMs?: number;
}

/**
 * Fetches a file, however long that takes as long as something arrives. A download that was cut off goes on where it was, in this run and in a later one;
 * one whose checksum is wrong is thrown away, and where it was put together of two, fetched once more from the beginning.
 *
 * @throws Error with the cause, as the end of a sentence. What has arrived stays for the next time
 */
export async function fetchArchive(options: ArchiveOptions): Promise<void> {
  const { path, sha256 } = options;
  const part = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && (await sha256Of(path)) === sha256) return;
  const wasThere = sizeOf(part) > 0;
  const resumed = (await fetchRest(options, part)) || wasThere;
  let found = await sha256Of(part);
  if (found !== sha256 && resumed) {
    // Put together of two: perhaps of two files. A whole one decides.
    rmSync(part);
    await fetchRest(options, part);
    found = await sha256Of(part);
  }
  if (found !== sha256) {
    rmSync(part);
    throw new Error(
      `its checksum is wrong (${found.slice(0, 12)}… instead of ${sha256.slice(0, 12)}…), so ${new URL(options.url).host} gave another file`,
    );
  }
  renameSync(part, path);
}

/** Fetches until the file is whole, again after each cut as long as more arrives. Whether it was put together of several answers. */
async function fetchRest(options: ArchiveOptions, part: string): Promise<boolean> {
  for (let resumed = false; ; resumed = true) {
    const before = sizeOf(part);
    try {
      await fetchOnce(options, part);
      return resumed;
    } catch (error) {
      if (error instanceof Refused || sizeOf(part) <= before) throw new Error(causeOf(error), { cause: error });
    }
  }
}

/** An answer that another try would not change. */
class Refused extends Error {}

async function fetchOnce(options: ArchiveOptions, part: string): Promise<void> {
  const { url, dispatcher, stallMs = STALL_MS } = options;
  const have = sizeOf(part);
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ended.abort(new Error(`nothing arrived for ${stallMs / 1000} s`)), stallMs);
  };
  alive();
  try {
    const answer = await fetch(url, {
      headers: have > 0 ? { range: `bytes=${have}-` } : {},
      signal: ended.signal,
      ...(dispatcher ? { dispatcher } : {}),
    });
    // Nothing is left after what has arrived (RFC 9110, 15.5.17): its checksum says whether it is whole.
    if (answer.status === 416 && have > 0) return;
    if (!answer.ok || answer.body === null) {
      throw new Refused(`${new URL(url).host} answered ${answer.status} ${answer.statusText}`.trimEnd());
    }
    const goesOn = answer.status === 206;
    const total = Number(answer.headers.get('content-length') ?? Number.NaN) + (goesOn ? have : 0);
    const progress = progressOf(options, goesOn ? have : 0, total);
    const file = await open(part, goesOn ? 'a' : 'w');
    try {
      // Each piece is on disk before the next one is taken: a line that is cut costs none of those before.
      for await (const piece of answer.body) {
        alive();
        await file.writeFile(piece);
        progress(piece.length);
      }
    } finally {
      await file.close();
    }
    if (sizeOf(part) < total) throw new Error('the connection was closed');
  } finally {
    clearTimeout(timer);
  }
}

function progressOf({ tell = () => {}, progressMs = PROGRESS_MS }: ArchiveOptions, from: number, total: number) {
  const began = performance.now();
  let bytes = 0;
  let toldAt = began;
  return (more: number) => {
    bytes += more;
    const now = performance.now();
    if (now - toldAt < progressMs) return;
    toldAt = now;
    const perSecond = (bytes / (now - began)) * 1000;
    const of = Number.isFinite(total)
      ? ` of ${megabytes(total)} MB (${Math.floor(((from + bytes) / total) * 100)}%)`
      : '';
    const left = Number.isFinite(total) ? `, ${duration((total - from - bytes) / perSecond)} left` : '';
    tell(`Fetching Electron: ${megabytes(from + bytes)}${of}${left}.`);
  };
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
const duration = (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** What undici hides behind "fetch failed". */
function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? causeOf(cause) : message;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
