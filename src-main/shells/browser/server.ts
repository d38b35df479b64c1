import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname } from 'node:path';
import { SIGNED_OUT_PATH } from '../../../src-preload/contract/page-session.ts';
import { logError } from '../../platform/log/log.ts';
import type { Desk } from '../shared/desk.ts';
import { cacheRule, pageFile } from '../shared/page.ts';
import { begin, refuse, sendFile, sendWords } from './answer.ts';
import { answerCall } from './calls.ts';
import { type Downloads, openDownloads } from './downloads.ts';
import { enter, PAGE_NOT_BUILT, refuseRequest, reloadAsOwn } from './enter.ts';
import { noteEvents, streamEvents } from './events.ts';
import { createGuard, type Guard, KEY_LIFE_MS } from './guard.ts';
import { openOpenerFiles } from './opener-files.ts';
import { limitStrangers } from './strangers.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** Not imported, because that would load everything that `node:http` exports, including a WebSocket client, before the desk can answer. */
const { createServer } = process.getBuiltinModule('node:http');

export interface DeskServerOptions {
  readonly desk: Desk;
  readonly dataDir: string;
  /** The built page. */
  readonly pageDir: string;
  /** By default those of the data folder. */
  readonly downloads?: Downloads;
  /** 0 or undefined for a free port. */
  readonly port?: number;
  readonly heartbeatMs?: number;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

export interface DeskServer {
  readonly port: number;
  /** A new address for the operator's browser. Its key works once, and for a minute. */
  address(): string;
  /** The path of a page, readable only by its owner, that redirects to such an address. It is removed after it was used. */
  openerFile(): string;
  /** Ends every stream and connection. */
  close(): Promise<void>;
}

/** A connection that doesn't send a complete head within this time is closed, ms; and how often that is checked, ms. */
const HEAD_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Serves the desk to a browser on this machine: the page, `POST /api/call/<command>`, `GET /api/events`, `POST /api/upload?name=…` and `GET
 * /api/file?ticket=…`. Bound to 127.0.0.1. `createGuard` decides which requests are answered.
 *
 * @throws Error if the port is taken
 */
export async function startDeskServer(options: DeskServerOptions): Promise<DeskServer> {
  const parts: Parts = {
    ...options,
    uploads: await openUploads(options.dataDir, options.desk.handOver),
    downloads: options.downloads ?? openDownloads(options.dataDir, options.now),
    lastEventAt: noteEvents(options.desk),
  };
  const openers = openOpenerFiles(options.dataDir);
  let guard: Guard | null = null;
  const server = createServer({ connectionsCheckingInterval: LOOK_EVERY_MS }, (req, res) => {
    if (guard)
      answer(parts, guard, known, req, res).catch((error: unknown) => {
        logError('a request was not answered', error);
        res.destroy();
      });
    else res.destroy();
  });
  const known = limitStrangers(server);
  // An upload over a slow connection may take longer than Node's five minutes. The head still has a limit.
  server.requestTimeout = 0;
  server.headersTimeout = HEAD_WITHIN_MS;
  server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const entrance = createGuard(port, options.now);
  guard = entrance;
  const address = (onUsed?: () => void) => `http://127.0.0.1:${port}/?key=${entrance.issueKey(onUsed)}`;
  return {
    port,
    address: () => address(),
    openerFile: () => openers.create(address, KEY_LIFE_MS),
    close: () =>
      new Promise((resolve) => {
        openers.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Parts = DeskServerOptions & {
  readonly uploads: Uploads;
  readonly downloads: Downloads;
  readonly lastEventAt: () => number;
};

async function answer(
  parts: Parts,
  guard: Guard,
  known: (socket: Socket) => void,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const stranger = guard.checkStranger(req);
  if (stranger) return refuseRequest(req, res, stranger);
  const url = new URL(req.url ?? '/', 'http://desk');
  const key = url.searchParams.get('key');
  if (req.method === 'GET' && url.pathname === '/' && key !== null) return enter(guard, parts.pageDir, key, req, res);
  if (url.pathname === SIGNED_OUT_PATH) return refuseRequest(req, res, 'no-session');

  // A download has no custom headers, and its ticket replaces the token.
  const ticket = url.pathname === '/api/file' ? url.searchParams.get('ticket') : null;
  const isCall = url.pathname.startsWith('/api/') && ticket === null;
  const refused = isCall ? guard.checkCall(req) : guard.checkPage(req);
  if (refused === 'no-session' && reloadAsOwn(req, res)) return;
  if (refused) return refuseRequest(req, res, refused);
  if (isCall) known(req.socket);

  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (!url.pathname.startsWith('/api/')) {
    if (!reads) return wrongMethod(res, 'GET');
    const screen = screenAddress(url);
    if (screen !== null) return leadTo(res, screen);
    return sendPage(parts.pageDir, url.pathname, req, res);
  }
  const [, , what, ...rest] = url.pathname.split('/');
  const name = rest.join('/');
  switch (what) {
    case 'call':
      if (req.method !== 'POST') return wrongMethod(res, 'POST');
      return answerCall(parts.desk, name, req, res);
    case 'events':
      if (req.method !== 'GET') return wrongMethod(res, 'GET');
      return streamEvents(parts.desk, req, res, parts.lastEventAt, parts.heartbeatMs);
    case 'upload':
      if (req.method !== 'POST') return wrongMethod(res, 'POST');
      await parts.uploads.receive(url.searchParams.get('name') ?? '', req, res);
      // The status strip shows it too, until the disk works again.
      if (res.statusCode === 507) await parts.desk.call('desk.checkDisk', {});
      return;
    case 'file':
      if (req.method !== 'GET') return wrongMethod(res, 'GET');
      return parts.downloads.send(ticket ?? '', res);
    default:
      return refuse(res, 404, 'not-found', 'There is nothing at this address.');
  }
}

function wrongMethod(res: ServerResponse, allow: string): void {
  refuse(res, 405, 'invalid-input', `This address accepts only ${allow}.`, { allow, connection: 'close' });
}

/** The page's address for a path without `#`, `/settings/data?x=1`, because its screens are in the hash. Null for a file. */
function screenAddress({ pathname, search }: URL): string | null {
  if (pathname === '/' || extname(pathname) !== '') return null;
  return `/#${pathname.replace(/^\/+/, '/')}${search}`;
}

function leadTo(res: ServerResponse, location: string): void {
  begin(res, 302, { location, 'content-length': 0, 'cache-control': 'no-store' });
  res.end();
}

async function sendPage(pageDir: string, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const file = pageFile(pageDir, path);
  if (file === null) {
    if (path === '/') return sendWords(res, 503, PAGE_NOT_BUILT);
    return refuse(res, 404, 'not-found', 'There is nothing at this address.');
  }
  const headers = { 'content-type': file.type, 'content-length': file.bytes, 'cache-control': cacheRule(file) };
  await sendFile(res, file.path, headers, req.method !== 'HEAD');
}
