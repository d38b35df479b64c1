import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request is addressed to this machine's own name. Practice vendors store what was sent to them, and their control interfaces
 * have no password. A website that rebinds its own name to 127.0.0.1 is refused.
 */
export function isToOwnHost({ headers }: IncomingMessage): boolean {
  return LOOPBACK.test(headers.host ?? '');
}
