import { writeSync } from 'node:fs';

/**
 * Writes all of some bytes at a place of an open file (where it stands: null). One call of the system may write a part of them and say no
 * more, as on a disk that gets full meanwhile; the next one then says why.
 *
 * @throws Error of the file system
 */
export function writeAll(fd: number, bytes: Uint8Array, at: number | null = null): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(fd, bytes, done, bytes.length - done, at === null ? null : at + done);
}
