import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file is full at so many bytes; so many full ones are kept beside it. */
const BYTES_AT_MOST = 2 * 1024 * 1024;
const KEPT = 4;

/**
 * A file that grows line by line, for its owner alone; when it is full it is put aside, and the oldest goes. It is opened at its first
 * line, and never in a folder that is not there. What can't be written is lost without a word: a log must not stop a desk.
 */
export class LogFile {
  readonly #path: string;
  readonly #bytesAtMost: number;
  #fd: number | null = null;
  #bytes = 0;
  /** Lines that could not be written. */
  lost = 0;

  constructor(folder: string, name: string, bytesAtMost = BYTES_AT_MOST) {
    this.#path = join(folder, `${name}.log`);
    this.#bytesAtMost = bytesAtMost;
  }

  write(line: string): void {
    try {
      const fd = this.#fd ?? this.#open();
      if (fd === null) return;
      this.#bytes += writeSync(fd, line);
      if (this.#bytes >= this.#bytesAtMost) this.#putAside();
    } catch {
      // A full disk, a folder that went: whoever writes what matters tells of it.
      this.lost++;
      this.close();
    }
  }

  #open(): number | null {
    const folder = dirname(this.#path);
    if (!existsSync(dirname(folder))) return null;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fd = openSync(this.#path, 'a', 0o600);
    this.#fd = fd;
    this.#bytes = fstatSync(fd).size;
    return fd;
  }

  #putAside(): void {
    this.close();
    const nth = (n: number) => this.#path.replace(/\.log$/, `.${n}.log`);
    rmSync(nth(KEPT), { force: true });
    for (let n = KEPT - 1; n >= 1; n--) if (existsSync(nth(n))) renameSync(nth(n), nth(n + 1));
    renameSync(this.#path, nth(1));
  }

  close(): void {
    if (this.#fd === null) return;
    const fd = this.#fd;
    this.#fd = null;
    closeSync(fd);
  }
}
