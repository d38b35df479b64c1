import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAll } from '../files/write-all.ts';
import { ASK_DISK_AGAIN_MS, DataFolderGone, diskWords, isDiskTrouble } from './disk-trouble.ts';
import { databaseFile } from './open.ts';
import type { Store } from './store.ts';

/** Bytes that must find room before the disk counts as working again: what is less would fail with the next batch of rows. */
const ROOM = 256 * 1024;

export interface DiskHealthPorts {
  readonly store: Store;
  readonly dataDir: string;
  /** Calls `fn` after some ms; the returned function calls it off. */
  readonly after: (ms: number, fn: () => void) => () => void;
  /** What is to be told of the disk changed. */
  readonly changed: () => void;
  /** The disk takes writes again, after it did not. */
  readonly recovered: () => void;
}

/**
 * Whether the disk of the data folder takes what the desk writes. Whoever fails to write for its sake says so here; while anybody does,
 * the disk is asked every few seconds, so that the trouble ends, and what waits goes on, without anyone's help.
 */
export class DiskHealth {
  readonly #ports: DiskHealthPorts;
  /** By who failed: those who try again by themselves say themselves when it went well. */
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
   * The data folder is the one that was opened. On a system that lets a folder be deleted under a running program, what is written
   * afterwards would be lost in silence. @throws DataFolderGone
   */
  assertThere(): void {
    if (this.#isThere()) return;
    const error = new DataFolderGone(this.#ports.dataDir);
    this.failed('folder', error);
    throw error;
  }

  /**
   * Notes an error where it is the disk's. `retries`: whoever failed tries again by itself and will call `worked`.
   * @returns whether it is
   */
  failed(who: unknown, error: unknown, retries = false): boolean {
    if (!isDiskTrouble(error)) return false;
    const isNew = !this.#failing.has(who);
    this.#failing.set(who, { error, retries });
    if (isNew) this.#ports.changed();
    this.#askLater();
    return true;
  }

  /** Who failed has written what it wanted to. */
  worked(who: unknown): void {
    if (this.#failing.delete(who)) this.#ports.changed();
  }

  /** For a piece of work of the background: done again until the disk takes it. @throws what is not the disk's fault */
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

  /** Writes and deletes something, in a file of its own and in the database. @returns what the disk says to it, null that it works */
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

/** Which database stands in a data folder, as the system tells files apart; null where there is none. */
function identityOf(dataDir: string): string | null {
  const found = statSync(databaseFile(dataDir), { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
