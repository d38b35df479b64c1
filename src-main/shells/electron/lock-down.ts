import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './scheme.ts';

/** Denies a session everything that a page could ask of the system or the network: this page needs none of it. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
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
export function lockEveryPage(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents));
}

/** Keeps a page where it is: no way to another address, no new window, no page inside it. Loading itself again is all it may. */
export function lockPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isReload(contents.getURL(), event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isReload(contents.getURL(), event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isReload(from: string, to: string): boolean {
  const withoutHash = (address: string) => address.split('#', 1)[0];
  return isOwnPage(to) && withoutHash(from) === withoutHash(to);
}
