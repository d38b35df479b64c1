import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is not answered. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session';

/** Who may talk to the loopback server. */
export interface Guard {
  /** The random key of this launch; it stands in the address that is given to the operator, and nowhere else. */
  readonly key: string;
  /** Null when the request may be answered. */
  check(request: IncomingMessage): Refusal | null;
  /** Null when the request may be answered though it has no session yet: to give it one. */
  checkStranger(request: IncomingMessage): Refusal | null;
  /** The cookie for the bearer of the key; null for a wrong key. */
  exchange(key: string): string | null;
}

const secret = () => randomBytes(32).toString('base64url');

function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/**
 * Guards a server on 127.0.0.1 against the other pages of the same browser and the other users of the same machine.
 *
 * - `Host` must be the loopback name and port that were printed, so that a name rebound to 127.0.0.1 gets nothing (DNS rebinding).
 * - `Origin`, where the browser sends one, must be this server's own, and a request that changes something must have one.
 * - All else needs the session cookie, which only the bearer of the launch's key is given.
 */
export function createGuard(port: number): Guard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  // Cookies don't know ports: the name keeps two desks on one machine apart.
  const cookieName = `trunkline-${port}`;
  const key = secret();
  const session = secret();

  function checkStranger(request: IncomingMessage): Refusal | null {
    const { host, origin } = request.headers;
    if (host === undefined || !hosts.has(host.toLowerCase())) return 'wrong-host';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (origin === undefined ? !reads : origin !== `http://${host.toLowerCase()}`) return 'wrong-origin';
    return null;
  }

  return {
    key,
    checkStranger,
    check(request) {
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
      const given = cookieOf(request, cookieName);
      return given !== undefined && same(given, session) ? null : 'no-session';
    },
    exchange(given) {
      return same(given, key) ? `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict` : null;
    },
  };
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
