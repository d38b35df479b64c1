import { type App, type BaseWindow, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The menu bar with what people expect of every window on their system. The desk's own commands are in the page, with their keys.
 *
 * @param close closes a window as its key does: Ctrl+W, which the role `windowMenu` would assign to the role `close` (Electron,
 * lib/browser/api/menu-item-roles.ts)
 */
export function setMenu(app: App, close: (window: BrowserWindow) => void, platform = process.platform): void {
  const onMac = platform === 'darwin';
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
  const closeItem: MenuItemConstructorOptions = {
    label: '&Close Window',
    accelerator: 'CmdOrCtrl+W',
    click: (_item, window?: BaseWindow) => window instanceof BrowserWindow && close(window),
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(onMac ? [{ role: 'appMenu' } as const] : []),
      // On a Mac a closed window leaves the app open.
      { label: '&File', submenu: onMac ? [{ role: 'close' }] : [closeItem, { role: 'quit' }] },
      { role: 'editMenu' },
      { label: '&View', submenu: view },
      onMac ? { role: 'windowMenu' } : { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }] },
    ]),
  );
}
