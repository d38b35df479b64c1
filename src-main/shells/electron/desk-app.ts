import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Notification, nativeTheme, powerMonitor, session, shell } from 'electron';
import Store from 'electron-store';
import { harmless, harmlessLine, type Preferences } from '../../../src-preload/contract/index.ts';
import type { OfferMarks } from '../../../src-preload/contract/offer-notices.ts';
import { type CoreHost, type CoreHostOptions, startCoreHost } from '../../core/host.ts';
import { guardDataFolder } from '../../files/own-files.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { closeInTime, endNow } from '../shared/close-in-time.ts';
import { prepareDataDir } from '../shared/data-dir.ts';
import { createDesk, type Desk } from '../shared/desk.ts';
import { openFileVault } from '../shared/file-vault.ts';
import { type LocalSocketServer, serveLocalSocket } from '../shared/local-socket.ts';
import { preferenceStore } from '../shared/preferences.ts';
import { writtenFile } from '../shared/written-files.ts';
import { chooseFile } from './choose-file.ts';
import { serveIpc } from './ipc.ts';
import { lockEveryPage, lockSession } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { announceOffers } from './offer-notices.ts';
import { outsideOpener } from './outside.ts';
import { PAGE_URL, registerScheme, servePage } from './scheme.ts';
import { sealedSecrets } from './sealed-secrets.ts';
import { REFUSED, SHOWN } from './signs.ts';
import { openWindow } from './window.ts';
import type { WindowPlace } from './window-place.ts';

export interface DeskAppOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly preload: string;
  /** Left out for the real core. */
  readonly startCore?: (options: CoreHostOptions) => Promise<CoreHost>;
}

/**
 * Runs the desk in a window. One process a data folder: a second one brings the first one's window to the front and
 * ends. Quitting waits until the core has let go of the data.
 */
export async function runDeskApp(options: DeskAppOptions): Promise<void> {
  registerScheme();
  app.enableSandbox();
  let desk: Desk | null = null;
  lockEveryPage(app, outsideOpener({ shell, desk: () => desk, say: notify }));
  makeFilesOwnerOnly();
  const dataDir = prepareDataDir(options.dataDir);
  guardDataFolder(dataDir);
  // The single instance lock lives with Chromium's own files: one a data folder, not one a user.
  const own = join(dataDir, 'window');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath('userData', own);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  const toFront = () => {
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  app.on('second-instance', toFront);
  await app.whenReady();
  lockSession(session.defaultSession);
  servePage(session.defaultSession.protocol, options.pageDir);
  setMenu(app);

  let running: Running;
  try {
    running = await startRunning(options, dataDir, () => window);
    desk = running.desk;
  } catch (error) {
    dialog.showErrorBox('Trunkline can’t start', error instanceof Error ? error.message : String(error));
    app.exit(REFUSED);
    return;
  }
  let stopTelling = () => {};
  endInOrder(() => {
    stopTelling();
    return running.close();
  });
  serveIpc(running.desk, () => window);
  // Timers stood still while the machine slept, and what the page shows is as old as that.
  powerMonitor.on('resume', () => running.desk.refresh());

  const places = new Store<{ place: WindowPlace }>({ cwd: dataDir, name: 'window', clearInvalidConfig: true });
  const open = (at = '') => {
    window = openWindow(options.preload, places, () => process.stdout.write(`${SHOWN}\n`), at);
    window.on('closed', () => {
      window = null;
    });
  };
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  open();
  stopTelling = announceOffers({
    desk: running.desk,
    marks: new Store<{ told: OfferMarks }>({
      cwd: dataDir,
      name: 'offers-told',
      clearInvalidConfig: true,
      configFileMode: 0o600,
    }),
    open: (at) => {
      if (!window) return open(at);
      // Behind # alone: the page stays, and with it what is being typed.
      void window.loadURL(`${PAGE_URL}#${at}`).catch(() => {});
      toFront();
    },
    hasPage: () => window !== null,
  });
}

interface Running {
  readonly desk: Desk;
  close(): Promise<void>;
}

async function startRunning(
  options: DeskAppOptions,
  dataDir: string,
  window: () => BrowserWindow | null,
): Promise<Running> {
  const sealed = new Store<Record<string, string>>({
    cwd: dataDir,
    name: 'sealed',
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  const core = await (options.startCore ?? startCoreHost)({
    dataDir,
    secrets: sealedSecrets(sealed, openFileVault(dataDir)),
    onTrouble: notify,
  });
  let socket: LocalSocketServer;
  try {
    const preferences = preferenceStore(
      new Store<Preferences>({ cwd: dataDir, name: 'preferences', clearInvalidConfig: true, configFileMode: 0o600 }),
      dataDir,
    );
    const desk = createDesk({
      core,
      preferences,
      chooseFile: (purpose) => chooseFile(window(), purpose),
      reveal: async (path) => {
        shell.showItemInFolder(writtenFile(dataDir, path));
        return { download: null };
      },
      onFault: notify,
    });
    const follow = () => {
      nativeTheme.themeSource = preferences.get().theme;
    };
    follow();
    desk.subscribe((event) => {
      if (event?.topic === 'preferences') follow();
    });
    socket = await serveLocalSocket(desk.callFromTerminal, dataDir);
    return {
      desk,
      async close() {
        await socket.close();
        await core.close();
      },
    };
  } catch (error) {
    await core.close();
    throw error;
  }
}

/** Holds quitting back until the data folder is free, once. */
function endInOrder(close: () => Promise<void>): void {
  let ended: 'no' | 'ending' | 'yes' = 'no';
  app.on('will-quit', (event) => {
    if (ended === 'yes') return;
    event.preventDefault();
    if (ended === 'ending') return;
    ended = 'ending';
    closeInTime(close(), { say: (sentence) => process.stderr.write(`${sentence}\n`) })
      .then((inTime) => !inTime && endNow())
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
      .finally(() => {
        ended = 'yes';
        app.quit();
      });
  });
}

function notify(sentence: string): void {
  process.stderr.write(`${harmlessLine(sentence)}\n`);
  if (Notification.isSupported()) new Notification({ title: 'Trunkline', body: harmless(sentence) }).show();
}
