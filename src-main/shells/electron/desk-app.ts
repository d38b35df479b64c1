import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, session, shell } from 'electron';
import type { CoreHost, CoreHostOptions } from '../../core/host.ts';
import { guardDataFolder } from '../../files/own-files.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { outliveClosedOutput } from '../shared/closed-output.ts';
import { prepareDataDir } from '../shared/data-dir.ts';
import type { Desk } from '../shared/desk.ts';
import { type Ending, endInOrder } from './ending.ts';
import { APP_USER_MODEL_ID, DESKTOP_NAME } from './identity.ts';
import { serveIpc, showInPage } from './ipc.ts';
import { lockEveryPage, lockSession } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { notify, sayInTerminal } from './notify.ts';
import { announceOffers } from './offer-notices.ts';
import { tellOfOther } from './other-instance.ts';
import { outsideOpener } from './outside.ts';
import { readyInTime } from './ready.ts';
import { registerScheme, servePage } from './scheme.ts';
import { REFUSED, SHOWN } from './signs.ts';
import { type StartedDesk, startDesk } from './start-desk.ts';
import { forgiving, openStore } from './stores.ts';
import { openWindow } from './window.ts';

export interface DeskAppOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly preload: string;
  /** Left out for the real core. */
  readonly startCore?: (options: CoreHostOptions) => Promise<CoreHost>;
  /** Left out for the real limits, ms. */
  readonly limits?: { readonly readyMs?: number; readonly closeMs?: number };
}

/**
 * Runs the desk in a window. One process a data folder: a second one brings the first one's window to the front and
 * ends. Quitting waits until the core has let go of the data.
 *
 * @throws Error when Electron does not become ready
 */
export async function runDeskApp(options: DeskAppOptions): Promise<void> {
  outliveClosedOutput();
  registerScheme();
  app.enableSandbox();
  app.setAppUserModelId(APP_USER_MODEL_ID);
  if (process.platform === 'linux') app.setDesktopName(DESKTOP_NAME);
  let desk: Desk | null = null;
  lockEveryPage(app, outsideOpener({ shell, desk: () => desk, say: notify }));
  makeFilesOwnerOnly();
  const dataDir = prepareDataDir(options.dataDir);
  guardDataFolder(dataDir);
  if (!ownsUserData(dataDir)) {
    app.exit(await tellOfOther(dataDir, sayInTerminal));
    return;
  }
  const windows = new DeskWindow(options.preload, dataDir);
  await readyInTime(app, options.limits?.readyMs);
  const ending = endInOrder({ say: sayInTerminal, ...closeLimit(options) });
  app.on('second-instance', () => (ending.isQuitting() ? notify(STILL_CLOSING) : windows.toFront()));
  lockSession(session.defaultSession);
  servePage(session.defaultSession.protocol, options.pageDir);
  setMenu(app);

  let started: StartedDesk;
  try {
    started = await startDesk({
      dataDir,
      startCore: options.startCore,
      window: () => windows.current,
      folders: windows.settings,
      ending,
      notify,
    });
  } catch (error) {
    dialog.showErrorBox('Trunkline can’t start', error instanceof Error ? error.message : String(error));
    app.exit(REFUSED);
    return;
  }
  desk = started.desk;
  showDesk(desk, windows, dataDir, ending);
}

const STILL_CLOSING =
  'Trunkline is still closing: it waits for requests that are on their way. Start it again in a moment.';

const closeLimit = ({ limits }: DeskAppOptions) => (limits?.closeMs === undefined ? {} : { withinMs: limits.closeMs });

/** The single instance lock lives with Chromium's own files: one a data folder, not one a user (api/app.md, `requestSingleInstanceLock`). */
function ownsUserData(dataDir: string): boolean {
  const own = join(dataDir, 'window');
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 });
  } catch (error) {
    // A full disk: Chromium does without its caches.
    sayInTerminal(error instanceof Error ? error.message : String(error));
  }
  app.setPath('userData', own);
  return app.requestSingleInstanceLock();
}

/** The one window of the desk, there or not. */
class DeskWindow {
  current: BrowserWindow | null = null;
  readonly settings: ReturnType<typeof forgiving>;
  readonly #preload: string;

  constructor(preload: string, dataDir: string) {
    this.#preload = preload;
    this.settings = forgiving(
      openStore({ dataDir, name: 'window', onDamage: sayInTerminal, lost: 'The window opens in its first place.' }),
      sayInTerminal,
    );
  }

  open(at = ''): BrowserWindow {
    const window = openWindow({
      preload: this.#preload,
      places: this.settings,
      onShown: () => process.stdout.write(`${SHOWN}\n`),
      at,
    });
    this.current = window;
    window.on('closed', () => {
      if (this.current === window) this.current = null;
    });
    // Windows ends a session without `before-quit` and `will-quit` (api/app.md), and the process with it unless it has begun to quit by itself.
    window.on('session-end', () => app.quit());
    return window;
  }

  toFront(): void {
    const window = this.current;
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Brings the page to the front at an address, in the window that is there or in a new one. */
  showAt(at: string): void {
    if (this.current === null) this.open(at);
    else {
      showInPage(this.current, at);
      this.toFront();
    }
  }
}

function showDesk(desk: Desk, windows: DeskWindow, dataDir: string, ending: Ending): void {
  serveIpc(desk, () => windows.current);
  // Timers stood still while the machine slept, and what the page shows is as old as that.
  powerMonitor.on('resume', () => desk.refresh());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) windows.open();
  });
  windows.open();
  const stop = announceOffers({
    desk,
    marks: forgiving(
      openStore({ dataDir, name: 'offers-told', onDamage: sayInTerminal, lost: 'Offers from now on are told.' }),
      sayInTerminal,
    ),
    open: (at) => windows.showAt(at),
    hasPage: () => windows.current !== null,
  });
  ending.ends({ close: async () => stop() });
}
