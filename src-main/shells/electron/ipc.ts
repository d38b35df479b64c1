import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channels, dropChannel, eventChannel, goChannel } from '../../../src-preload/contract/channels.ts';
import type { Reply } from '../../../src-preload/contract/index.ts';
import { type Desk, refusal } from '../shared/desk.ts';
import { isOwnPage } from './scheme.ts';

/**
 * Serves the desk to the window with one channel per command, derived from the contract. It is the only file of this process that uses IPC
 * directly. A sender that is not the main frame of the desk's own window, on the desk's own page, is refused. The desk parses inputs and
 * outputs.
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
 * Shows an address of the page in a window that already has the page, without loading anything, because `loadURL` of the current address is
 * a reload (Chromium, navigation_controller_impl.cc, `ShouldTreatNavigationAsReload`). If the page is still loading, it is sent afterwards.
 */
export function showInPage({ webContents }: BrowserWindow, at: string): void {
  const navigate = () => webContents.send(goChannel, at);
  if (webContents.isLoading()) webContents.once('did-finish-load', navigate);
  else navigate();
}

/**
 * Closes the channel on which electron-store gives any page the path of the data folder (electron-store, index.js, `initDataListener`). It
 * is created with the first store, and only needed for stores in a page, which there are none of.
 */
export function closeStoreChannel(): void {
  ipcMain.removeAllListeners('electron-store-get-data');
}

function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (!window || window.isDestroyed() || event.sender !== window.webContents) return false;
  // Null if the frame has navigated elsewhere. A frame with a parent is not the main one.
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}
