import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import { isToOwnHost } from '../own-host.ts';
import { type AccountInput, accountSchema } from './account/model.ts';
import { sampleAccount } from './account/sample-account.ts';
import { makeAdmin, type PracticeLeadExecAdmin, type Switches } from './admin.ts';
import { serveAdmin } from './admin-http.ts';
import { type Behaviour, behaviourSchema, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { settleDue } from './come-due.ts';
import { type Fault, FaultPlan, faultSchema } from './faults.ts';
import { formatOf, readRequest } from './receiver/read-request.ts';
import { type ReceiverPorts, type ReceiverRequest, serveReceiver } from './receiver/receiver.ts';
import { RequestLog } from './request-log.ts';
import { ReturnUrls } from './return-url.ts';
import { openStore } from './store.ts';
import { insteadOf, send, servesFirst, strike } from './strike.ts';
import { VendorClock } from './vendor-clock.ts';
import type { World } from './world.ts';

export interface PracticeLeadExecOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** A SQLite file, or `:memory:`, the default. */
  readonly file?: string;
  /** Milliseconds since 1970; the system's clock unless given. With one given, what is due happens at the next request or move. */
  readonly clock?: () => number;
  /** Waits so many milliseconds; by the system's clock unless given. */
  readonly wait?: (ms: number) => Promise<unknown>;
  /** The passwords and tokens of the sample account; `practice` unless given. */
  readonly secret?: string;
  /** Parts of the account in place of the sample's. */
  readonly account?: Partial<AccountInput>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** Seed of the faults' chances, 1 unless given. */
  readonly seed?: number;
}

