import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAll } from '../files/write-all.ts';
import { ASK_DISK_AGAIN_MS, DataFolderGone, diskWords, isDiskTrouble } from './disk-trouble.ts';
import { databaseFile } from './open.ts';
import type { Store } from './store.ts';

/** The number of bytes that must be writable before the disk counts as working again. With less space the next batch of rows would fail. */
const ROOM = 256 * 1024;

export interface DiskHealthPorts {
  readonly store: Store;
  readonly dataDir: string;
  /** Calls `fn` after `ms`. The returned function cancels it. */
  readonly after: (ms: number, fn: () => void) => () => void;
  /** Called when the disk's problem has changed. */
  readonly changed: () => void;
  /** Called when the disk can be written to again. */
  readonly recovered: () => void;
}

/**
 * Monitors whether the disk of the data folder can be written to. Code that fails to write because of the disk reports it here. Then the
 * disk is tested every few seconds, so that waiting work continues without anyone's help once the problem is over.
 */
export class DiskHealth {
  readonly #ports: DiskHealthPorts;
  /** The writers that failed. Those that try again themselves also report their success. */
  readonly #failing = new Map<unknown, { readonly error: Error; readonly retries: boolean }>();
  readonly #identity: string;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(ports: DiskHealthPorts) {
    this.#ports = ports;
    this.#identity = identityOf(ports.dataDir) ?? '';
    ports.store.beforeWrite = () => this.assertThere();
  }

  /** What is wrong and what to do, for the operator; null while the disk works. */
  get problem(): string | null {
    if (!this.#isThere()) return diskWords(new DataFolderGone(this.#ports.dataDir));
    const first = this.#failing.values().next().value;
    return first ? diskWords(first.error) : null;
  }

  /**
   * Checks that the data folder is the one that was opened. Some systems allow deleting a folder that a running program uses, and
   * everything written afterwards would be lost silently. @throws DataFolderGone
   */
  assertThere(): void {
    if (this.#isThere()) return;
    const error = new DataFolderGone(this.#ports.dataDir);
    this.failed('folder', error);
    throw error;
  }

  /**
   * Records an error if it is the disk's. `retries` means that the writer tries again itself and will call `worked`.
   * @returns whether it is a disk error
   */
  failed(who: unknown, error: unknown, retries = false): boolean {
    if (!isDiskTrouble(error)) return false;
    const isNew = !this.#failing.has(who);
    this.#failing.set(who, { error, retries });
    if (isNew) this.#ports.changed();
    this.#askLater();
    return true;
  }

  /** Records that a writer that failed has now succeeded. */
  worked(who: unknown): void {
    if (this.#failing.delete(who)) this.#ports.changed();
  }

  /** Runs background work and repeats it until the disk accepts it. @throws errors other than the disk's */
  patiently(work: () => void): () => void {
    const who = {};
    let cancelTimer: (() => void) | null = null;
    let ended = false;
    const attempt = () => {
      cancelTimer = null;
      if (ended) return;
      try {
        work();
      } catch (error) {
        if (!this.failed(who, error, true)) throw error;
        if (!this.#closed) cancelTimer = this.#ports.after(ASK_DISK_AGAIN_MS, attempt);
        return;
      }
      this.worked(who);
    };
    attempt();
    return () => {
      ended = true;
      cancelTimer?.();
      this.worked(who);
    };
  }

  /** Writes and deletes data, in a separate file and in the database. @returns the disk's error, or null if it works */
  check(): Error | null {
    try {
      this.assertThere();
      const file = join(this.#ports.dataDir, '.write-check');
      try {
        const handle = openSync(file, 'w', 0o600);
        try {
          writeAll(handle, Buffer.alloc(ROOM));
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
      } finally {
        rmSync(file, { force: true });
      }
      const { store } = this.#ports;
      store.write(() => {
        store.prepare(`INSERT OR REPLACE INTO meta (key, value) VALUES ('write-check', ?)`).run('0'.repeat(ROOM));
        store.prepare(`DELETE FROM meta WHERE key = 'write-check'`).run();
      });
    } catch (error) {
      if (isDiskTrouble(error)) return error;
      throw error;
    }
    return null;
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #isThere(): boolean {
    return this.#identity === '' || identityOf(this.#ports.dataDir) === this.#identity;
  }

  #askLater(): void {
    if (this.#closed || this.#cancelTimer) return;
    this.#cancelTimer = this.#ports.after(ASK_DISK_AGAIN_MS, () => {
      this.#cancelTimer = null;
      if (this.#failing.size === 0) return;
      const error = this.check();
      if (error !== null) {
        this.failed('check', error);
        this.#askLater();
        return;
      }
      for (const [who, { retries }] of [...this.#failing]) if (!retries) this.#failing.delete(who);
      this.#ports.changed();
      this.#ports.recovered();
      if (this.#failing.size > 0) this.#askLater();
    });
  }
}

/** The identity of the database file in a data folder according to the file system; null if there is none. */
function identityOf(dataDir: string): string | null {
  const found = statSync(databaseFile(dataDir), { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
