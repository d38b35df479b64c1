/**
 * Who this app is to the system; the packages (build/electron-builder.yml, `appId`) say the same.
 *
 * Windows shows notices only of an app with an Application User Model ID (Electron, tutorial/notifications.md, "Windows"); a package's
 * installer sets it for its shortcuts, and nobody does for `npm start`.
 */
export const APP_USER_MODEL_ID = 'desk.trunkline.app';

/**
 * The desktop entry that belongs to the window on Linux: the taskbar's icon and, since xdg-desktop-portal 1.21, the system's dialogs depend on it
 * (Electron, api/app.md, `setDesktopName`). electron-builder names the entry after the executable, which is the package's name.
 */
export const DESKTOP_NAME = 'trunkline.desktop';
