import { app } from 'electron';
import { closeInTime, endNow } from '../shared/close-in-time.ts';
import type { DeskEnding, DeskLife } from '../shared/local-socket.ts';

/** The part of a started desk that is needed to close it. */
export interface Closable {
  /** Waits for open requests, then frees the data folder. */
  close(): Promise<void>;
}

export interface Ending extends DeskEnding {
  /** Whether the app is quitting: its windows or the core are being closed. */
  isQuitting(): boolean;
  /** Registers what is closed before the app ends, within 20 s. */
  ends(closable: Closable): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface EndingOptions {
  /** Called with what the person at the terminal should know. */
  readonly say: (sentence: string) => void;
  /** Replaces the real limit in tests, ms. */
  readonly withinMs?: number;
  /** Replaces the real end of this process in tests. */
  readonly kill?: () => void;
}

/**
 * Ends the app in order, whatever requests it: the menu, the last window, a signal, the local socket, the end of the system's session.
 * Electron's order is `before-quit`, the windows, `will-quit`; the last is delayed until the data folder is free, or the time is up.
 *
 * To be called once the app is ready. Chromium sets its own handlers for signals before that, and those restore the system's default with
 * the first signal, so that a second one kills the app during its shutdown (shell/browser/electron_browser_main_parts_posix.cc,
 * `GracefulShutdownHandler`: "We had one shot at graceful shutdown"). Node's listeners replace them, and any number of signals is one quit.
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
    // Deferred, so that the caller receives the answer first.
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
