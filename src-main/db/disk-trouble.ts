/** What keeps a desk from writing: it is full, may not be written, does not work, or is not there any more. */
export type DiskTroubleKind = 'full' | 'read-only' | 'broken' | 'gone';

/** The data folder of a running desk is not there any more: nothing may be written in its place. */
export class DataFolderGone extends Error {
  override readonly name = 'DataFolderGone';
  readonly code = 'DATA_FOLDER_GONE';

  constructor(dataDir: string) {
    super(`${dataDir} is not there any more`);
  }
}

/** By SQLite's result codes (https://sqlite.org/rescode.html) and the system's; `EFBIG`: a file may grow no further. */
const KINDS: readonly (readonly [RegExp, DiskTroubleKind])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)$/, 'full'],
  [/^(SQLITE_READONLY.*|EROFS)$/, 'read-only'],
  [/^(SQLITE_IOERR.*|SQLITE_CANTOPEN.*|EIO)$/, 'broken'],
  [/^DATA_FOLDER_GONE$/, 'gone'],
];

/** Why the disk failed, where that is what an error says; null for any other error. */
export function diskTroubleKind(error: unknown): DiskTroubleKind | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  return KINDS.find(([codes]) => codes.test(code))?.[1] ?? null;
}

/** Whether an error is the disk's: it is full, or it does not do what it is asked to. Trying again later may help. */
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

/** How long to wait before asking a failing disk again, ms. */
export const ASK_DISK_AGAIN_MS = 5_000;

/** What waiting for a disk needs. */
export interface DiskPatience {
  /** Calls `fn` after some ms. */
  readonly after: (ms: number, fn: () => void) => unknown;
  /** The disk refuses what the desk wants to write; null when it works again. */
  readonly ailing: (error: Error | null) => void;
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
      patience.ailing(error);
      await new Promise<void>((resolve) => patience.after(ASK_DISK_AGAIN_MS, resolve));
    }
  }
}
