import { app } from 'electron';
import { closeInTime, endNow } from '../shared/close-in-time.ts';
import type { DeskEnding, DeskLife } from '../shared/local-socket.ts';

/** A started desk, as far as its end is concerned. */
export interface Closable {
  /** Lets what is on its way end, then frees the data folder. */
  close(): Promise<void>;
}

export interface Ending extends DeskEnding {
  /** Whether the app is about to end: its windows are being closed, or the core is. */
  isQuitting(): boolean;
  /** From now on this is closed before the app ends, within 20 s. */
  ends(closable: Closable): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface EndingOptions {
  /** Told what the person at the terminal should know. */
  readonly say: (sentence: string) => void;
  /** Left out for the real limit, ms. */
  readonly withinMs?: number;
  /** Left out for the real end of this process. */
  readonly kill?: () => void;
}

/**
 * Ends the app in order, whoever asks for it: the menu, the last window, a signal, the local socket, the end of the system's session. Electron's
 * order is `before-quit`, the windows, `will-quit`; the last is held back until the data folder is free, or the time is up.
 *
 * Call it once the app is ready: Chromium sets its own handlers for signals before that, and those restore the system's default with the
 * first signal, so that a second one kills the app amid its shutdown (shell/browser/electron_browser_main_parts_posix.cc,
 * `GracefulShutdownHandler`: "We had one shot at graceful shutdown"). A listener of Node's takes their place, and any number of signals is one quit.
 */
export function endInOrder({ say, withinMs, kill = endNow }: EndingOptions): Ending {
  const closables: Closable[] = [];
  let quitting = false;
  let ended: 'no' | 'ending' | 'yes' = 'no';
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('will-quit', (event) => {
    if (ended === 'yes') return;
    event.preventDefault();
    if (ended === 'ending') return;
    ended = 'ending';
    closeInTime(closeAll(closables), { say, ...(withinMs === undefined ? {} : { withinMs }) })
      .then((inTime) => !inTime && kill())
      .catch((error: unknown) => say(String(error)))
      .finally(() => {
        ended = 'yes';
        app.quit();
      });
  });
  const onSignal = () => app.quit();
  for (const signal of SIGNALS) process.on(signal, onSignal);
  app.on('quit', () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  });
  return {
    isQuitting: () => quitting,
    life: (): DeskLife => (quitting ? 'closing' : 'open'),
    // In a turn of its own, so that whoever asked hears the answer first.
    quit: () => {
      quitting = true;
      setImmediate(() => app.quit());
    },
    ends: (closable) => void closables.push(closable),
  };
}

async function closeAll(closables: readonly Closable[]): Promise<void> {
  for (const closable of closables.toReversed()) await closable.close();
}
