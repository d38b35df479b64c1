import type { App, Session, WebContents } from 'electron';
import type { OpenOutside } from './outside.ts';
import { isOwnPage } from './scheme.ts';

/** What the page may do beyond showing itself: put text on the clipboard, cleaned by Chromium, when the person presses "Copy". */
const ALLOWED = 'clipboard-sanitized-write';

/**
 * Denies a session everything that a page could ask of the system or the network, except the one permission this page needs, and that to
 * its own page alone. It is granted in both handlers: a call in a click asks by a request, one without, and
 * `navigator.permissions.query`, by a check (Electron, api/session.md, `setPermissionCheckHandler`, `setPermissionRequestHandler`).
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === ALLOWED && isMainFrame && isOwnPage(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => permission === ALLOWED && isMainFrame && isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  // Downloads, too: what the desk writes for people it shows in its folder.
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
}

function mayLoad(url: string): boolean {
  // The developer tools of an unpackaged build load their own parts.
  return isOwnPage(url) || url.startsWith('data:image/') || url.startsWith('devtools:');
}

/** Locks every page that the app ever makes, whoever makes it. */
export function lockEveryPage(app: App, open: OpenOutside): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, open));
}

/**
 * Keeps a page where it is: no way to another address, no new window, no page inside it. Loading itself again is all it may; what leads
 * outside is given to `open`, which decides.
 *
 * `will-frame-navigate` is emitted before `will-navigate`, and preventing it ends the matter: the second is never emitted (Electron,
 * api/web-contents.md, "Document Navigations"; shell/browser/electron_navigation_throttle.cc). So both do the same, and whichever comes
 * first hands the link over, once.
 */
export function lockPage(contents: WebContents, open: OpenOutside): void {
  const leave = (event: { url: string; isMainFrame: boolean; preventDefault(): void }) => {
    if (event.isMainFrame && isReload(contents.getURL(), event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) void open(event.url);
  };
  contents.on('will-frame-navigate', leave);
  contents.on('will-navigate', leave);
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A link with target=_blank emits no navigation event, it asks here alone (api/web-contents.md, `setWindowOpenHandler`).
  contents.setWindowOpenHandler(({ url }) => {
    void open(url);
    return { action: 'deny' };
  });
}

function isReload(from: string, to: string): boolean {
  const withoutHash = (address: string) => address.split('#', 1)[0];
  return isOwnPage(to) && withoutHash(from) === withoutHash(to);
}
