import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { ipcMain } from './ipc.ts';
import { report } from './report.ts';
import { defaultSession, registerSchemes } from './session.ts';
import { BrowserWindow } from './window.ts';

/*
 * A small module named `electron`, by which the built main process runs in plain Node and shows its page in Chromium. It proves the built
 * bundles, the page's policy, the bridge and the locks. It is not Electron: windows, menus, dialogs, the tray, notices and the key store of
 * a system are not there, and nothing that a test over it shows is known of them.
 */

const protocol = {
  registerSchemesAsPrivileged: (schemes: Parameters<typeof registerSchemes>[0]) =>
    registerSchemes(schemes, app.isReady()),
  handle: defaultSession.protocol.handle,
};
const session = { defaultSession };

/** The paths that the next dialogs answer with; the test gives them. */
const chosen: string[][] = [];
process.on('message', (message: { is?: string; paths?: string[] }) => {
  if (message.is === 'choose') chosen.push(message.paths ?? []);
});
process.channel?.unref();

const dialog = {
  showErrorBox(title: string, content: string) {
    report('error-box', { title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
  async showOpenDialog() {
    const filePaths = chosen.shift() ?? [];
    return { canceled: filePaths.length === 0, filePaths };
  },
  async showMessageBox(...args: Array<{ cancelId?: number }>) {
    return { response: args.at(-1)?.cancelId ?? 0, checkboxChecked: false };
  },
  showMessageBoxSync: (...args: Array<{ cancelId?: number }>) => args.at(-1)?.cancelId ?? 0,
};

const shell = {
  async openExternal(url: string) {
    report('open-external', { url });
  },
  showItemInFolder: (path: string) => report('shown-in-folder', { path }),
  openPath: async () => '',
};

class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly title: string;
  constructor({ title }: { title: string }) {
    super();
    this.title = title;
  }
  show(): void {
    report('notice', { title: this.title });
    queueMicrotask(() => this.emit('show'));
  }
  close(): void {
    this.emit('close');
  }
}

/** Keeps nothing secret: it has the form of a key store that answers. */
const SEAL = 'v11';
const safeStorage = {
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isEncryptionAvailable: () => true,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(SEAL + Buffer.from(text).toString('base64')),
  decryptStringAsync: async (sealed: Buffer) => ({
    result: Buffer.from(sealed.toString('latin1').slice(SEAL.length), 'base64').toString(),
    shouldReEncrypt: false,
  }),
};

class Tray extends EventEmitter {
  setToolTip(): void {}
  setContextMenu(): void {}
  destroy(): void {}
  isDestroyed(): boolean {
    return false;
  }
}

const Menu = { setApplicationMenu: () => {}, buildFromTemplate: (template: unknown) => template };
const nativeImage = { createFromPath: (path: string) => ({ path, isEmpty: () => false }), createEmpty: () => ({}) };
const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false });
const powerMonitor = new EventEmitter();
const powerSaveBlocker = { start: () => 1, stop: () => true, isStarted: () => false };
const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};
export default electron;
