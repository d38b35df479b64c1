import { app } from './app.ts';
import { Notification } from './notification.ts';
import { session } from './session.ts';
import * as system from './system.ts';
import { FakeWindow } from './window.ts';
import { resetWorld } from './world.ts';

/**
 * A small `electron` module that behaves as Electron does where Trunkline relies on it: the order of its events, how permissions are
 * asked, what must come before `ready`. It is not Electron: it proves what the main process does with such events.
 */
export { app } from './app.ts';
export { FakeContents } from './contents.ts';
export { FakeEvent } from './event.ts';
export { Notification } from './notification.ts';
export { FakeSession, session } from './session.ts';
export {
  contextBridge,
  dialog,
  exposed,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  shell,
  Tray,
  webUtils,
} from './system.ts';
export { FakeWindow, FakeWindow as BrowserWindow } from './window.ts';
export { world } from './world.ts';

/** As if the app had just been started. */
export function resetElectron(): void {
  resetWorld();
  app.reset();
  session.defaultSession.reset();
  Notification.shown.length = 0;
  Notification.made.length = 0;
  Notification.supported = true;
  system.resetSystem();
}

/** For `import electron from 'electron'`, as electron-store does. */
export default { app, BrowserWindow: FakeWindow, Notification, session, ...system };
