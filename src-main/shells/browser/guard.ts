import type { IncomingMessage } from 'node:http';
import { TOKEN_HEADER } from '../../../src-preload/contract/page-session.ts';
import { isSame, newSecret, OneTimeSecrets } from './one-time.ts';

/** Why a request is not answered. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session' | 'no-token' | 'key-used' | 'key-expired';

/** How long a key is valid, ms. */
export const KEY_LIFE_MS = 60_000;

/** What is returned for a valid key. */
export interface Entry {
  /** The value of `Set-Cookie`. */
  readonly cookie: string;
  /** What the page sends with each request; see `TOKEN_HEADER`. */
  readonly token: string;
}

/** Decides which requests the loopback server answers. */
export interface Guard {
  /** A key that can be used once, within `KEY_LIFE_MS`; `onUsed` is called when it is used. */
  issueKey(onUsed?: () => void): string;
  /** Uses up a key. */
  exchange(key: string): Entry | Refusal;
  /** Null if the request is addressed to this server, whoever sends it. */
  checkStranger(request: IncomingMessage): Refusal | null;
  /** Null if the request may get what is not secret: the page itself, without any data. */
  checkPage(request: IncomingMessage): Refusal | null;
  /** Null if the request comes from the desk's own page. */
  checkCall(request: IncomingMessage): Refusal | null;
}

/**
 * Protects a server on 127.0.0.1 from other pages of the same browser, and from other servers and users of the same machine.
 *
 * - `Host` must be the loopback name and port that were printed, so that a name rebound to 127.0.0.1 gets nothing (DNS rebinding).
 * - `Origin`, if the browser sends one, must be this server's own, and a request that changes something must have one.
 * - The page needs the session cookie. Cookies don't depend on ports (RFC 6265, section 8.5): any server on 127.0.0.1 that the browser
 *   visits receives it, and can set it. So the cookie alone only gives access to the page itself.
 * - Everything else needs the cookie and the token, which is stored by the page's origin, including the port, and is never part of an
 *   address.
 * - Cookie and token are issued for a key that works once and for a minute. They are valid until the desk ends.
 */
export function createGuard(port: number, now?: () => number): Guard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  // The name distinguishes two desks on one machine.
  const cookieName = `trunkline-${port}`;
  const keys = new OneTimeSecrets<() => void>(KEY_LIFE_MS, now);
  const session = newSecret();
  const token = newSecret();

  function checkStranger(request: IncomingMessage): Refusal | null {
    const { host, origin } = request.headers;
    // With two hosts it is unknown which one a proxy uses.
    if (host === undefined || request.headersDistinct.host?.length !== 1) return 'wrong-host';
    if (!hosts.has(host.toLowerCase())) return 'wrong-host';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (origin === undefined ? !reads : origin !== `http://${host.toLowerCase()}`) return 'wrong-origin';
    return null;
  }

  function checkPage(request: IncomingMessage): Refusal | null {
    const refusal = checkStranger(request);
    if (refusal) return refusal;
    const site = request.headers['sec-fetch-site'];
    // A page of another origin embeds or fetches this one. Following a link (navigate) is allowed.
    if (
      site !== undefined &&
      site !== 'same-origin' &&
      site !== 'none' &&
      request.headers['sec-fetch-mode'] !== 'navigate'
    ) {
      return 'wrong-origin';
    }
    // Another server on 127.0.0.1 can set a cookie of the same name beside ours.
    return cookiesOf(request, cookieName).some((given) => isSame(given, session)) ? null : 'no-session';
  }

  return {
    issueKey: (onUsed = () => {}) => keys.issue(onUsed),
    exchange(key) {
      const redeemed = keys.redeem(key);
      if (redeemed === 'used') return 'key-used';
      if (redeemed === 'expired') return 'key-expired';
      if (redeemed === 'unknown') return 'no-session';
      redeemed.value();
      return { cookie: `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`, token };
    },
    checkStranger,
    checkPage,
    checkCall(request) {
      const refusal = checkPage(request);
      if (refusal) return refusal;
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin') return 'wrong-origin';
      const given = request.headers[TOKEN_HEADER];
      return typeof given === 'string' && isSame(given, token) ? null : 'no-token';
    },
  };
}

function cookiesOf(request: IncomingMessage, name: string): string[] {
  const found: string[] = [];
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) found.push(pair.slice(at + 1).trim());
  }
  return found;
}
