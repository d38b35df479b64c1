import { connectLocalSocket, type DeskLife } from '../shared/local-socket.ts';
import { REFUSED } from './signs.ts';

/**
 * Prints why this start opens no window: another process has the data folder. The window of an open desk comes to the front itself
 * (api/app.md, `second-instance`).
 *
 * @returns the exit code: 0 if the person gets the window, `REFUSED` if they have to start again
 */
export async function handleOtherInstance(dataDir: string, say: (sentence: string) => void): Promise<number> {
  const life = await lifeOf(dataDir);
  if (life === 'closing') {
    say(`Trunkline is closing on ${dataDir} and waiting for requests in flight, up to 20 s. Then start it again.`);
    return REFUSED;
  }
  say(
    life === 'open'
      ? `Trunkline is already open on ${dataDir}. Its window is in front now.`
      : `Trunkline is already starting on ${dataDir}. Its window opens in a moment.`,
  );
  return 0;
}

/** The state of the desk with a window that runs on a data folder; null if it can't be determined. */
export async function lifeOf(dataDir: string): Promise<DeskLife | null> {
  const other = await connectLocalSocket(dataDir);
  const life = (await other?.life()) ?? null;
  other?.close();
  return life;
}

/** Asks the desk with a window to quit in order; false if there is none that can be asked. */
export async function quitDesk(dataDir: string): Promise<boolean> {
  const desk = await connectLocalSocket(dataDir);
  const isQuitting = (await desk?.quit()) ?? false;
  desk?.close();
  return isQuitting;
}
