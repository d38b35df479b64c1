import { EventEmitter } from 'node:events';
import { FakeEvent } from './event.ts';
import { mayNavigate } from './navigation.ts';
import { session } from './session.ts';
import { world } from './world.ts';

export interface FakeFrame {
  url: string;
  parent: FakeFrame | null;
}

type WindowOpen = (details: { url: string }) => { action: string };

/** A page. What it does by itself is played by `follow`, `openWindow`, `finishLoad` and `die`. */
export class FakeContents extends EventEmitter {
  readonly session = session.defaultSession;
  readonly sent: Array<{ channel: string; value: unknown }> = [];
  /** Every address that was loaded, by the program or by the page, a reload included. */
  readonly loaded: string[] = [];
  opener: WindowOpen | null = null;
  url = 'trunkline://desk/';
  readonly mainFrame: FakeFrame = { url: 'trunkline://desk/', parent: null };
  #loading = false;

  getURL(): string {
    return this.url;
  }
  isLoading(): boolean {
    return this.#loading;
  }
  send(channel: string, value: unknown): void {
    this.sent.push({ channel, value });
  }
  setWindowOpenHandler(handler: WindowOpen): void {
    this.opener = handler;
  }

  /**
   * Loads an address by the program. No `will-navigate` (web-contents.md), and the address that is shown already, typed again, is a reload
   * (Chromium, navigation_controller_impl.cc, `ShouldTreatNavigationAsReload`).
   */
  async loadURL(url: string): Promise<void> {
    if (isSameDocument(this.url, url) && this.loaded.length > 0) {
      this.#go(url);
      this.emit('did-navigate-in-page', new FakeEvent(), url, true);
      return;
    }
    this.#load(url);
  }
  reload(): void {
    this.#load(this.url);
  }

  /**
   * A link that is followed, or `location` set by the page. A jump within the page asks nobody; else see `mayNavigate`. What is neither prevented nor a web address is
   * asked of the permission handler as `openExternal` and then handed to the system (electron_browser_client.cc, `HandleExternalProtocol`).
   */
  follow(
    url: string,
    { isMainFrame = true }: { isMainFrame?: boolean } = {},
  ): 'in page' | 'prevented' | 'loaded' | 'handed over' {
    if (isMainFrame && isSameDocument(this.url, url)) {
      this.#go(url);
      this.emit('did-navigate-in-page', new FakeEvent(), url, true);
      return 'in page';
    }
    if (!mayNavigate(this, url, isMainFrame)) return 'prevented';
    if (!/^(?:https?|data|blob|about|trunkline):/.test(url)) {
      if (!this.session.ask(this, 'openExternal', { externalURL: url })) return 'prevented';
      world.handedOver.push(url);
      return 'handed over';
    }
    if (isMainFrame) this.#load(url);
    return 'loaded';
  }

  /** `target=_blank` or `window.open`: no navigation event, only the handler (web-contents.md, `setWindowOpenHandler`). */
  openWindow(url: string): 'denied' | 'opened' {
    // Without a handler the default is to allow.
    return this.opener?.({ url }).action === 'deny' ? 'denied' : 'opened';
  }

  /** The page has been loaded. `ready-to-show` of its window usually comes after this (browser-window.md). */
  finishLoad(): void {
    this.#loading = false;
    this.emit('dom-ready', new FakeEvent());
    this.emit('did-finish-load', new FakeEvent());
  }

  /** The page could not be loaded (web-contents.md, `did-fail-load`). */
  failLoad(code: number): void {
    this.#loading = false;
    this.emit('did-fail-load', new FakeEvent(), code, '', this.url, true);
  }

  /** The page's process is gone (web-contents.md, `render-process-gone`). */
  die(reason: string): void {
    this.emit('render-process-gone', new FakeEvent(), { reason, exitCode: 1 });
  }

  #load(url: string): void {
    this.#go(url);
    this.loaded.push(url);
    this.#loading = true;
    this.emit('did-start-loading', new FakeEvent());
  }

  #go(url: string): void {
    this.url = url;
    this.mainFrame.url = url;
  }
}

/** Whether only what stands behind # differs: a navigation within the document, which reloads nothing (HTML, "navigate to a fragment"). */
function isSameDocument(from: string, to: string): boolean {
  const [page, hash] = to.split('#', 2);
  return hash !== undefined && from !== to && from.split('#', 1)[0] === page;
}
