import { writeSync } from 'node:fs';

/**
 * Writes all bytes at an offset of an open file (null for its current position). A single system call may write only part of them without
 * an error, for example if the disk fills up; the next call then reports why.
 *
 * @throws Error of the file system
 */
export function writeAll(fd: number, bytes: Uint8Array, at: number | null = null): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(fd, bytes, done, bytes.length - done, at === null ? null : at + done);
}
