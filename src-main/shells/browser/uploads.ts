import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { CommandError } from '../../../src-preload/contract/index.ts';
import { UPLOADS } from '../../files/own-files.ts';
import { refuse, sendJson } from './answer.ts';

const UNFINISHED = '.part';
/** The largest file accepted from a page, bytes: some ten million rows. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;
/** The space that an upload leaves free on the disk of the data folder, bytes, because the queue needs some to continue. */
const LEFT_FREE = 256 * 1024 ** 2;
/** The most files received at once. */
const AT_ONCE = 4;

export interface Uploads {
  /** The folder of finished uploads, until the code that opened them removes them. */
  readonly folder: string;
  /** `POST /api/upload?name=…`: writes the body to the disk while it is received, and answers with its path. */
  receive(name: string, req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** Limits that tests can change. */
export interface UploadLimits {
  readonly largest?: number;
  /** Bytes that are free on the disk. */
  readonly free?: () => Promise<number>;
}

class TooLarge extends Error {}
class DiskFull extends Error {}

/**
 * Receives files from the page into `uploads` of the data folder. Incomplete files of a killed desk are removed. Each gets a generated
 * name; of the person's file name only a simple extension is used. `handOver` allows the page to use the finished file's path.
 */
export async function openUploads(
  dataDir: string,
  handOver: (path: string) => string,
  limits: UploadLimits = {},
): Promise<Uploads> {
  const folder = join(dataDir, UPLOADS);
  const largest = limits.largest ?? LARGEST_UPLOAD;
  const free = limits.free ?? (() => freeBytes(folder));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
  }
  let underway = 0;

  /** Writes the body to the disk. Received bytes are counted, so that a missing or wrong length doesn't exceed the limit. */
  async function keep(req: IncomingMessage, unfinished: string, room: number): Promise<void> {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      let bytes = 0;
      // Not destroyed when this ends early, so that the sender still receives the reason.
      for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > largest) throw new TooLarge();
        if (bytes > room) throw new DiskFull();
        await file.appendFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async function take(name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = join(folder, `${randomBytes(12).toString('hex')}${safeEnding(name)}`);
    const unfinished = path + UNFINISHED;
    let given: string;
    try {
      const declaredLength = Number(req.headers['content-length'] ?? 0);
      if (declaredLength > largest) throw new TooLarge();
      const room = (await free()) - LEFT_FREE;
      if (declaredLength > room) throw new DiskFull();
      await keep(req, unfinished, room);
      await rename(unfinished, path);
      given = handOver(path);
    } catch (error) {
      await rm(unfinished, { force: true });
      await rm(path, { force: true });
      if (res.destroyed || req.errored !== null) {
        res.destroy();
        return;
      }
      const status = error instanceof TooLarge ? 413 : 507;
      return refuse(res, status, 'file', whyNotKept(error, largest), { connection: 'close' });
    }
    sendJson(res, 200, { ok: true, value: { path: given } });
  }

  return {
    folder,
    async receive(name, req, res) {
      if (underway >= AT_ONCE) {
        const words = `${AT_ONCE} files are already being uploaded. Wait for them, then try again.`;
        return refuse(res, 429, 'busy', words, { connection: 'close' });
      }
      underway++;
      await take(name, req, res).finally(() => {
        underway--;
      });
    },
  };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The extension of a name if it is a simple one. The person's file name is stored elsewhere and never used as a path. */
function safeEnding(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) && ending !== UNFINISHED ? ending : '';
}

function whyNotKept(error: unknown, largest: number): string {
  if (error instanceof TooLarge) {
    const size = largest >= 1024 ** 3 ? `${largest / 1024 ** 3} GiB` : `${largest} bytes`;
    return `The file is larger than ${size}, the limit for uploads. Split it, or import it from the terminal.`;
  }
  const { code, message } = error as NodeJS.ErrnoException | CommandError;
  if (error instanceof DiskFull || code === 'ENOSPC' || code === 'EDQUOT') {
    return 'The disk that holds Trunkline’s data is full, so the file could not be saved. Free up space and try again.';
  }
  return `The file could not be saved in Trunkline’s data folder: ${message}. Try again.`;
}
