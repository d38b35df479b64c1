import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refuse, sendJson } from './answer.ts';

const UNFINISHED = '.part';

export interface Uploads {
  /** Where finished uploads are kept until whoever opened them removes them. */
  readonly folder: string;
  /** `POST /api/upload?name=…`: the body goes to the disk as it comes, and the answer names its path. */
  receive(name: string, req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** Receives files from the page into `uploads` of the data folder, whatever their size; what a killed desk left half done is removed. */
export async function openUploads(dataDir: string): Promise<Uploads> {
  const folder = join(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
  }
  return {
    folder,
    async receive(name, req, res) {
      const path = join(folder, `${randomBytes(12).toString('hex')}${safeEnding(name)}`);
      const unfinished = path + UNFINISHED;
      try {
        await pipeline(req, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        if (res.destroyed || req.errored === error) {
          res.destroy();
          return;
        }
        return refuse(res, 507, 'file', whyNotKept(error), { connection: 'close' });
      }
      sendJson(res, 200, { ok: true, value: { path } });
    },
  };
}

/** The ending of a name where it is a plain one; what the person called the file is kept elsewhere, never used as a path. */
function safeEnding(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) && ending !== UNFINISHED ? ending : '';
}

function whyNotKept(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return 'The disk that holds Trunkline’s data is full, so the file could not be taken. Make room and try again.';
  }
  return `The file could not be taken into Trunkline’s data folder: ${message}. Try again.`;
}
