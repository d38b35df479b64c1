import { app, BrowserWindow, nativeTheme } from 'electron';
import { PAGE_URL } from './scheme.ts';
import { type PlaceFile, rememberedPlace, rememberPlace } from './window-place.ts';

/** How often a page that died is loaded again within a minute. */
const RELOADS_AT_MOST = 3;

/** Opens the desk's window at an address of its page: a page in a sandbox, apart from Node and from its preload script. */
export function openWindow(preload: string, places: PlaceFile, onShown: () => void, at = ''): BrowserWindow {
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
      // The dictionaries would be fetched from elsewhere.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  rememberPlace(window, places);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
    onShown();
  });
  reloadWhenItDies(window);
  void window.loadURL(at === '' ? PAGE_URL : `${PAGE_URL}#${at}`);
  return window;
}

function reloadWhenItDies(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    // The core runs elsewhere and has lost nothing: the page just asks again.
    if (deaths.length <= RELOADS_AT_MOST) window.webContents.reload();
  });
}
