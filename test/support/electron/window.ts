import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { FakeContents } from './contents.ts';
import { FakeEvent } from './event.ts';
import { world } from './world.ts';

export type WindowOptions = Record<string, unknown> & { readonly webPreferences: Record<string, unknown> };

/** A window. `ready-to-show` is emitted by `paint`, which a display that is there calls once the page has loaded. */
export class FakeWindow extends EventEmitter {
  static getAllWindows(): FakeWindow[] {
    return [...world.windows];
  }
  /** How a page is made: another kind of page takes its place where pages are real. */
  static makeContents = (_options: WindowOptions): FakeContents => new FakeContents();

  readonly options: WindowOptions;
  readonly webContents: FakeContents;
  destroyed = false;
  minimized = false;
  visible: boolean;
  maximized = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  #painted = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    this.visible = options.show !== false;
    this.webContents = FakeWindow.makeContents(options);
    world.windows.add(this);
    world.made.push(this);
    // web_contents.cc: emitted as the page is made, before the constructor returns.
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isVisible(): boolean {
    return this.visible;
  }
  getNormalBounds(): typeof this.bounds {
    return this.bounds;
  }
  restore(): void {
    this.minimized = false;
  }
  focus(): void {
    this.emit('focus');
  }
  hide(): void {
    this.visible = false;
    this.emit('hide');
  }
  /** Maximizing also shows the window (browser-window.md, `maximize`). */
  maximize(): void {
    this.maximized = true;
    this.show();
  }
  show(): void {
    const before = this.visible;
    this.visible = true;
    if (!before) this.emit('show');
    // On Wayland the first frame, and with it `ready-to-show`, comes only now.
    if (world.wayland) this.paint();
  }

  /** The page has loaded, and where the display draws hidden windows it is painted: `ready-to-show`, once. */
  finishLoad(): void {
    this.webContents.finishLoad();
    if (!world.wayland || this.visible) this.paint();
  }
  paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.emit('ready-to-show');
  }

  /**
   * Asks by `close`; unless that is forbidden the window is destroyed (browser-window.md, `close`), in a later turn: the page is asked first
   * (electron_api_browser_window.cc, `OnCloseButtonClicked`), and the system's window is closed by a task of its own.
   */
  close(): void {
    if (this.destroyed) return;
    const event = new FakeEvent();
    this.emit('close', event);
    if (event.defaultPrevented) app.closeWasCancelled();
    else queueMicrotask(() => this.destroy());
  }
  /** No `close`, but `closed` (browser-window.md, `destroy`). */
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    world.windows.delete(this);
    this.emit('closed');
    if (world.windows.size === 0) app.lastWindowClosed();
  }

  /**
   * The system's session ends (Windows): each window hears `query-session-end`, which could delay it, then `session-end`. No `before-quit`, no
   * `will-quit` (app.md); the process ends at once unless it began to quit by itself meanwhile (electron/electron pull request 52604).
   */
  endSession(reasons: string[] = ['logoff']): void {
    const event = Object.assign(new FakeEvent(), { reasons });
    this.emit('query-session-end', event);
    if (event.defaultPrevented) return;
    this.emit('session-end', Object.assign(new FakeEvent(), { reasons }));
    if (!app.isQuitting()) world.happened.push('ended by the system');
  }
}
