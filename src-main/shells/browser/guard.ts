import type { IncomingMessage } from 'node:http';
import { TOKEN_HEADER } from '../../../src-preload/contract/page-session.ts';
import { isSame, newSecret, OneTimeSecrets } from './one-time.ts';

/** Why a request is not answered. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session' | 'no-token' | 'key-used' | 'key-expired';

/** How long a key opens the desk, ms. */
export const KEY_LIFE_MS = 60_000;

/** What the bearer of a key is given. */
export interface Entry {
  /** The value of `Set-Cookie`. */
  readonly cookie: string;
  /** What the page sends along with each request; see `TOKEN_HEADER`. */
  readonly token: string;
}

/** Who may talk to the loopback server. */
export interface Guard {
  /** A key that opens the desk once, within `KEY_LIFE_MS`; `onUsed` is called when it does. */
  issueKey(onUsed?: () => void): string;
  /** Spends a key. */
  exchange(key: string): Entry | Refusal;
  /** Null when the request is for this server at all, whoever sends it. */
  checkStranger(request: IncomingMessage): Refusal | null;
  /** Null when the request may be given what is no secret: the page itself, without any data. */
  checkPage(request: IncomingMessage): Refusal | null;
  /** Null when the request comes from the desk's own page. */
  checkCall(request: IncomingMessage): Refusal | null;
}

/**
 * Guards a server on 127.0.0.1 against the other pages of the same browser, the other servers and the other users of the same
 * machine.
 *
 * - `Host` must be the loopback name and port that were printed, so that a name rebound to 127.0.0.1 gets nothing (DNS rebinding).
 * - `Origin`, where the browser sends one, must be this server's own, and a request that changes something must have one.
 * - The page needs the session cookie. Cookies know no ports (RFC 6265, section 8.5): any server on 127.0.0.1 that the browser
 *   visits is sent it, and can set it. So nothing but the page itself is answered by the cookie alone.
 * - All else needs the cookie and the token, which is held by the page's origin, port included, and never stands in an address.
 * - Cookie and token are given for a key that works once and for a minute. They end with the desk.
 */
export function createGuard(port: number, now?: () => number): Guard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  // The name keeps two desks on one machine apart.
  const cookieName = `trunkline-${port}`;
  const keys = new OneTimeSecrets<() => void>(KEY_LIFE_MS, now);
  const session = newSecret();
  const token = newSecret();

  function checkStranger(request: IncomingMessage): Refusal | null {
    const { host, origin } = request.headers;
    // Of two hosts it could not be said which one somebody in between goes by.
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
    // A page of another origin that embeds or fetches this one; following a link (navigate) is what people do.
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
