import { EventEmitter } from 'node:events';
import { inChromium, inElectron, privileged } from './addresses.ts';
import type { Cdp } from './cdp.ts';

type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void;
type LoadHandler = (
  details: { url: string; method: string; resourceType: string },
  answer: (response: { cancel?: boolean }) => void,
) => void;
type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** What a page of an own scheme may ask of Chromium, by Electron's name and the protocol's. */
const PERMISSIONS: ReadonlyArray<readonly [electron: string, chromium: Readonly<Record<string, unknown>>]> = [
  ['clipboard-sanitized-write', { name: 'clipboard-write', allowWithoutSanitization: false }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['window-management', { name: 'window-management' }],
  ['storage-access', { name: 'storage-access' }],
];

class Session extends EventEmitter {
  #check: CheckHandler | null = null;
  #request: RequestHandler | null = null;
  #load: LoadHandler | null = null;
  readonly #schemes = new Map<string, SchemeHandler>();

  readonly protocol = {
    handle: (scheme: string, handler: SchemeHandler) => {
      if (this.#schemes.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
      this.#schemes.set(scheme, handler);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (handler: LoadHandler) => {
      this.#load = handler;
    },
  };
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }
  setDevicePermissionHandler(): void {}

  /**
   * Puts the app's answers into Chromium, which then decides by itself. What a page may do is asked of the check handler, and what it asks for in
   * a click of the request handler (see `FakeSession.ask`); Chromium knows one answer, so it is granted where both grant it.
   */
  async applyPermissions(browser: Cdp, contents: unknown, address: string): Promise<void> {
    const origin = `${new URL(inChromium(address)).origin}`;
    for (const [name, permission] of PERMISSIONS) {
      const granted = await this.grants(contents, name, address);
      await browser.send('Browser.setPermission', { permission, origin, setting: granted ? 'granted' : 'denied' });
    }
  }

  async grants(contents: unknown, permission: string, address: string, more: object = {}): Promise<boolean> {
    const origin = `${address.split('/').slice(0, 3).join('/')}/`;
    const details = { isMainFrame: true, requestingUrl: address, securityOrigin: origin, ...more };
    if (this.#check && !this.#check(contents, permission, origin, details)) return false;
    const ask = this.#request;
    if (!ask) return true;
    return new Promise((resolve) => ask(contents, permission, resolve, details));
  }

  /** Whether `webRequest.onBeforeRequest` lets a page load an address. */
  async mayLoad(url: string, method: string, resourceType: string): Promise<boolean> {
    const ask = this.#load;
    if (!ask) return true;
    return new Promise((resolve) => {
      ask({ url: inElectron(url), method, resourceType }, ({ cancel }) => resolve(cancel !== true));
    });
  }

  /** What the handler of an own scheme answers; null where there is none, so that nothing answers. */
  async answer(url: string, method: string, headers: Record<string, string>): Promise<Response | null> {
    const address = inElectron(url);
    const handler = this.#schemes.get(address.split(':', 1)[0] ?? '');
    return address === url || !handler ? null : await handler(new Request(address, { method, headers }));
  }
}

export const defaultSession = new Session();

/** docs/api/protocol.md: "This method can only be used before the ready event of the app module gets emitted and can be called only once." */
export function registerSchemes(
  schemes: ReadonlyArray<{ scheme: string; privileges: object }>,
  isReady: boolean,
): void {
  if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges);
}
