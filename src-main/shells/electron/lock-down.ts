import type { App, Session, Shell, WebContents } from 'electron';
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
export function lockEveryPage(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, shell));
}

/** A phone number or an e-mail address and nothing else: what the system's own telephone or mail program may be handed. */
const TO_A_PERSON = /^(?:tel:\+?\d{2,15}|mailto:[\w.!#$%&'*+/=^`{|}~-]{1,64}@[\w.-]{1,255})$/;

/**
 * Keeps a page where it is: no way to another address, no new window, no page inside it. Loading itself again is all it may; a
 * `tel:` or `mailto:` link goes to the system.
 */
export function lockPage(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  contents.on('will-navigate', (event) => {
    if (isReload(contents.getURL(), event.url)) return;
    event.preventDefault();
    if (TO_A_PERSON.test(event.url)) void shell.openExternal(event.url).catch(() => {});
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
