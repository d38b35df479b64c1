import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isToOwnHost } from '../own-host.ts';
import { NO_WEB_PAGES } from '../serve-control.ts';
import { type VendorFault, VendorFaults, vendorFault } from './vendor-faults.ts';

export interface VendorRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string;
  readonly body: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const json = (status: number, value: unknown): VendorAnswer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

export interface PracticeVendor {
  /** `http://127.0.0.1:PORT`, the base address of its connection. */
  readonly url: string;
  readonly port: number;
  readonly faults: VendorFaults;
  /** Every request since the start: method, path with query, and the status of the answer (0 if it was cut or lost). */
  readonly requests: readonly { readonly method: string; readonly target: string; readonly status: number }[];
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 1_048_576;
const PORTAL =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body><form action="/login">Sign in to use this network</form></body></html>';

/**
 * A practice vendor on 127.0.0.1: passes each request to `answer` and applies the active faults. It has its own control interface, which
 * the vendor doesn't have: `POST /practice/faults` takes a list of `vendorFault`; other `/practice/…` posts are passed to `perform`.
 */
export async function serveVendor(
  answer: (request: VendorRequest) => VendorAnswer,
  perform: (what: string, body: unknown) => unknown,
  port = 0,
): Promise<PracticeVendor> {
  const faults = new VendorFaults();
  const requests: { method: string; target: string; status: number }[] = [];
  const server = createServer((req, res) => {
    if (!isToOwnHost(req)) {
      send(res, json(403, { error: 'A practice vendor answers at 127.0.0.1 only.' }));
      return;
    }
    readBody(req, (body) => {
      const url = new URL(`http://127.0.0.1${req.url ?? '/'}`);
      const request = { method: req.method ?? 'GET', url, authorization: req.headers.authorization ?? '', body };
      if (url.pathname.startsWith('/practice/')) {
        const refused = req.headers.origin !== undefined;
        send(res, refused ? json(403, { error: NO_WEB_PAGES }) : control(request));
        return;
      }
      void serve(request, res, `${url.pathname}${url.search}`);
    });
  });
  server.keepAliveTimeout = 120_000;

  function control({ url, body }: VendorRequest): VendorAnswer {
    try {
      const what = url.pathname.slice('/practice/'.length);
      const given: unknown = body === '' ? null : JSON.parse(body);
      if (what !== 'faults') return json(200, perform(what, given) ?? {});
      faults.set(z.array(vendorFault).parse(given));
      return json(200, { faults: faults.faults });
    } catch (error) {
      return json(400, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  async function serve(request: VendorRequest, res: ServerResponse, target: string): Promise<void> {
    const fault = faults.next(request.url.pathname);
    const log = { method: request.method, target, status: 0 };
    requests.push(log);
    if (fault?.kind === 'slow') await wait(fault.ms);
    const instead = fault === null ? null : refusal(fault);
    if (fault?.kind === 'reset') {
      req(res)?.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'hang') return;
    const given = instead ?? answer(request);
    if (fault?.kind === 'answer-lost') return;
    log.status = given.status;
    if (fault?.kind === 'cut') {
      res.writeHead(given.status, { 'content-type': given.type, 'content-length': Buffer.byteLength(given.body) + 64 });
      res.write(given.body.slice(0, Math.floor(given.body.length / 2)), () => req(res)?.destroy());
      return;
    }
    send(
      res,
      fault?.kind === 'truncated' ? { ...given, body: given.body.slice(0, Math.floor(given.body.length / 2)) } : given,
    );
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    faults,
    requests,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const req = (res: ServerResponse) => res.socket;

/** The vendor's answer instead of processing the request; null for a fault that changes the true answer. */
function refusal(fault: VendorFault): VendorAnswer | null {
  const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): VendorAnswer => ({
    status,
    type: 'text/plain; charset=utf-8',
    body,
    headers,
  });
  switch (fault.kind) {
    case 'http500':
      return plain(500, 'Internal Server Error');
    case 'http503':
      return plain(503, 'Service Unavailable', { 'retry-after': String(fault.retryAfter) });
    case 'http429':
      return plain(429, 'Too Many Requests', { 'retry-after': String(fault.retryAfter) });
    case 'login-refused':
      return plain(401, 'Unauthorized');
    case 'portal':
      return { status: 200, type: 'text/html', body: PORTAL };
    case 'redirect':
      return plain(302, '', { location: 'http://127.0.0.1:9/signin' });
    case 'slow':
    case 'reset':
    case 'hang':
    case 'cut':
    case 'truncated':
    case 'answer-lost':
      return null;
  }
}

function send(res: ServerResponse, { status, type, body, headers = {} }: VendorAnswer): void {
  if (res.destroyed) return;
  res.writeHead(status, { 'content-type': type, ...headers });
  res.end(body);
}

/** Calls back with the whole body. A caller who sends too much is disconnected. */
function readBody(req: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) req.destroy();
    else chunks.push(chunk);
  });
  req.once('end', () => done(Buffer.concat(chunks).toString('utf8')));
}
