import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Size of a file in bytes. @throws Error when it is gone */
export async function fileSize(path: string): Promise<number> {
  return (await stat(path)).size;
}

/** sha256 of a file's bytes, in hex; streamed. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
