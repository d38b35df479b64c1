import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The size at which a file is full, and the number of full files that are kept. */
const BYTES_AT_MOST = 2 * 1024 * 1024;
const KEPT = 4;

/**
 * A file that lines are appended to, readable only by its owner. When it is full it is renamed, and the oldest is deleted. It is created
 * with its first line, and never in a folder that does not exist. Lines that can't be written are dropped silently, because logging must
 * not stop a desk.
 */
export class LogFile {
  readonly #path: string;
  readonly #bytesAtMost: number;
  #fd: number | null = null;
  #bytes = 0;
  /** The number of lines that could not be written. */
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
      // The disk is full or the folder is gone. The code that writes important data reports that.
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
