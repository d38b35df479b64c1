import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeEvent } from '../event.ts';
import { type Chromium, startChromium } from './browser.ts';

const LOCK = 'lock-of-one-instance';
/** How a second instance tells the first one. */
const SECOND = 'SIGCONT';

/** A window, as far as quitting is about it. */
interface Closable {
  close(): void;
  isDestroyed(): boolean;
}

/** docs/api/app.md. Chromium starts as the app becomes ready, in a folder of its own below `userData`. */
class App extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Trunkline';
  readonly windows: Closable[] = [];
  readonly commandLine = { appendSwitch: () => {}, hasSwitch: () => false };
  /** Quitting, not a person's closing the last window. */
  isQuitting = false;
  #paths: Record<string, string> = { userData: join(tmpdir(), 'trunkline-test-electron'), temp: tmpdir() };
  #ready: Promise<Chromium> | null = null;
  #isReady = false;
  #lock: string | null = null;
  #closed: () => void = () => {};

  constructor() {
    super();
    // Electron ends on these as by app.quit() (shell/browser/electron_browser_main_parts_posix.cc).
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
    process.on('message', (message: { is?: string }) => {
      if (message.is === 'quit') this.quit();
    });
  }

  get chromium(): Promise<Chromium> {
    this.#ready ??= startChromium(this.getPath('userData'));
    return this.#ready;
  }

  getPath(name: string): string {
    return this.#paths[name] ?? tmpdir();
  }
  setPath(name: string, path: string): void {
    this.#paths[name] = path;
  }
  getVersion(): string {
    return '0.0.0';
  }
  getName(): string {
    return this.name;
  }
  getLocale(): string {
    return 'en-US';
  }
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  setAppUserModelId(): void {}
  setDesktopName(): void {}
  setName(): void {}
  setAboutPanelOptions(): void {}
  focus(): void {}
  isReady(): boolean {
    return this.#isReady;
  }
  async whenReady(): Promise<void> {
    const chromium = await this.chromium;
    if (this.#isReady) return;
    this.#isReady = true;
    chromium.process.once('exit', () => this.isQuitting || this.exit(1));
    this.emit('ready');
  }

  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath('userData'), LOCK);
    mkdirSync(this.getPath('userData'), { recursive: true });
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
    } catch {
      try {
        process.kill(Number(readFileSync(path, 'utf8')), SECOND);
        return false;
      } catch {
        // Whoever held it was killed.
        writeFileSync(path, String(process.pid));
      }
    }
    this.#lock = path;
    process.on(SECOND, () => this.emit('second-instance', new FakeEvent(), [], process.cwd(), null));
    return true;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock !== null;
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock !== null) rmSync(this.#lock, { force: true });
    this.#lock = null;
  }

  /** docs/api/app.md, "app.quit()": before-quit, then every window is closed, then will-quit; window-all-closed is not emitted. */
  quit(): void {
    const before = new FakeEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.isQuitting = true;
    const open = this.windows.filter((window) => !window.isDestroyed());
    if (open.length === 0) {
      this.#willQuit();
      return;
    }
    this.#closed = () => {
      if (this.windows.every((window) => window.isDestroyed())) this.#willQuit();
    };
    for (const window of open) window.close();
  }

  /** A window is gone: the last one ends a quit, or is told. */
  windowClosed(): void {
    if (this.isQuitting) this.#closed();
    else if (this.windows.every((window) => window.isDestroyed())) {
      // docs/api/app.md, "window-all-closed": without a listener the app quits.
      if (!this.emit('window-all-closed')) this.quit();
    }
  }

  #willQuit(): void {
    this.#closed = () => {};
    const event = new FakeEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) return;
    this.emit('quit', new FakeEvent(), 0);
    this.exit(0);
  }

  relaunch(): void {}
  exit(code = 0): void {
    this.isQuitting = true;
    this.releaseSingleInstanceLock();
    const end = () => process.exit(code);
    if (this.#ready === null) end();
    else void this.#ready.then((chromium) => chromium.close()).then(end, end);
  }
}

export const app = new App();
