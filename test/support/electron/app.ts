import { EventEmitter } from 'node:events';
import { FakeEvent } from './event.ts';
import { mustComeBeforeReady, world } from './world.ts';

/**
 * The app's life in Electron's order (shell/browser/browser.cc). `quit()` asks by `before-quit`, then closes each window, then asks by
 * `will-quit`, then emits `quit`; whoever forbids one of them ends it there. `exit()` asks nobody.
 */
export class FakeApp extends EventEmitter {
  isPackaged = false;
  readonly paths: Record<string, string> = {};
  desktopName: string | null = null;
  userModelId: string | null = null;
  exitCode: number | null = null;
  #quitting = false;
  #exiting = false;
  #ended = false;

  getVersion(): string {
    return '0.0.0';
  }
  getName(): string {
    return 'Trunkline';
  }
  getPath(name: string): string {
    return this.paths[name] ?? `/paths/${name}`;
  }
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  enableSandbox(): void {
    mustComeBeforeReady('app.enableSandbox()');
    world.happened.push('sandbox');
  }
  /** Linux; before `ready` (app.md, `setDesktopName`). */
  setDesktopName(name: string): void {
    mustComeBeforeReady('app.setDesktopName()');
    this.desktopName = name;
  }
  /** Windows: without it the system shows no notices of an app that no installer has put there (notifications tutorial). */
  setAppUserModelId(id: string): void {
    this.userModelId = id;
  }
  requestSingleInstanceLock(): boolean {
    world.happened.push(`lock in ${this.paths.userData}`);
    return world.firstInstance;
  }
  relaunch(): void {
    world.happened.push('relaunch');
  }

  /** Never within the tick that asks: the `ready` event waits for the main module's code (app.md; default_app, init.ts). */
  whenReady(): Promise<void> {
    world.happened.push('wait for ready');
    return world.neverReady ? new Promise(() => {}) : Promise.resolve().then(() => this.becomeReady());
  }
  isReady(): boolean {
    return world.ready;
  }
  becomeReady(): void {
    if (world.ready) return;
    world.ready = true;
    this.emit('ready', new FakeEvent(), {});
  }

  /** browser.cc, `Browser::Quit`: a second one while the first is under way does nothing. */
  quit(): void {
    if (this.#quitting || this.#ended) return;
    if (this.#forbidden('before-quit')) return;
    this.#quitting = true;
    if (world.windows.size === 0) this.#willQuit();
    else for (const window of [...world.windows]) window.close();
  }

  /** app.md, `exit`: windows are destroyed without asking; neither `before-quit` nor `will-quit` is emitted. */
  exit(code = 0): void {
    this.exitCode = code;
    this.#quitting = true;
    this.#exiting = true;
    for (const window of [...world.windows]) window.destroy();
    this.#shutDown();
  }

  /** browser.cc, `OnWindowAllClosed`: while quitting there is no `window-all-closed`. Unheard, it quits (app.md). */
  lastWindowClosed(): void {
    if (this.#exiting) this.#shutDown();
    else if (this.#quitting) this.#willQuit();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  /** browser.cc, `OnWindowCloseCancelled`: a window that stays cancels the quit. */
  closeWasCancelled(): void {
    this.#quitting = false;
  }

  isQuitting(): boolean {
    return this.#quitting || this.#ended;
  }

  /** As if the app had just been started. */
  reset(): void {
    this.removeAllListeners();
    this.#quitting = false;
    this.#exiting = false;
    this.#ended = false;
    Object.assign(this, { isPackaged: false, desktopName: null, userModelId: null, exitCode: null });
  }

  #willQuit(): void {
    if (this.#forbidden('will-quit')) this.#quitting = false;
    else this.#shutDown();
  }

  #shutDown(): void {
    if (this.#ended) return;
    this.#ended = true;
    world.happened.push('quit');
    this.emit('quit', new FakeEvent(), this.exitCode ?? 0);
  }

  #forbidden(name: 'before-quit' | 'will-quit'): boolean {
    const event = new FakeEvent();
    this.emit(name, event);
    return event.defaultPrevented;
  }
}

export const app = new FakeApp();
