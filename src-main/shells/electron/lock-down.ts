import type { App, Session, WebContents } from 'electron';
import type { OpenOutside } from './outside.ts';
import { isOwnPage } from './scheme.ts';

/** The only permission of the page: writing text, sanitized by Chromium, to the clipboard when the person presses "Copy". */
const ALLOWED = 'clipboard-sanitized-write';

/**
 * Denies a session every permission except the one that this page needs, and that only to its own page. It is granted in both handlers,
 * because a call in a click is a request, and one outside of a click and `navigator.permissions.query` are checks (Electron,
 * api/session.md, `setPermissionCheckHandler`, `setPermissionRequestHandler`).
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === ALLOWED && isMainFrame && isOwnPage(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => permission === ALLOWED && isMainFrame && isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  // Downloads are also denied, because files that the desk writes are shown in their folder.
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
}

function mayLoad(url: string): boolean {
  // The developer tools of an unpackaged build load their own parts.
  return isOwnPage(url) || url.startsWith('data:image/') || url.startsWith('devtools:');
}

/** Restricts every page that the app ever creates, whatever creates it. */
export function lockEveryPage(app: App, open: OpenOutside): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, open));
}

/**
 * Restricts a page: no navigation to another address, no new window, no embedded page. It can only reload itself. Links to the outside are
 * passed to `open`, which decides.
 *
 * `will-frame-navigate` is emitted before `will-navigate`, and if it is prevented the second is never emitted (Electron,
 * api/web-contents.md, "Document Navigations"; shell/browser/electron_navigation_throttle.cc). So both do the same, and whichever comes
 * first passes on the link, once.
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
  // A link with target=_blank emits no navigation event and only calls this (api/web-contents.md, `setWindowOpenHandler`).
  contents.setWindowOpenHandler(({ url }) => {
    void open(url);
    return { action: 'deny' };
  });
}

function isReload(from: string, to: string): boolean {
  const withoutHash = (address: string) => address.split('#', 1)[0];
  return isOwnPage(to) && withoutHash(from) === withoutHash(to);
}
