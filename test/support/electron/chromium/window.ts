import { EventEmitter } from 'node:events';
import { FakeEvent } from '../event.ts';
import { app } from './app.ts';
import type { Cdp } from './cdp.ts';
import { nextContents, type WebContents } from './contents.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

/** What this stand-in shows, and nothing weaker: a page in Chromium's sandbox whose preload script has a world of its own. */
const LOCKED = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
} as const;

/** docs/api/browser-window.md. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return app.windows.filter((window): window is BrowserWindow => !window.isDestroyed()) as BrowserWindow[];
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().at(-1) ?? null;
  }

  readonly webContents: WebContents;
  readonly #options: WindowOptions;
  #opened: Promise<Cdp> | null = null;
  #targetId = '';
  #destroyed = false;
  #visible: boolean;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    for (const [name, value] of Object.entries(LOCKED)) {
      if (options.webPreferences?.[name] !== value) throw new Error(`webPreferences.${name} is not ${value}`);
    }
    this.#options = options;
    this.#visible = options.show !== false;
    app.windows.push(this);
    this.webContents = nextContents();
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    app.emit('browser-window-created', new FakeEvent(), this);
  }

  async loadURL(address: string): Promise<void> {
    this.#opened ??= this.#open(address);
    await this.#opened;
    await this.webContents.load(address);
  }

  async #open(address: string): Promise<Cdp> {
    const { cdp } = await app.chromium;
    const attached = new Promise<string>((resolve) => {
      cdp.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
        const { openerId, type } = targetInfo as { openerId?: string; type: string };
        if (type === 'page' && openerId === undefined) resolve(String(sessionId));
      });
    });
    cdp.on('Target.detachedFromTarget', ({ targetId }) => {
      // A person has closed the window.
      if (targetId === this.#targetId) this.#closed();
    });
    await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    const { width = 800, height = 600 } = this.#options;
    const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
    });
    this.#targetId = targetId;
    const page = cdp.session(await attached);
    const preload = String(this.#options.webPreferences?.preload ?? '');
    await this.webContents.attach(page, cdp, targetId, preload, address);
    await page.send('Runtime.runIfWaitingForDebugger');
    return page;
  }

  close(): void {
    const event = new FakeEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    void app.chromium
      .then(({ cdp }) => cdp.send('Target.closeTarget', { targetId: this.#targetId }))
      .catch(() => {})
      .then(() => this.#closed());
  }
  #closed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.webContents.gone();
    this.emit('closed');
    app.windowClosed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  isFocused(): boolean {
    return this.#visible;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isFullScreen(): boolean {
    return false;
  }
  show(): void {
    this.#visible = true;
    this.emit('show');
  }
  showInactive(): void {
    this.show();
  }
  hide(): void {
    this.#visible = false;
    this.emit('hide');
  }
  focus(): void {}
  restore(): void {}
  maximize(): void {}
  setMenuBarVisibility(): void {}
  flashFrame(): void {}
  setTitle(): void {}
  setProgressBar(): void {}
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { width = 800, height = 600 } = this.#options;
    return { x: 0, y: 0, width, height };
  }
}
