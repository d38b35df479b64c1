import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** What Electron hands to a listener that may forbid something. */
export class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** The order in which things happened, where it matters. */
export const happened: string[] = [];

class FakeApp extends EventEmitter {
  isPackaged = false;
  first = true;
  readonly paths: Record<string, string> = {};
  ready: Promise<void> = Promise.resolve();
  enableSandbox = vi.fn(() => void happened.push('sandbox'));
  setPath = vi.fn((name: string, path: string) => {
    this.paths[name] = path;
  });
  requestSingleInstanceLock = vi.fn(() => {
    happened.push(`lock in ${this.paths.userData}`);
    return this.first;
  });
  whenReady = vi.fn(() => {
    happened.push('wait for ready');
    return this.ready;
  });
  exit = vi.fn();
  /** Quits as Electron does: unless a listener holds it back. */
  quit = vi.fn(() => {
    const event = new FakeEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) happened.push('quit');
  });
}

export class FakeContents extends EventEmitter {
  url = 'trunkline://desk/';
  readonly sent: Array<{ channel: string; value: unknown }> = [];
  opener: ((details: { url: string }) => { action: string }) | null = null;
  mainFrame = { url: 'trunkline://desk/', parent: null };
  reload = vi.fn();
  getURL(): string {
    return this.url;
  }
  send(channel: string, value: unknown): void {
    this.sent.push({ channel, value });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.opener = handler;
  }
}

export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.made.filter((window) => !window.destroyed);
  }
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  readonly webContents = new FakeContents();
  destroyed = false;
  minimized = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  maximize = vi.fn();
  isMaximized = vi.fn(() => false);
  restore = vi.fn();
  show = vi.fn();
  focus = vi.fn();
  loadURL = vi.fn(async () => {});
  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  getNormalBounds(): typeof this.bounds {
    return this.bounds;
  }
}

class FakeSession extends EventEmitter {
  handlers: Record<string, (...args: never[]) => unknown> = {};
  protocol = {
    handle: vi.fn((scheme: string, handler: (request: Request) => Promise<Response>) => {
      happened.push(`serve ${scheme}`);
      this.handlers.page = handler;
    }),
  };
  setPermissionRequestHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.request = handler;
  }
  setPermissionCheckHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.check = handler;
  }
  setDevicePermissionHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.device = handler;
  }
  webRequest = {
    onBeforeRequest: (handler: (...args: never[]) => unknown) => {
      this.handlers.load = handler;
    },
  };
}

export const app = new FakeApp();
export const session = { defaultSession: new FakeSession() };
export const protocol = {
  registerSchemesAsPrivileged: vi.fn(() => void happened.push('register scheme')),
};
export const handlers = new Map<string, (event: unknown, input: unknown) => unknown>();
export const ipcMain = {
  handle: vi.fn((channel: string, handler: (event: unknown, input: unknown) => unknown) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }),
};
export const dialog = {
  showErrorBox: vi.fn(),
  showOpenDialog: vi.fn(
    async (): Promise<{ canceled: boolean; filePaths: string[] }> => ({ canceled: true, filePaths: [] }),
  ),
};
export const shell = { showItemInFolder: vi.fn(), openExternal: vi.fn() };
export const powerMonitor = new EventEmitter();
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
export const screen = { getAllDisplays: vi.fn(() => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]) };
export const Menu = { setApplicationMenu: vi.fn(), buildFromTemplate: vi.fn((template: unknown) => template) };
export class Notification extends EventEmitter {
  /** The bodies of all that were shown, and the notices themselves. */
  static readonly shown: string[] = [];
  static readonly made: Notification[] = [];
  static isSupported = vi.fn(() => true);
  readonly title: string;
  readonly body: string;
  readonly silent: boolean | undefined;
  close = vi.fn(() => void this.emit('close'));
  constructor({ title, body, silent }: { title: string; body: string; silent?: boolean }) {
    super();
    this.title = title;
    this.body = body;
    this.silent = silent;
  }
  show(): void {
    Notification.shown.push(this.body);
    Notification.made.push(this);
  }
}

/** A key store that turns text around; `mark` is how Chromium marks the kind of key. */
export const safeStorage = {
  mark: 'v11',
  backend: 'gnome_libsecret',
  available: true,
  rotated: false,
  locked: false,
  getSelectedStorageBackend: vi.fn(() => safeStorage.backend),
  isAsyncEncryptionAvailable: vi.fn(async () => safeStorage.available),
  encryptStringAsync: vi.fn(async (text: string) => Buffer.from(safeStorage.mark + [...text].reverse().join(''))),
  decryptStringAsync: vi.fn(async (sealed: Buffer) => {
    if (safeStorage.locked) throw new Error('the keyring is locked');
    return { result: [...sealed.toString().slice(3)].reverse().join(''), shouldReEncrypt: safeStorage.rotated };
  }),
};

export const exposed: Record<string, unknown> = {};
export const contextBridge = {
  exposeInMainWorld: vi.fn((name: string, api: unknown) => {
    exposed[name] = api;
  }),
};
class FakeIpcRenderer extends EventEmitter {
  invoke = vi.fn(async (_channel: string, _input: unknown): Promise<unknown> => ({ ok: true, value: null }));
}
export const ipcRenderer = new FakeIpcRenderer();
export const webUtils = { getPathForFile: vi.fn((file: File) => `/dropped/${file.name}`) };
export { FakeWindow as BrowserWindow };

/** As if the app had just been started. */
export function startAnew(): void {
  vi.clearAllMocks();
  happened.length = 0;
  handlers.clear();
  FakeWindow.made = [];
  Notification.shown.length = 0;
  Notification.made.length = 0;
  app.removeAllListeners();
  app.first = true;
  app.isPackaged = false;
  powerMonitor.removeAllListeners();
  ipcRenderer.removeAllListeners();
  session.defaultSession.removeAllListeners();
  session.defaultSession.handlers = {};
  nativeTheme.themeSource = 'system';
  Object.assign(safeStorage, {
    mark: 'v11',
    backend: 'gnome_libsecret',
    available: true,
    rotated: false,
    locked: false,
  });
}
