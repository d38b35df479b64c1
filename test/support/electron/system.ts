import { EventEmitter } from 'node:events';
import { mustComeAfterReady, mustComeBeforeReady, world } from './world.ts';

type Handler = (event: unknown, input: unknown) => unknown;

/** ipc-main.md: `handle` takes one handler a channel, `on` any number of listeners. */
class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }
}
export const ipcMain = new FakeIpcMain();

export const protocol = {
  /** protocol.md: "can only be used before the `ready` event of the `app` module gets emitted and can be called only once". */
  registerSchemesAsPrivileged: (_schemes: unknown): void => {
    mustComeBeforeReady('protocol.registerSchemesAsPrivileged()');
    world.happened.push('register scheme');
  },
};

interface OpenResult {
  canceled: boolean;
  filePaths: string[];
}

export const dialog = {
  showErrorBox: (_title: string, _content: string): void => {},
  showOpenDialog: async (..._given: unknown[]): Promise<OpenResult> => ({ canceled: true, filePaths: [] }),
  showMessageBox: async (..._given: unknown[]): Promise<{ response: number }> => ({ response: 0 }),
  showMessageBoxSync: (..._given: unknown[]): number => 0,
};

export const shell = {
  showItemInFolder: (_path: string): void => {},
  openExternal: async (url: string): Promise<void> => {
    world.handedOver.push(url);
  },
};

export const powerMonitor = new EventEmitter();

/** power-save-blocker.md: `start` gives a number, `stop` takes it; the types of what is started. */
export const powerSaveBlocker = {
  started: new Map<number, string>(),
  next: 1,
  start(type: string): number {
    this.started.set(this.next, type);
    return this.next++;
  },
  stop(id: number): boolean {
    return this.started.delete(id);
  },
  isStarted(id: number): boolean {
    return this.started.has(id);
  },
};

export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

export const Menu = {
  setApplicationMenu: (_menu: unknown): void => {},
  buildFromTemplate: (template: unknown): unknown => template,
};

export const nativeImage = {
  createFromPath: (path: string) => ({ path, isEmpty: () => false, resize: () => ({ path }) }),
  createFromDataURL: (url: string) => ({ url, isEmpty: () => false }),
};

/** tray.md; where a desktop has none, Electron says so nowhere: the icon is just not seen. */
export class Tray extends EventEmitter {
  static readonly made: Tray[] = [];
  menu: unknown = null;
  tooltip = '';
  destroyed = false;
  constructor(_image: unknown) {
    super();
    mustComeAfterReady('Tray');
    Tray.made.push(this);
  }
  setToolTip(text: string): void {
    this.tooltip = text;
  }
  setContextMenu(menu: unknown): void {
    this.menu = menu;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

/**
 * A key store that turns text around; `mark` is how Chromium marks the kind of key (os_crypt/async/browser, `kEncryptionTag`). It asks for the key
 * once in its life: what changes later is found by the next start alone (electron_api_safe_storage.cc, `EnsureAsyncEncryptorRequested`).
 */
export const safeStorage = {
  key: null as { mark: string; locked: boolean } | null,
  mark: 'v11',
  backend: 'gnome_libsecret',
  available: true,
  rotated: false,
  locked: false,
  getSelectedStorageBackend: (): string => (world.ready ? safeStorage.backend : 'unknown'),
  isAsyncEncryptionAvailable: async (): Promise<boolean> => safeStorage.available,
  /** The app is started again. */
  restart: (): void => {
    safeStorage.key = null;
  },
  theKey: (): { mark: string; locked: boolean } => {
    safeStorage.key ??= { mark: safeStorage.mark, locked: safeStorage.locked };
    return safeStorage.key;
  },
  encryptStringAsync: async (text: string): Promise<Buffer> =>
    Buffer.from(safeStorage.theKey().mark + [...text].reverse().join('')),
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    if (safeStorage.theKey().locked) throw new Error('the keyring is locked');
    return { result: [...sealed.toString().slice(3)].reverse().join(''), shouldReEncrypt: safeStorage.rotated };
  },
};

/** The parts that a preload script gets. */
export const exposed: Record<string, unknown> = {};
export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): void => {
    exposed[name] = api;
  },
};
class FakeIpcRenderer extends EventEmitter {
  async invoke(_channel: string, _input: unknown): Promise<unknown> {
    return { ok: true, value: null };
  }
}
export const ipcRenderer = new FakeIpcRenderer();
export const webUtils = { getPathForFile: (file: File): string => `/dropped/${file.name}` };

export function resetSystem(): void {
  ipcMain.removeAllListeners();
  ipcMain.handlers.clear();
  powerMonitor.removeAllListeners();
  ipcRenderer.removeAllListeners();
  powerSaveBlocker.started.clear();
  Tray.made.length = 0;
  nativeTheme.themeSource = 'system';
  Object.assign(safeStorage, {
    key: null,
    mark: 'v11',
    backend: 'gnome_libsecret',
    available: true,
    rotated: false,
    locked: false,
  });
}
