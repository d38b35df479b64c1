/**
 * The app's identity for the system, which is the same as in the packages (build/electron-builder.yml, `appId`).
 *
 * Windows only shows notifications of an app with an Application User Model ID (Electron, tutorial/notifications.md, "Windows"). A
 * package's installer sets it for its shortcuts, and nothing does for `npm start`.
 */
export const APP_USER_MODEL_ID = 'desk.trunkline.app';

/**
 * The desktop entry of the window on Linux. The taskbar's icon and, since xdg-desktop-portal 1.21, the system's dialogs depend on it
 * (Electron, api/app.md, `setDesktopName`). electron-builder names the entry after the executable, which is the package's name.
 */
export const DESKTOP_NAME = 'trunkline.desktop';
