import { vi } from 'vitest';
import {
  app,
  contextBridge,
  dialog,
  FakeWindow,
  ipcMain,
  ipcRenderer,
  Menu,
  Notification,
  protocol,
  resetElectron,
  safeStorage,
  screen,
  session,
  shell,
  webUtils,
  world,
} from '../../../support/electron/index.ts';

// The fake of Electron, with its calls written down for these tests.
export * from '../../../support/electron/index.ts';
export { default } from '../../../support/electron/index.ts';

vi.spyOn(app, 'enableSandbox');
vi.spyOn(app, 'exit');
vi.spyOn(app, 'quit');
vi.spyOn(contextBridge, 'exposeInMainWorld');
vi.spyOn(dialog, 'showErrorBox');
vi.spyOn(dialog, 'showMessageBox');
vi.spyOn(dialog, 'showOpenDialog');
vi.spyOn(ipcMain, 'handle');
vi.spyOn(ipcRenderer, 'invoke');
vi.spyOn(Menu, 'setApplicationMenu');
vi.spyOn(Notification, 'isSupported');
vi.spyOn(Notification.prototype, 'close');
vi.spyOn(protocol, 'registerSchemesAsPrivileged');
vi.spyOn(safeStorage, 'encryptStringAsync');
vi.spyOn(screen, 'getAllDisplays');
vi.spyOn(session.defaultSession.protocol, 'handle');
vi.spyOn(shell, 'openExternal');
vi.spyOn(shell, 'showItemInFolder');
vi.spyOn(webUtils, 'getPathForFile');
for (const name of ['show', 'focus', 'restore', 'maximize'] as const) vi.spyOn(FakeWindow.prototype, name);

/** The order in which things happened, where it matters. */
export const happened = world.happened;

/** As if the app had just been started. */
export function startAnew(): void {
  vi.clearAllMocks();
  resetElectron();
}

/** As if the app were ready: what these tests look at comes after that. */
export function startReady(): void {
  startAnew();
  app.becomeReady();
}
