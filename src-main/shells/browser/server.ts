import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import type { CommandError } from '../../../src-preload/contract/index.ts';
import { type OpenInput, openInput } from '../../files/open-input.ts';
import type { Desk } from '../shared/desk.ts';
import { cacheRule, pageFile } from '../shared/page.ts';
import { writtenFile } from '../shared/written-files.ts';
import { begin, refuse, sendFile, sendWords } from './answer.ts';
import { answerCall } from './calls.ts';
import { streamEvents } from './events.ts';
import { createGuard, type Guard, type Refusal } from './guard.ts';
import { openUploads, type Uploads } from './uploads.ts';

export interface DeskServerOptions {
  readonly desk: Desk;
  readonly dataDir: string;
  /** The built page. */
  readonly pageDir: string;
  /** 0 or left out for a free one. */
  readonly port?: number;
  readonly heartbeatMs?: number;
}

export interface DeskServer {
  readonly port: number;
  /** The address for the operator's browser, with the key of this launch. */
  readonly url: string;
  /** Ends every stream and connection. */
  close(): Promise<void>;
}

const REFUSALS: Readonly<Record<Refusal, { status: number; words: string }>> = {
  'wrong-host': { status: 403, words: 'Trunkline answers only at the address that it printed when it started.' },
  'wrong-origin': { status: 403, words: 'Trunkline answers only its own page.' },
  'no-session': {
    status: 401,
    words: 'This page’s key is no longer valid. Open the address that Trunkline printed when it started.',
  },
};

/**
 * Serves the desk to a browser on this machine: the page, `POST /api/call/<command>`, `GET /api/events`,
 * `POST /api/upload?name=…` and `GET /api/file?path=…`. Bound to 127.0.0.1; see `createGuard` for who may ask.
 *
 * @throws Error when the port is taken
 */
export async function startDeskServer(options: DeskServerOptions): Promise<DeskServer> {
  const uploads = await openUploads(options.dataDir, options.desk.handOver);
  let guard: Guard | null = null;
  const server = createServer((req, res) => {
    if (guard) answer(options, guard, uploads, req, res).catch(() => res.destroy());
    else res.destroy();
  });
  // An upload over a slow line may take longer than Node's five minutes; headers still have to come within one.
  server.requestTimeout = 0;
  server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  guard = createGuard(port);
  return {
    port,
    url: `http://127.0.0.1:${port}/?key=${guard.key}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: DeskServerOptions,
  guard: Guard,
  uploads: Uploads,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const stranger = guard.checkStranger(req);
  if (stranger) return turnAway(req, res, stranger);
  const url = new URL(req.url ?? '/', 'http://desk');
  const key = url.searchParams.get('key');
  if (req.method === 'GET' && url.pathname === '/' && key !== null) return exchange(guard, key, req, res);
  const refused = guard.check(req);
  if (refused) return turnAway(req, res, refused);

  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (!url.pathname.startsWith('/api/')) {
    if (!reads) return wrongMethod(res, 'GET');
    return sendPage(options.pageDir, url.pathname, req, res);
  }
  const [, , what, ...rest] = url.pathname.split('/');
  const name = rest.join('/');
  switch (what) {
    case 'call':
      if (req.method !== 'POST') return wrongMethod(res, 'POST');
      return answerCall(options.desk, name, req, res);
    case 'events':
      if (req.method !== 'GET') return wrongMethod(res, 'GET');
      return streamEvents(options.desk, req, res, options.heartbeatMs);
    case 'upload':
      if (req.method !== 'POST') return wrongMethod(res, 'POST');
      await uploads.receive(url.searchParams.get('name') ?? '', req, res);
      // The strip says so too, until the disk works again.
      if (res.statusCode === 507) await options.desk.call('desk.checkDisk', {});
      return;
    case 'file':
      if (!reads) return wrongMethod(res, 'GET');
      return download(options.dataDir, url.searchParams.get('path') ?? '', req, res);
    default:
      return refuse(res, 404, 'not-found', 'Trunkline has nothing at this address.');
  }
}

/** The key for a cookie, and on to the page, so that the key stands in no history entry that is kept open. */
function exchange(guard: Guard, key: string, req: IncomingMessage, res: ServerResponse): void {
  const cookie = guard.exchange(key);
  if (cookie === null) {
    turnAway(req, res, 'no-session');
    return;
  }
  res.setHeader('set-cookie', cookie);
  if (req.headers['sec-fetch-site'] === 'cross-site') {
    // The link stood on another site's page: a SameSite=Strict cookie is not sent along a redirect from there, but from a page of ours.
    sendWords(res, 200, 'Opening Trunkline …', '<meta http-equiv="refresh" content="0;url=/">');
  } else {
    begin(res, 303, { location: '/', 'content-length': 0 });
    res.end();
  }
}

function turnAway(req: IncomingMessage, res: ServerResponse, refusal: Refusal): void {
  const { status, words } = REFUSALS[refusal];
  if (req.headers.accept?.includes('text/html')) sendWords(res, status, words);
  // What is still on its way of a refused body is not waited for.
  else refuse(res, status, 'unavailable', words, req.method === 'GET' ? {} : { connection: 'close' });
}

function wrongMethod(res: ServerResponse, allow: string): void {
  refuse(res, 405, 'invalid-input', `This address takes ${allow} only.`, { allow, connection: 'close' });
}

async function sendPage(pageDir: string, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const file = pageFile(pageDir, path);
  if (file === null) {
    if (path === '/') return sendWords(res, 503, 'The page has not been built yet. Run npm run build, then reload.');
    return refuse(res, 404, 'not-found', 'Trunkline has nothing at this address.');
  }
  const headers = { 'content-type': file.type, 'content-length': file.bytes, 'cache-control': cacheRule(file) };
  await sendFile(res, file.path, headers, req.method !== 'HEAD');
}

async function download(dataDir: string, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  let written: OpenInput;
  try {
    written = await openInput(writtenFile(dataDir, path));
  } catch (error) {
    return refuse(res, 404, 'not-found', (error as CommandError).message);
  }
  const name = basename(written.path);
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  await sendFile(
    res,
    written.file,
    {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    req.method !== 'HEAD',
  );
}
