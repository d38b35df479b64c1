import Database from 'better-sqlite3';

/** Whether an error is the disk's: it is full, or it does not do what it is asked to. Trying again later may help. */
export function isDiskTrouble(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(FULL|IOERR)/.test(error.code);
}

/** How long to wait before asking an ill disk again, ms. */
const ASK_AGAIN_MS = 5_000;

/** What waiting for a disk needs. */
export interface DiskPatience {
  /** Calls `fn` after some ms. */
  readonly after: (ms: number, fn: () => void) => unknown;
  /** The disk refuses what the desk wants to keep, in words; null when it works again. */
  readonly ailing: (sentence: string | null) => void;
}

/**
 * Does a piece of work that writes, and where the disk refuses it, does it again until the disk takes it: nothing of a piece that
 * failed is kept, so nothing is done twice. Rejects with what is not the disk's fault, or when `signal` says to stop.
 */
export async function untilKept<T>(patience: DiskPatience, work: () => T, signal?: AbortSignal): Promise<T> {
  for (let ill = false; ; ill = true) {
    signal?.throwIfAborted();
    try {
      const value = work();
      if (ill) patience.ailing(null);
      return value;
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
      patience.ailing(
        `The desk can’t write its data (${error.message}). It goes on by itself once it can; nothing is lost.`,
      );
      await new Promise<void>((resolve) => patience.after(ASK_AGAIN_MS, resolve));
    }
  }
}
