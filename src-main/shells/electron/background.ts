import { app, type BrowserWindow, Menu, nativeImage, Tray } from 'electron';
import type { WhenClosed } from '../../../src-preload/contract/desk.ts';
import type { Sending } from './sending.ts';
import { TRAY_ICON } from './tray-icon.ts';

/** How long a closed window waits for what the desk says, ms. */
const LOOK_WITHIN_MS = 2_000;

export interface BackgroundOptions {
  /** What the desk has to send now; null while it has no answer. */
  readonly look: () => Promise<Sending | null>;
  readonly whenClosed: () => WhenClosed;
  /** Whether the app is about to end anyway. */
  readonly isQuitting: () => boolean;
  /** Brings the window back. */
  readonly toFront: () => void;
  /** Tells the person, whatever window is in front. */
  readonly notify: (sentence: string) => void;
}

/**
 * What becomes of a desk that is sending when its window is closed: it goes on in the tray until its rows are sent, or it ends in order, as the
 * person has set it; either way it says which. One that has nothing to send just ends. By Ctrl+W it never ends amid its sending: the key is
 * too near to others.
 *
 * The window is hidden, not closed: a Linux desktop may show no tray icon (Electron, api/tray.md, "Platform Considerations"), so starting
 * Trunkline again brings it back as well.
 */
export class Background {
  readonly #options: BackgroundOptions;
  #tray: Tray | null = null;
  #hidden: BrowserWindow | null = null;
  #byKey = false;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** Decides what becomes of a window whenever it is closed. */
  watch(window: BrowserWindow): void {
    window.on('show', () => this.#end());
    window.on('closed', () => this.#end());
    // There a closed window leaves the app open, and its sending with it.
    if (process.platform === 'darwin') return;
    let decided = false;
    let deciding = false;
    window.on('close', (event) => {
      if (decided || this.#options.isQuitting()) return;
      event.preventDefault();
      if (deciding) return;
      deciding = true;
      const byKey = this.#byKey;
      this.#byKey = false;
      void this.#decide(byKey).then((stays) => {
        deciding = false;
        if (window.isDestroyed()) return;
        if (stays) return this.#hide(window);
        decided = true;
        window.close();
      });
    });
  }

  /** Closes a window as Ctrl+W does. */
  closeByKey(window: BrowserWindow): void {
    this.#byKey = true;
    window.close();
    this.#byKey = false;
  }

  /** All rows are sent: a desk without its window has nothing left to do. */
  sends(isSending: boolean): void {
    if (isSending || this.#hidden === null) return;
    this.#options.notify('All rows are sent. Trunkline has closed.');
    app.quit();
  }

  async #decide(byKey: boolean): Promise<boolean> {
    const sending = await this.#look();
    if (!sending?.isSending) return false;
    const rows = sending.rows === 1 ? '1 row' : `${sending.rows.toLocaleString('en-US')} rows`;
    if (byKey || this.#options.whenClosed() === 'send-on') {
      this.#options.notify(
        `Trunkline keeps running in the background: ${rows} to send. Open it from the tray or start it again; it quits when they are sent.`,
      );
      return true;
    }
    this.#options.notify(
      `Trunkline is quitting: ${rows} ${sending.rows === 1 ? 'is' : 'are'} waiting and will be sent when you start it again.`,
    );
    return false;
  }

  /** A core that does not answer keeps nobody from closing the window. */
  async #look(): Promise<Sending | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, LOOK_WITHIN_MS, null);
    });
    return Promise.race([this.#options.look(), late]).finally(() => clearTimeout(timer));
  }

  #hide(window: BrowserWindow): void {
    window.hide();
    this.#hidden = window;
    this.#tray ??= this.#makeTray();
  }

  #makeTray(): Tray {
    const tray = new Tray(nativeImage.createFromDataURL(TRAY_ICON));
    tray.setToolTip('Trunkline is sending');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Trunkline', click: () => this.#options.toFront() },
        { label: 'Quit', click: () => app.quit() },
      ]),
    );
    // Windows and some desktops of Linux; elsewhere a click opens the menu (api/tray.md, event `click`).
    tray.on('click', () => this.#options.toFront());
    return tray;
  }

  #end(): void {
    this.#hidden = null;
    this.#tray?.destroy();
    this.#tray = null;
  }
}
