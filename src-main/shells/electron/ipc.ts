import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channels, dropChannel, eventChannel, goChannel } from '../../../src-preload/contract/channels.ts';
import type { Reply } from '../../../src-preload/contract/index.ts';
import { type Desk, refusal } from '../shared/desk.ts';
import { isOwnPage } from './scheme.ts';

/**
 * Serves the desk to the window: one channel a command, derived from the contract. The only file of this process that
 * touches raw IPC. A sender that is not the main frame of the desk's own window, on the desk's own page, is refused; the desk parses what comes
 * in and what goes out.
 */
export function serveIpc(desk: Desk, currentWindow: () => BrowserWindow | null): void {
  for (const [command, channel] of Object.entries(channels)) {
    ipcMain.handle(channel, (event, input: unknown) => {
      if (!isTrusted(event, currentWindow())) throw new Error('This page is not allowed to use Trunkline.');
      return desk.call(command, input);
    });
  }
  ipcMain.handle(dropChannel, (event, path: unknown): Reply => {
    if (!isTrusted(event, currentWindow())) throw new Error('This page is not allowed to use Trunkline.');
    try {
      return { ok: true, value: desk.handOver(String(path)) };
    } catch (error) {
      return refusal(error);
    }
  });
  desk.subscribe((event) => {
    const window = currentWindow();
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel, event);
  });
}

/**
 * Shows an address of the page in a window that has the page already, without loading anything: `loadURL` of the address that is shown is a reload
 * (Chromium, navigation_controller_impl.cc, `ShouldTreatNavigationAsReload`). A page that is still being loaded is told once it is there.
 */
export function showInPage({ webContents }: BrowserWindow, at: string): void {
  const tell = () => webContents.send(goChannel, at);
  if (webContents.isLoading()) webContents.once('did-finish-load', tell);
  else tell();
}

/**
 * Closes the channel on which electron-store tells any page, unasked who it is, where the data folder is (electron-store, index.js,
 * `initDataListener`): it is made with the first store, and only for stores in a page, of which there is none here.
 */
export function closeStoreChannel(): void {
  ipcMain.removeAllListeners('electron-store-get-data');
}

function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (!window || window.isDestroyed() || event.sender !== window.webContents) return false;
  // Null once the frame has gone elsewhere; a frame with a parent is not the main one.
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}
