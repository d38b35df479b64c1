/** How long a desk may take to end, ms. Its core waits up to five seconds for open requests. */
const CLOSE_WITHIN_MS = 20_000;

export interface CloseOptions {
  readonly withinMs?: number;
  /** Called if it takes too long. */
  readonly say: (sentence: string) => void;
}

/**
 * Waits until a desk has ended, with a limit: a core that hangs, in an endless loop or on a disk that no longer answers, must not keep its
 * process alive, and with it the lock on the data folder.
 *
 * @returns whether it ended in time; if not, only `endNow` reliably ends the process
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
 * Ends this process at once and releases its locks. `process.exit` would first wait for every thread, forever if one hangs in a system
 * call. The queue is designed for it: each job is on the disk before it is sent.
 */
export function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}