export interface PracticeLeadExec {
  /** `http://127.0.0.1:PORT`, the base address of the receiver. */
  readonly url: string;
  /** The switchboard for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeLeadExecAdmin;
  /** Cuts all connections, those that hang on purpose too, and closes the database. */
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 16 * 1_048_576;
/** How often what is due is looked for when nobody asks. */
const DUE_EVERY_MS = 250;

/**
 * Starts the practice LeadExec: the receiver to the letter of "Lead Receiver Documentation" and of `docs/vendors.md`, on 127.0.0.1 alone.
 * Rejects where the port is taken or the file can't be opened.
 */
export async function startPracticeLeadExec(options: PracticeLeadExecOptions = {}): Promise<PracticeLeadExec> {
  const wait = options.wait ?? ((ms: number) => waitFor(ms));
  const switches: Switches = {
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
    account: accountSchema.parse({ ...sampleAccount(options.secret ?? 'practice'), ...options.account }),
  };
  const plan = new FaultPlan();
  plan.set(z.array(faultSchema).parse(options.faults ?? []), options.seed);
  const log = new RequestLog();
  const store = openStore(options.file ?? ':memory:');
  const clock = new VendorClock(store, options.clock ?? Date.now);
  const returnUrls = new ReturnUrls();
  let open = true;
  let port = 0;
  const world = (): World => ({ store, ...switches, now: clock.now() });
  const ports: ReceiverPorts = {
    world,
    wait,
    base: () => `http://127.0.0.1:${port}`,
    isOpen: () => open,
    taken: () => log.leadTaken(),
  };
  const settle = () => {
    if (open) settleDue({ ...ports, tell: (url, answer) => returnUrls.tell(url, answer) });
  };
  const tick = () => {
    try {
      settle();
    } catch (error) {
      console.error('The practice LeadExec failed at what has come due; it tries again.', error);
    }
  };
  const admin = makeAdmin({ world, log, plan, clock, switches, settle });

  async function serveApi(req: IncomingMessage, res: ServerResponse, url: URL, body: string, from: Visitor) {
    const { delayMs, fault } = plan.onRead(url.pathname, body);
    const done = log.arrived({ ...aboutRequest(req), body, at: clock.now(), ...from, fault: fault?.kind });
    // Done before the first byte of the answer leaves: whoever has read it may post again at once.
    res.once('close', done);
    const pause = switches.behaviour.latencyMs + delayMs;
    if (pause > 0) await wait(pause);
    if (!open) return;
    settle();
    const request = receiverRequest(req, url, body);
    const serve = fault === undefined || servesFirst(fault);
    const answer = serve ? await serveReceiver(ports, request) : undefined;
    if (!open) return;
    if (fault?.kind !== 'hang' && fault?.kind !== 'answer-lost-hang' && fault?.kind !== 'stall-mid-answer') done();
    const instead = fault === undefined ? undefined : insteadOf(fault, passwordOf(request), clock.now());
    if (instead !== undefined) send(res, await serveReceiver(ports, request, instead));
    else if (fault !== undefined) {
      strike(res, { fault, answer, authorization: request.authorization, now: clock.now(), port });
    } else if (answer !== undefined) send(res, answer);
  }

  const visitors = new WeakMap<Socket, { connection: number; onConnection: number }>();
  function visitorOf({ socket }: IncomingMessage): Visitor {
    const known = visitors.get(socket) ?? { connection: log.connected(), onConnection: 0 };
    known.onConnection += 1;
    visitors.set(socket, known);
    return { ...known };
  }

  function serve(req: IncomingMessage, res: ServerResponse): void {
    const target = `http://127.0.0.1${req.url ?? '/'}`;
    if (!URL.canParse(target)) {
      send(res, { status: 400, type: 'text/plain', body: '400 Bad Request\n' });
      return;
    }
    const url = new URL(target);
    if (!isToOwnHost(req)) {
      send(res, { status: 403, type: 'text/plain', body: '403 Forbidden\n', headers: { connection: 'close' } });
      return;
    }
    const isAdmin = url.pathname.startsWith('/practice/');
    const from = isAdmin ? NOBODY : visitorOf(req);
    const early = isAdmin ? undefined : plan.onArrival(url.pathname);
    if (early !== undefined) {
      log.arrived({ ...aboutRequest(req), body: '', at: clock.now(), ...from, fault: early.kind })();
      req.socket.resetAndDestroy();
      return;
    }
    readBody(req, (body) => {
      if (body === undefined) {
        send(res, { status: 413, type: 'text/plain', body: '', headers: { connection: 'close' } });
        return;
      }
      const serving = isAdmin ? serveAdmin(req, res, { url, body, admin, plan }) : serveApi(req, res, url, body, from);
      serving.catch((error: unknown) => {
        console.error('The practice LeadExec failed to serve a request; its caller sees an empty HTTP 500.', error);
        if (!res.headersSent) send(res, { status: 500, type: 'text/plain', body: '' });
      });
    });
  }

  const server = createServer(serve);
  // A keep-alive connection that runs out just as the next post leaves would look like a fault that nobody ordered.
  server.keepAliveTimeout = 120_000;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    store.db.close();
    throw error;
  }
  port = (server.address() as AddressInfo).port;
  const ticking = options.clock === undefined ? setInterval(tick, DUE_EVERY_MS).unref() : undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${port}/practice`,
    port,
    admin,
    async close() {
      if (!open) return;
      open = false;
      clearInterval(ticking);
      returnUrls.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.db.close();
    },
  };
}

/** The connection that a request came on. */
interface Visitor {
  readonly connection: number;
  readonly onConnection: number;
}
const NOBODY: Visitor = { connection: 0, onConnection: 0 };

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

/** The password of a request, for answers that echo it. */
function passwordOf({ contentType, body, query }: ReceiverRequest): string {
  const format = formatOf(contentType);
  if (format === undefined) return '';
  try {
    return readRequest(format, body, query).source.get('password') ?? '';
  } catch {
    return '';
  }
}

/** Calls back with the whole body, or undefined where it is too long; not at all where the caller goes away. */
function readBody(req: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_BODY_BYTES) chunks.push(chunk);
  });
  req.once('end', () => done(bytes > MOST_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')));
}
