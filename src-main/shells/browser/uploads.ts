import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { CommandError } from '../../../src-preload/contract/index.ts';
import { UPLOADS } from '../../files/own-files.ts';
import { refuse, sendJson } from './answer.ts';

const UNFINISHED = '.part';
/** Largest file taken from a page, in bytes: some ten million rows. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;
/** What an upload leaves free on the disk of the data folder, in bytes: the queue needs some to go on. */
const LEFT_FREE = 256 * 1024 ** 2;
/** Files that come up at once. */
const AT_ONCE = 4;

export interface Uploads {
  /** Where finished uploads are kept until whoever opened them removes them. */
  readonly folder: string;
  /** `POST /api/upload?name=…`: the body goes to the disk as it comes, and the answer names its path. */
  receive(name: string, req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** What a test may set otherwise. */
export interface UploadLimits {
  readonly largest?: number;
  /** Bytes that are free on the disk. */
  readonly free?: () => Promise<number>;
}

class TooLarge extends Error {}
class DiskFull extends Error {}

/**
 * Receives files from the page into `uploads` of the data folder; what a killed desk left half done is removed. A name is made for each: of what
 * the person calls the file nothing but a plain ending is used. `handOver` lets the page name the finished file.
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

  /** Brings the body to the disk. What comes is counted: a sender that says nothing of its length, or the wrong one, gets no further than others. */
  async function keep(req: IncomingMessage, unfinished: string, room: number): Promise<void> {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      let bytes = 0;
      // Not destroyed when this ends early: the sender is still told why.
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
      const said = Number(req.headers['content-length'] ?? 0);
      if (said > largest) throw new TooLarge();
      const room = (await free()) - LEFT_FREE;
      if (said > room) throw new DiskFull();
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

/** The ending of a name where it is a plain one; what the person called the file is kept elsewhere, never used as a path. */
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
