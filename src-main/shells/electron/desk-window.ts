import { app, type BrowserWindow } from 'electron';
import { forgiving, type SettingsFile } from '../shared/settings-file.ts';
import type { Background } from './background.ts';
import { showInPage } from './ipc.ts';
import { printInTerminal } from './notify.ts';
import { SHOWN } from './signs.ts';
import { openStore } from './stores.ts';
import { openWindow } from './window.ts';

/** The desk's only window, open or not. */
export class DeskWindow {
  current: BrowserWindow | null = null;
  /** The window's position, and the folder of the last file. */
  readonly settings: SettingsFile;
  /** Decides what happens when the window is closed; null until there is a desk. */
  background: Background | null = null;
  readonly #preload: string;

  constructor(preload: string, dataDir: string) {
    this.#preload = preload;
    this.settings = forgiving(
      openStore({
        dataDir,
        name: 'window',
        onDamage: printInTerminal,
        lost: 'The window opens in its default position.',
      }),
      printInTerminal,
    );
  }

  open(at = ''): void {
    const window = openWindow({
      preload: this.#preload,
      places: this.settings,
      onShown: () => process.stdout.write(`${SHOWN}\n`),
      at,
    });
    this.current = window;
    window.on('closed', () => {
      if (this.current === window) this.current = null;
    });
    // Windows ends a session without `before-quit` and `will-quit` (api/app.md), and the process with it unless it has started to quit
    // itself.
    window.on('session-end', () => app.quit());
    this.background?.watch(window);
  }

  /** Closes the window as Ctrl+W does. */
  closeByKey(window: BrowserWindow): void {
    if (this.background && window === this.current) this.background.closeByKey(window);
    else window.close();
  }

  toFront(): void {
    const window = this.current;
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Shows an address of the page in front, in the existing window or a new one. */
  showAt(at: string): void {
    if (this.current === null) this.open(at);
    else {
      showInPage(this.current, at);
      this.toFront();
    }
  }
}
