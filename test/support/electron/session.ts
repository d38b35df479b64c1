import { EventEmitter } from 'node:events';
import { FakeEvent } from './event.ts';
import { world } from './world.ts';

interface Asker {
  readonly mainFrame: { readonly url: string };
}

type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void;

export interface SessionHandlers {
  check?: Check | null;
  request?: Request | null;
  device?: ((details: object) => boolean) | null;
  page?: (request: globalThis.Request) => Promise<Response>;
  load?: (details: { url: string }, answer: (given: { cancel?: boolean }) => void) => void;
}

export class FakeSession extends EventEmitter {
  handlers: SessionHandlers = {};
  protocol = {
    handle: (scheme: string, handler: (request: globalThis.Request) => Promise<Response>): void => {
      world.happened.push(`serve ${scheme}`);
      this.handlers.page = handler;
    },
  };
  webRequest = {
    onBeforeRequest: (handler: NonNullable<SessionHandlers['load']>): void => {
      this.handlers.load = handler;
    },
  };
  setPermissionRequestHandler(handler: Request | null): void {
    this.handlers.request = handler;
  }
  setPermissionCheckHandler(handler: Check | null): void {
    this.handlers.check = handler;
  }
  setDevicePermissionHandler(handler: ((details: object) => boolean) | null): void {
    this.handlers.device = handler;
  }

  /**
   * Asks as Chromium asks: first whether it is granted already, by the check handler, then for it, by the request handler (session.md,
   * `setPermissionCheckHandler`: "most web APIs do a permission check and then make a permission request if the check is denied"). Where no
   * handler is set, it is granted (electron_permission_manager.cc, `request_handler_.is_null()`, `check_handler_.is_null()`).
   */
  ask(contents: Asker, permission: string, more: object = {}, url = contents.mainFrame.url): boolean {
    return this.isGranted(contents, permission, url) || this.requests(contents, permission, more, url);
  }

  /** What `navigator.permissions.query` and calls without a click look at: the check handler alone. */
  isGranted(contents: Asker | null, permission: string, url = contents?.mainFrame.url ?? ''): boolean {
    const { check } = this.handlers;
    // The origin ends in a slash: it is a GURL's spec (electron_permission_manager.cc, `GetLastCommittedOrigin().GetURL()`).
    const origin = `${originOf(url)}/`;
    return check
      ? check(contents, permission, origin, { requestingUrl: url, isMainFrame: true, embeddingOrigin: origin })
      : true;
  }

  /** What a call in a click asks for: the request handler alone (Blink, clipboard_promise.cc: `RequestPermission`). */
  requests(contents: Asker, permission: string, more: object = {}, url = contents.mainFrame.url): boolean {
    const { request } = this.handlers;
    if (!request) return true;
    let granted = false;
    request(
      contents,
      permission,
      (answer) => {
        granted = answer;
      },
      { requestingUrl: url, isMainFrame: true, ...more },
    );
    return granted;
  }

  /** Whether the session starts a download (session.md, `will-download`: `preventDefault` cancels it). */
  downloads(): boolean {
    const event = new FakeEvent();
    this.emit('will-download', event, {}, {});
    return !event.defaultPrevented;
  }

  /** Whether an address may be loaded (web-request.md, `onBeforeRequest`). */
  loads(url: string): boolean {
    const answers: Array<{ cancel?: boolean }> = [];
    this.handlers.load?.({ url }, (given) => answers.push(given));
    return answers[0]?.cancel !== true;
  }

  reset(): void {
    this.removeAllListeners();
    this.handlers = {};
  }
}

function originOf(url: string): string {
  const found = /^[a-z][\w+.-]*:\/\/[^/?#]*/i.exec(url);
  return found?.[0] ?? 'null';
}

export const session = { defaultSession: new FakeSession() };
