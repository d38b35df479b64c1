/** Why the disk can't be written to: it is full, read-only, failing, or gone. */
export type DiskTroubleKind = 'full' | 'read-only' | 'broken' | 'gone';

/** The data folder of a running desk no longer exists, and nothing may be written in its place. */
export class DataFolderGone extends Error {
  override readonly name = 'DataFolderGone';
  readonly code = 'DATA_FOLDER_GONE';

  constructor(dataDir: string) {
    super(`${dataDir} is no longer there`);
  }
}

/**
 * SQLite's result codes (https://sqlite.org/rescode.html) and those of the system. `EFBIG` means that a file has reached its maximum size.
 */
const KINDS: readonly (readonly [RegExp, DiskTroubleKind])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)$/, 'full'],
  [/^(SQLITE_READONLY.*|EROFS)$/, 'read-only'],
  [/^(SQLITE_IOERR.*|SQLITE_CANTOPEN.*|EIO)$/, 'broken'],
  [/^DATA_FOLDER_GONE$/, 'gone'],
];

/** Why the disk failed, if that is the reason of an error; null for any other error. */
export function diskTroubleKind(error: unknown): DiskTroubleKind | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  return KINDS.find(([codes]) => codes.test(code))?.[1] ?? null;
}

/** Whether an error is a disk error: the disk is full or doesn't work. Another attempt later may succeed. */
export const isDiskTrouble = (error: unknown): error is Error => diskTroubleKind(error) !== null;

const WHAT_TO_DO: Readonly<Record<DiskTroubleKind, string>> = {
  full: 'Free up space on that disk; Trunkline then continues by itself.',
  'read-only': 'Make that disk writable again; Trunkline then continues by itself.',
  broken: 'Check that disk and its connection; Trunkline continues by itself once it can write again.',
  gone: 'Connect its disk again, or put the folder back, then start Trunkline again.',
};

/** What failed and what to do, for the operator. */
export function diskWords(error: Error): string {
  const kind = diskTroubleKind(error) ?? 'broken';
  return `Trunkline can’t save its data (${error.message}). Nothing new is sent, fetched or claimed, and nothing is lost. ${WHAT_TO_DO[kind]}`;
}

/** The delay before a failing disk is tried again, ms. */
export const ASK_DISK_AGAIN_MS = 5_000;

/** What is needed to wait for a disk. */
export interface DiskPatience {
  /** Calls `fn` after `ms`. */
  readonly after: (ms: number, fn: () => void) => unknown;
  /** Called with the disk's error when it refuses a write; with null when it works again. */
  readonly ailing: (error: Error | null) => void;
}

/**
 * Runs work that writes, and repeats it until the disk accepts it. Work that failed has stored nothing, so nothing is done twice. Rejects
 * with errors other than the disk's, or when `signal` is aborted.
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
      patience.ailing(error);
      await new Promise<void>((resolve) => patience.after(ASK_DISK_AGAIN_MS, resolve));
    }
  }
}
