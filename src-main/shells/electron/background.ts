import { app, type BrowserWindow, Menu, nativeImage, Tray } from 'electron';
import type { WhenClosed } from '../../../src-preload/contract/desk.ts';
import type { Sending } from './sending.ts';
import { TRAY_ICON } from './tray-icon.ts';

/** How long a closed window waits for the desk's answer, ms. */
const LOOK_WITHIN_MS = 2_000;

export interface BackgroundOptions {
  /** What the desk still has to send; null if it doesn't answer. */
  readonly look: () => Promise<Sending | null>;
  readonly whenClosed: () => WhenClosed;
  /** Whether the app is already quitting. */
  readonly isQuitting: () => boolean;
  /** Shows the window again. */
  readonly toFront: () => void;
  /** Notifies the person, whatever window is in front. */
  readonly notify: (sentence: string) => void;
}

/**
 * Decides what happens to a desk that is sending when its window is closed: depending on the person's setting it continues in the tray
 * until its rows are sent, or quits in order, and in both cases shows a notification. A desk with nothing to send just quits. Ctrl+W never
 * quits while it is sending, because the key is too close to others.
 *
 * The window is hidden and not closed. A Linux desktop may show no tray icon (Electron, api/tray.md, "Platform Considerations"), so
 * starting Trunkline again also shows it.
 */
export class Background {
  readonly #options: BackgroundOptions;
  #tray: Tray | null = null;
  #hidden: BrowserWindow | null = null;
  #byKey = false;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** Handles the closing of a window. */
  watch(window: BrowserWindow): void {
    window.on('show', () => this.#end());
    window.on('closed', () => this.#end());
    // On macOS a closed window leaves the app open, so it continues to send.
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

  /** When all rows are sent, a desk without a window has nothing left to do. */
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

  /** A core that does not answer must not prevent closing the window. */
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
    // Windows and some Linux desktops. Elsewhere a click opens the menu (api/tray.md, event `click`).
    tray.on('click', () => this.#options.toFront());
    return tray;
  }

  #end(): void {
    this.#hidden = null;
    this.#tray?.destroy();
    this.#tray = null;
  }
}
