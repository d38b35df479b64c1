import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN_META } from '../../../src-preload/contract/page-session.ts';
import { pageFile } from '../shared/page.ts';
import { begin, refuse, sendWords } from './answer.ts';
import type { Guard, Refusal } from './guard.ts';

const AGAIN = 'To open Trunkline, run this in its folder (with --data, if you started it with --data):';
const OPEN_COMMAND = 'npm run -s trunkline -- open';
const PAGE_NOT_BUILT = 'The page has not been built yet. Run npm run build, then reload.';

interface Words {
  readonly status: number;
  readonly words: string;
  /** A command to run in a terminal. */
  readonly command?: string;
}

const REFUSALS: Readonly<Record<Refusal, Words>> = {
  'wrong-host': { status: 403, words: 'Trunkline answers only at the address it printed when it started.' },
  'wrong-origin': { status: 403, words: 'Trunkline answers only its own page.' },
  'no-session': { status: 401, words: `This browser is not signed in to Trunkline. ${AGAIN}`, command: OPEN_COMMAND },
  'no-token': { status: 401, words: `This page is not signed in to Trunkline. ${AGAIN}`, command: OPEN_COMMAND },
  'key-used': {
    status: 401,
    words: `This address was already used: each one works once. ${AGAIN}`,
    command: OPEN_COMMAND,
  },
  'key-expired': {
    status: 401,
    words: `This address has expired: each one works for a minute. ${AGAIN}`,
    command: OPEN_COMMAND,
  },
};

/** Refuses a request: with a text page for a person, otherwise in the form in which commands are refused. */
export function refuseRequest(req: IncomingMessage, res: ServerResponse, refusal: Refusal): void {
  const { status, words, command } = REFUSALS[refusal];
  if (req.headers.accept?.includes('text/html')) {
    sendWords(res, status, words, { command });
    return;
  }
  const sentence = command === undefined ? words : `${words} ${command}`;
  // The rest of a refused body is not awaited.
  refuse(res, status, 'unavailable', sentence, req.method === 'GET' ? {} : { connection: 'close' });
}

/** Whether a person came from a link on another site or from a file, so that a `SameSite=Strict` cookie is not sent. */
const isFromElsewhere = (req: IncomingMessage) =>
  req.headers['sec-fetch-mode'] === 'navigate' &&
  (req.headers['sec-fetch-site'] === 'cross-site' || req.headers['sec-fetch-site'] === 'same-site');

/**
 * Redirects a person who came from elsewhere to the same address from a page of this server, so that the cookie is sent, even when they
 * reload.
 */
export function reloadAsOwn(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method !== 'GET' || !isFromElsewhere(req)) return false;
  const { pathname, search } = new URL(req.url ?? '/', 'http://desk');
  // Two slashes at the beginning would mean another host.
  const way = `${pathname.replace(/^\/+/, '/')}${search}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  sendWords(res, 200, 'Opening Trunkline …', { head: `<meta http-equiv="refresh" content="0;url=${way}">` });
  return true;
}

/**
 * `GET /?key=…`: for a valid key, the page with its token, and the cookie. The token is only in this one answer, so that a server that
 * receives the cookie never sees it. The page then removes the key from its address.
 */
export async function enter(
  guard: Guard,
  pageDir: string,
  key: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  // A browser that prefetches the page would use up the key.
  if (req.headers['sec-purpose']?.includes('prefetch')) return sendWords(res, 503, 'Not ahead of time.');
  if (reloadAsOwn(req, res)) return;
  const page = pageFile(pageDir, '/');
  if (page === null) return sendWords(res, 503, PAGE_NOT_BUILT);
  const html = await readFile(page.path, 'utf8');
  const entry = guard.exchange(key);
  if (typeof entry === 'string') {
    // The same link was opened again in a browser that is already signed in.
    if (guard.checkPage(req) !== null) return refuseRequest(req, res, entry);
    begin(res, 303, { location: '/', 'content-length': 0 });
    res.end();
    return;
  }
  const meta = `<meta name="${TOKEN_META}" content="${entry.token}">`;
  const body = Buffer.from(
    html.replace(/<!doctype html>\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?/i, (head) => head + meta),
  );
  begin(res, 200, { 'content-type': page.type, 'content-length': body.length, 'set-cookie': entry.cookie });
  res.end(body);
}

export { PAGE_NOT_BUILT };
