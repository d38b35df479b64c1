/** How long a desk may take to end, ms: its core waits up to five seconds for answers that are on their way. */
const CLOSE_WITHIN_MS = 20_000;

export interface CloseOptions {
  readonly withinMs?: number;
  /** Told when it takes too long. */
  readonly say: (sentence: string) => void;
}

/**
 * Waits until a desk has ended, but not for ever: a core that hangs, in an endless loop or on a disk that no longer answers, must
 * not keep its process alive, and with it the lock on the data folder.
 *
 * @returns whether it ended in time; where it did not, only `endNow` ends the process for sure
 * @throws what `closing` throws
 */
export async function closeInTime(closing: Promise<void>, options: CloseOptions): Promise<boolean> {
  const withinMs = options.withinMs ?? CLOSE_WITHIN_MS;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, withinMs, false);
  });
  const inTime = await Promise.race([closing.then(() => true), late]).finally(() => clearTimeout(timer));
  if (!inTime) {
    options.say(
      `Trunkline did not stop within ${withinMs / 1000} s and was stopped. Nothing was lost: requests in flight will show as unknown at the next start.`,
    );
  }
  return inTime;
}

/**
 * Ends this process at once and frees its locks. `process.exit` would first wait for every thread, without end for one that hangs in
 * a call of the system. The queue is made for it: each job is on the disk before it is sent.
 */
export function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}
