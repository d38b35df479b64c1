import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request is made to this machine by its own name. Practice vendors hold what was sent to them, and their switches take no
 * password: a website that rebinds a name of its own to 127.0.0.1 gets nothing of them.
 */
export function isToOwnHost({ headers }: IncomingMessage): boolean {
  return LOOPBACK.test(headers.host ?? '');
}
