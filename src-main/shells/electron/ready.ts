import type { App } from 'electron';

/** How long Electron may take to become ready, ms. */
const READY_WITHIN_MS = 30_000;

/**
 * Waits until Electron is ready, with a limit, because with a display that does not answer it may never be.
 *
 * @throws NotReady when the time is up
 */
export async function readyInTime(app: Pick<App, 'whenReady'>, withinMs = READY_WITHIN_MS): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotReady(withinMs)), withinMs);
  });
  await Promise.race([app.whenReady(), late]).finally(() => clearTimeout(timer));
}

/** Electron did not become ready, and another shell can be used instead. */
export class NotReady extends Error {
  override readonly name = 'NotReady';

  constructor(withinMs: number) {
    super(`Electron did not become ready within ${withinMs / 1000} s: the display is not responding`);
  }
}
