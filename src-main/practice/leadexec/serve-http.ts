import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isToOwnHost } from '../own-host.ts';
import type { PracticeLeadExecAdmin } from './admin.ts';
import { serveAdmin } from './admin-http.ts';
import { isAccountPath } from './api/calls.ts';
import type { AccountService } from './api/serve-account.ts';
import type { LeadExecFaults } from './faults.ts';
import { formatOf, readRequest } from './receiver/read-request.ts';
import { type ReceiverPorts, type ReceiverRequest, serveReceiver } from './receiver/receiver.ts';
import type { Answer } from './receiver/render.ts';
import type { RequestLog } from './request-log.ts';
import { insteadOf, send, servesFirst, strike } from './strike.ts';

/** What is needed to answer a request. */
export interface HttpParts {
  readonly receiver: ReceiverPorts;
  readonly service: AccountService;
  readonly admin: PracticeLeadExecAdmin;
  readonly plan: LeadExecFaults;
  readonly log: RequestLog;
  readonly port: () => number;
  /** Does what is due. */
  readonly settle: () => void;
}

const MOST_BODY_BYTES = 16 * 1_048_576;

/** The connection of a request, and the request's number on it. */
interface Visitor {
  readonly connection: number;
  readonly onConnection: number;
}
const NOBODY: Visitor = { connection: 0, onConnection: 0 };

/** Answers the practice LeadExec's requests: the control interface under `/practice/`, everything else as the vendor, with its faults. */
export function makeServe(parts: HttpParts): (req: IncomingMessage, res: ServerResponse) => void {
  const { admin, plan, log } = parts;
  const visitors = new WeakMap<Socket, { connection: number; onConnection: number }>();
  function visitorOf({ socket }: IncomingMessage): Visitor {
    const known = visitors.get(socket) ?? { connection: log.connected(), onConnection: 0 };
    known.onConnection += 1;
    visitors.set(socket, known);
    return { ...known };
  }

  return (req, res) => {
    const target = `http://127.0.0.1${req.url ?? '/'}`;
    if (!URL.canParse(target)) {
      send(res, plain(400, '400 Bad Request\n'));
      return;
    }
    if (!isToOwnHost(req)) {
      send(res, plain(403, '403 Forbidden\n'));
      return;
    }
    const url = new URL(target);
    const isAdmin = url.pathname.startsWith('/practice/');
    const from = isAdmin ? NOBODY : visitorOf(req);
    const early = isAdmin ? undefined : plan.onArrival({ path: url.pathname, body: null });
    if (early !== undefined) {
      const at = parts.receiver.world().now;
      log.arrived({ ...aboutRequest(req), body: '', at, ...from, fault: early.kind })();
      req.socket.resetAndDestroy();
      return;
    }
    readBody(req, (body) => {
      if (body === undefined) {
        send(res, plain(413, '413 Payload Too Large\n'));
        return;
      }
      const serving = isAdmin
        ? serveAdmin(req, res, { url, body, admin, plan })
        : serveVendor(parts, { req, res, url, body, from });
      serving.catch((error: unknown) => {
        console.error('The practice LeadExec failed to serve a request; its caller sees an empty HTTP 500.', error);
        if (!res.headersSent) send(res, plain(500, ''));
      });
    });
  };
}

interface Visit {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly body: string;
  readonly from: Visitor;
}

async function serveVendor(parts: HttpParts, { req, res, url, body, from }: Visit): Promise<void> {
  const { receiver, plan, log, port, settle } = parts;
  const { delayMs, fault } = plan.onRead({ path: url.pathname, body });
  const at = receiver.world().now;
  const done = log.arrived({ ...aboutRequest(req), body, at, ...from, fault: fault?.kind });
  // This precedes the first byte of the answer, because the caller may post again as soon as it has been read.
  res.once('close', done);
  const pause = receiver.world().behaviour.latencyMs + delayMs;
  if (pause > 0) await receiver.wait(pause);
  if (!receiver.isOpen()) return;
  settle();
  const request = receiverRequest(req, url, body);
  const serves = fault === undefined || servesFirst(fault);
  const isAccount = isAccountPath(url.pathname);
  const answer = isAccount
    ? parts.service.serve({ req, url, body, serves, fault: fault?.kind })
    : serves
      ? await serveReceiver(receiver, request)
      : undefined;
  if (isAccount) {
    const listMs = listPause(answer, receiver.world().behaviour.listMsPerThousand);
    if (listMs > 0) await receiver.wait(listMs);
  }
  if (!receiver.isOpen()) return;
  if (fault?.kind !== 'hang' && fault?.kind !== 'answer-lost-hang' && fault?.kind !== 'stall-mid-answer') done();
  const { now } = receiver.world();
  const instead = fault === undefined ? undefined : insteadOf(fault, passwordOf(request), now);
  if (instead !== undefined) send(res, await serveReceiver(receiver, request, instead));
  else if (fault !== undefined) {
    strike(res, { fault, answer, authorization: request.authorization, now, port: port() });
  } else if (answer !== undefined) send(res, answer);
}

/** Long lists take longer. */
function listPause(answer: Answer | undefined, msPerThousand: number): number {
  if (answer === undefined || msPerThousand === 0 || !answer.body.startsWith('[')) return 0;
  const value: unknown = JSON.parse(answer.body);
  return Array.isArray(value) ? (value.length * msPerThousand) / 1000 : 0;
}

const plain = (status: number, body: string) => ({
  status,
  type: 'text/plain; charset=utf-8',
  body,
  headers: { connection: 'close' },
});

const aboutRequest = (req: IncomingMessage) => ({
  method: req.method ?? '',
  target: req.url ?? '/',
  contentType: req.headers['content-type'] ?? '',
  authorization: req.headers.authorization ?? '',
});

function receiverRequest(req: IncomingMessage, url: URL, body: string): ReceiverRequest {
  const { method, contentType, authorization } = aboutRequest(req);
  const { pathname: path, searchParams: query } = url;
  return { method, path, query, contentType, accept: req.headers.accept ?? '', authorization, body };
}

/** The password of a request, for answers that repeat it. */
function passwordOf({ contentType, body, query }: ReceiverRequest): string {
  const format = formatOf(contentType);
  if (format === undefined) return '';
  try {
    return readRequest(format, body, query).source.get('password') ?? '';
  } catch {
    // A body that can’t be parsed has no password.
    return '';
  }
}

/** Calls back with the whole body, or undefined if it is too long; not at all if the caller disconnects. */
function readBody(req: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_BODY_BYTES) chunks.push(chunk);
  });
  req.once('end', () => done(bytes > MOST_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')));
}
