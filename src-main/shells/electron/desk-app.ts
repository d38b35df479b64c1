import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, session, shell } from 'electron';
import type { CoreHost, CoreHostOptions } from '../../core/host.ts';
import { guardDataFolder } from '../../files/own-files.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { openShellLog } from '../../platform/log/log.ts';
import { outliveClosedOutput } from '../shared/closed-output.ts';
import { prepareDataDir } from '../shared/data-dir.ts';
import type { Desk } from '../shared/desk.ts';
import { forgiving } from '../shared/settings-file.ts';
import { Background } from './background.ts';
import { DeskWindow } from './desk-window.ts';
import { type Ending, endInOrder } from './ending.ts';
import { APP_USER_MODEL_ID, DESKTOP_NAME } from './identity.ts';
import { serveIpc } from './ipc.ts';
import { lockEveryPage, lockSession } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { notify, printInTerminal } from './notify.ts';
import { announceOffers } from './offer-notices.ts';
import { handleOtherInstance } from './other-instance.ts';
import { outsideOpener } from './outside.ts';
import { readyInTime } from './ready.ts';
import { registerScheme, servePage } from './scheme.ts';
import { lookAtSending, watchSending } from './sending.ts';
import { REFUSED } from './signs.ts';
import { type StartedDesk, startDesk } from './start-desk.ts';
import { stayAwake } from './stay-awake.ts';
import { openStore } from './stores.ts';

export interface DeskAppOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly preload: string;
  /** Replaces the real core in tests. */
  readonly startCore?: (options: CoreHostOptions) => Promise<CoreHost>;
  /** Replaces the real limits in tests, ms. */
  readonly limits?: { readonly readyMs?: number; readonly closeMs?: number; readonly lookMs?: number };
}

/**
 * Runs the desk in a window. There is one process per data folder: a second one brings the window of the first to the front and ends.
 * Quitting waits until the core has released the data.
 *
 * @throws Error if Electron does not become ready
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
    app.exit(await handleOtherInstance(dataDir, printInTerminal));
    return;
  }
  openShellLog(dataDir, 'window');
  const windows = new DeskWindow(options.preload, dataDir);
  await readyInTime(app, options.limits?.readyMs);
  const ending = endInOrder({ say: printInTerminal, ...closeLimit(options) });
  app.on('second-instance', () => (ending.isQuitting() ? notify(STILL_CLOSING) : windows.toFront()));
  lockSession(session.defaultSession);
  servePage(session.defaultSession.protocol, options.pageDir);
  setMenu(app, (window) => windows.closeByKey(window));

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
  showDesk({ ...started, windows, dataDir, ending, lookMs: options.limits?.lookMs });
}

const STILL_CLOSING = 'Trunkline is still closing and waiting for requests in flight. Start it again in a moment.';

const closeLimit = ({ limits }: DeskAppOptions) => (limits?.closeMs === undefined ? {} : { withinMs: limits.closeMs });

/**
 * The single instance lock is stored with Chromium's own files: one per data folder, not one per user (api/app.md,
 * `requestSingleInstanceLock`).
 */
function ownsUserData(dataDir: string): boolean {
  const own = join(dataDir, 'window');
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 });
  } catch (error) {
    // The disk is full. Chromium works without its caches.
    printInTerminal(error instanceof Error ? error.message : String(error));
  }
  app.setPath('userData', own);
  return app.requestSingleInstanceLock();
}

interface Shown extends StartedDesk {
  readonly lookMs: number | undefined;
  readonly windows: DeskWindow;
  readonly dataDir: string;
  readonly ending: Ending;
}

function showDesk(shown: Shown): void {
  const { desk, windows, dataDir, ending } = shown;
  serveIpc(desk, () => windows.current);
  // Timers stopped while the machine slept, and the page's data is from before that.
  powerMonitor.on('resume', () => desk.refresh());
  // Linux and macOS are about to shut down, and wait for an app that asks them to (api/power-monitor.md, `shutdown`; its event is missing
  // in the types).
  powerMonitor.on('shutdown', (...[event]: Array<{ preventDefault(): void }>) => {
    event?.preventDefault();
    app.quit();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) windows.open();
    else windows.toFront();
  });
  followSending(shown);
  windows.open();
  const stop = announceOffers({
    desk,
    marks: forgiving(
      openStore({ dataDir, name: 'offers-told', onDamage: printInTerminal, lost: 'Only new offers are notified.' }),
      printInTerminal,
    ),
    open: (at) => windows.showAt(at),
    hasPage: () => windows.current !== null,
  });
  ending.ends({ close: async () => stop() });
}

/** Keeps the machine awake while rows are sent, and handles a window closed meanwhile. */
function followSending({ desk, preferences, windows, ending, lookMs }: Shown): void {
  const background = new Background({
    look: () => lookAtSending(desk),
    whenClosed: () => preferences.get().whenClosed,
    isQuitting: () => ending.isQuitting(),
    toFront: () => windows.toFront(),
    notify,
  });
  windows.background = background;
  const awake = stayAwake(() => preferences.get().keepAwake);
  const unwatch = watchSending(
    desk,
    ({ isSending }) => {
      awake.sends(isSending);
      background.sends(isSending);
    },
    lookMs,
  );
  const unfollow = desk.subscribe((event) => {
    if (event?.topic === 'preferences') awake.follow();
  });
  ending.ends({
    async close() {
      unwatch();
      unfollow();
      awake.sends(false);
    },
  });
}
