import { harmlessLine } from '../../../src-preload/rules/harmless.ts';
import { UnexpectedDesk } from '../../db/known-desks.ts';
import { openShellLog } from '../../platform/log/log.ts';
import { closeInTime, endNow } from '../shared/close-in-time.ts';
import { defaultDataDir } from '../shared/data-dir.ts';
import { connectLocalSocket } from '../shared/local-socket.ts';
import { aboutAddress, openInBrowser } from '../shared/open-in-browser.ts';
import { type BrowserShell, type BrowserShellOptions, runBrowserShell } from './run.ts';

/** A second signal within this time is an echo of the first, because `when-exit`, which conf depends on, raises each signal again, ms. */
const IMPATIENT_MS = 500;

export interface ServeOptions {
  readonly dataDir: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Whether the system is asked to open the address. */
  readonly open: boolean;
  /** Why Electron is not used; null if the browser was requested. */
  readonly because: string | null;
  /** How long the desk may take to end, ms. */
  readonly closeWithinMs?: number;
  /** Replaces the real core in tests. */
  readonly startCore?: BrowserShellOptions['startCore'];
}

/**
 * Runs the desk for a browser until SIGINT, SIGTERM or SIGHUP, and prints the address to open as one line on stdout. If a desk already uses
 * that data, its address is printed instead and nothing is started.
 *
 * @throws Error with a sentence if it can't run
 */
export async function serveInBrowser(options: ServeOptions): Promise<void> {
  const printAddress = (runs: string, url: string, openerFile: string | null) => {
    const why = options.because === null ? '' : `Electron can’t be used here (${options.because}). `;
    const about = aboutAddress(options.dataDir, options.dataDir === defaultDataDir());
    process.stdout.write(`${why}${runs}: ${url}\n${about}\n`);
    if (openerFile !== null) openInBrowser(openerFile);
  };

  const running = await connectLocalSocket(options.dataDir);
  if (running) {
    try {
      const url = await running.address();
      if (url === null) throw new Error(ownWindow(options.dataDir));
      return printAddress(
        'Trunkline already runs in your browser',
        url,
        options.open ? await running.openerFile() : null,
      );
    } finally {
      running.close();
    }
  }

  openShellLog(options.dataDir, 'browser');
  const start = () =>
    runBrowserShell({
      dataDir: options.dataDir,
      port: options.port,
      ...(options.startCore === undefined ? {} : { startCore: options.startCore }),
      onTrouble: (sentence) => process.stderr.write(`${harmlessLine(sentence)}\n`),
    });
  const { shell, isShown } = await started(options, start);
  printAddress(
    'Trunkline runs in your browser',
    isShown ? shell.address() : shell.url,
    options.open && !isShown ? shell.openerFile() : null,
  );
  let stoppedAt: number | null = null;
  const stop = () => {
    if (stoppedAt === null) {
      stoppedAt = performance.now();
      closeInTime(shell.close(), {
        ...(options.closeWithinMs === undefined ? {} : { withinMs: options.closeWithinMs }),
        say: (sentence) => process.stderr.write(`${harmlessLine(sentence)}\n`),
      }).then((inTime) => (inTime ? process.exit(0) : endNow()), fail);
    } else if (performance.now() - stoppedAt > IMPATIENT_MS) {
      // A second Ctrl C comes from someone who will not wait. The state of open requests is on the disk.
      endNow();
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

/**
 * Opens the desk. If the folder does not contain the desk last used there, the person is asked in the browser if there is one; otherwise
 * the error names `--new`.
 */
async function started({ dataDir, open }: ServeOptions, start: () => Promise<BrowserShell>) {
  try {
    return { shell: await start(), isShown: false };
  } catch (error) {
    if (!(error instanceof UnexpectedDesk) || !open) throw error;
    process.stderr.write(`${harmlessLine(error.message)}\n`);
    const show = (address: string, openerFile: string) => {
      process.stderr.write(`Or choose what to do in your browser: ${address}\n`);
      openInBrowser(openerFile);
    };
    const { askFirst } = await import('./ask-first.ts');
    return { shell: await askFirst({ dataDir, unexpected: error, start, show }), isShown: true };
  }
}

const ownWindow = (dataDir: string) =>
  `Trunkline’s window is already open on ${dataDir}. Use it, or choose another folder with --data.`;

/** How a desk already runs on a data folder: in its own window, or for a browser; null if none does. */
export async function runningDesk(dataDir: string): Promise<'browser' | 'window' | null> {
  const running = await connectLocalSocket(dataDir);
  if (!running) return null;
  const address = await running.address().finally(() => running.close());
  return address === null ? 'window' : 'browser';
}

/** Ends the process with the sentence of an error. */
export function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const sentence =
    code === 'EADDRINUSE' ? 'That port is in use. Choose another with --port, or leave it out.' : message;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * The number after `--port`.
 *
 * @throws Error with a sentence if it is not a number
 */
export function portFrom(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535.');
  return port;
}
