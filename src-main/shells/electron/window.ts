import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { PAGE_URL } from './scheme.ts';
import { type PlaceFile, rememberedPlace, rememberPlace } from './window-place.ts';

/** How often a crashed page is loaded again within a minute. */
const RELOADS_AT_MOST = 3;
/** The longest wait before the window is shown, ms. */
const SHOW_WITHIN_MS = 4_000;

export interface WindowOptions {
  readonly preload: string;
  readonly places: PlaceFile;
  /** Called when the window is shown. */
  readonly onShown: () => void;
  /** The address of the page after #; by default the first screen. */
  readonly at?: string;
}

/** Opens the desk's window at an address of its page. The page is in a sandbox, isolated from Node and from its preload script. */
export function openWindow({ preload, places, onShown, at = '' }: WindowOptions): BrowserWindow {
  const place = rememberedPlace(places);
  const { maximized, ...bounds } = place ?? { width: 1280, height: 800, maximized: false };
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 560,
    show: false,
    title: 'Trunkline',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The dictionaries would be downloaded.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  rememberPlace(window, places);
  showWhenReady(window, () => {
    if (maximized) window.maximize();
    window.show();
    onShown();
  });
  reloadWhenItDies(window);
  // If the page can't be loaded, the window shows the error.
  window.loadURL(at === '' ? PAGE_URL : `${PAGE_URL}#${at}`).catch(() => {});
  return window;
}

/**
 * Shows the window once there is something to see. On Wayland `ready-to-show` may never be emitted for a hidden window (electron/electron
 * issue 48859), so a loaded page, one that failed to load, or the end of the wait also count, whichever comes first.
 */
function showWhenReady(window: BrowserWindow, show: () => void): void {
  let shown = false;
  const once = () => {
    clearTimeout(patience);
    if (shown || window.isDestroyed()) return;
    shown = true;
    show();
  };
  const patience = setTimeout(once, SHOW_WITHIN_MS);
  window.once('closed', () => clearTimeout(patience));
  window.once('ready-to-show', once);
  window.webContents.once('did-finish-load', once);
  window.webContents.once('did-fail-load', once);
}

/**
 * Reloads the page if it crashes. The core runs elsewhere and has lost nothing, and the page requests its data again. If it crashes
 * repeatedly, the person is asked.
 */
function reloadWhenItDies(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // It was closed by us, or by the app itself (api/structures/render-process-gone-details.md).
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length <= RELOADS_AT_MOST) window.webContents.reload();
    else if (crashes.length === RELOADS_AT_MOST + 1) void askWhatToDo(window, reason).then(() => (crashes = []));
  });
}

async function askWhatToDo(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The page stopped four times within a minute',
    detail: `Its process ended each time (${reason}). Nothing was lost, and queued rows are still being sent. Reload the page, or quit and start Trunkline again.`,
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (window.isDestroyed()) return;
  if (response === 1) app.quit();
  else window.webContents.reload();
}
