import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import { isToOwnHost } from '../own-host.ts';
import { serveCall } from './add-lead.ts';
import { makeAdmin, type PracticeDialerAdmin, type Switches } from './admin.ts';
import { serveAdmin } from './admin-http.ts';
import { textAnswer } from './answers.ts';
import { type Behaviour, behaviourSchema, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import type { Dialer, Params } from './check-lead.ts';
import { duplicateFinder } from './duplicates.ts';
import { createDialerFaults, type Fault, faultSchema } from './faults.ts';
import { digits } from './fields.ts';
import { RequestLog } from './request-log.ts';
import { openStore } from './store.ts';
import { send, servesFirst, strike } from './strike.ts';
import type { World } from './world.ts';

export interface PracticeDialerOptions {
  /** By default 0, which takes a free one. */
  readonly port?: number;
  /** A SQLite file, or by default `:memory:`. */
  readonly file?: string;
  /** Milliseconds since 1970; by default the system's clock. */
  readonly clock?: () => number;
  /** Waits the given milliseconds; by default by the system's clock. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly world?: Partial<World>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** The seed of random faults, by default 1. */
  readonly seed?: number;
}

export interface PracticeDialer {
  /** The address to post to: `http://127.0.0.1:PORT/API/lmapi.php`. */
  readonly url: string;
  /** The control interface for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeDialerAdmin;
  /** Closes all connections, including those that hang deliberately, and the database. */
  close(): Promise<void>;
}

const API_PATH = '/API/lmapi.php';
const MOST_BODY_BYTES = 1_048_576;

/** Functions that are called in addition to the work, and are not included in faults and counts of requests. */
const UNCOUNTED: ReadonlySet<string> = new Set(['lead_all_info', 'campaigns_list', 'list_custom_fields', 'list_info']);

/**
 * Starts the practice dialer: `add_lead` exactly as in the Croco-dial document "Load Lead" and in `docs/vendors.md`, only on 127.0.0.1.
 * Rejects if the port is taken or the file can't be opened.
 */
export async function startPracticeDialer(options: PracticeDialerOptions = {}): Promise<PracticeDialer> {
  const clock = options.clock ?? Date.now;
  const wait = options.wait ?? ((ms: number) => waitFor(ms));
  const switches: Switches = {
    reads: 0,
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
  };
  const plan = createDialerFaults();
  plan.set(z.array(faultSchema).parse(options.faults ?? []), options.seed);
  const log = new RequestLog();
  const store = openStore(options.file ?? ':memory:', options.world);
  const findDuplicate = duplicateFinder(store);
  const admin = makeAdmin(store, log, plan, switches);
  let open = true;
  let port = 0;

  async function serveApi(req: IncomingMessage, res: ServerResponse, given: ReadonlyMap<string, string>) {
    const params: Params = (name) => given.get(name) ?? '';
    if (UNCOUNTED.has(params('function'))) {
      // Reading changes nothing, is counted separately, and has no faults.
      if (params('function') === 'lead_all_info') switches.reads += 1;
      const dialer: Dialer = { store, behaviour: switches.behaviour, findDuplicate, now: clock(), wait };
      const served = await serveCall(dialer, params, lastOf(given), () => open);
      if (served !== undefined && open) send(res, served.answer);
      return;
    }
    const phone = digits(params('phone_number'));
    const { delayMs, fault } = plan.onRead(phone);
    const visit = log.arrived(req.method ?? '', phone, clock(), fault?.kind, given);
    // This precedes the first byte of the answer, because the caller may post again as soon as it has been read.
    res.once('close', visit.done);
    const pause = switches.behaviour.latencyMs + delayMs;
    if (pause > 0) await wait(pause);
    if (!open) return;
    const dialer: Dialer = { store, behaviour: switches.behaviour, findDuplicate, now: clock(), wait };
    const served =
      fault === undefined || servesFirst(fault)
        ? await serveCall(dialer, params, lastOf(given), () => open)
        : undefined;
    if (!open) return;
    if (served?.leadId !== undefined) log.leadInserted();
    if (fault?.kind !== 'hang' && fault?.kind !== 'answer-lost-hang') visit.done();
    if (fault !== undefined) strike(res, { fault, dialer, params, answer: served?.answer, port });
    else if (served !== undefined) send(res, served.answer);
  }

  function serve(req: IncomingMessage, res: ServerResponse): void {
    const target = req.url ?? '/';
    const queryAt = target.indexOf('?');
    const path = queryAt < 0 ? target : target.slice(0, queryAt);
    const isApi = path === API_PATH;
    if (!isToOwnHost(req)) {
      send(res, textAnswer('403 Forbidden\n', 403), { connection: 'close' });
      return;
    }
    if (!isApi && !path.startsWith('/practice/')) {
      send(res, textAnswer('404 Not Found\n', 404));
      return;
    }
    if (req.method !== 'GET' && req.method !== 'POST') {
      send(res, textAnswer('405 Method Not Allowed\n', 405));
      return;
    }
    const early = isApi ? plan.onArrival(null) : undefined;
    if (early !== undefined) {
      log.arrived(req.method, '', clock(), early.kind, new Map()).done();
      req.socket.resetAndDestroy();
      return;
    }
    readBody(req, (body) => {
      if (body === undefined) {
        send(res, textAnswer('413 Payload Too Large\n', 413), { connection: 'close' });
        return;
      }
      const serving = isApi
        ? serveApi(req, res, parameters(queryAt < 0 ? '' : target.slice(queryAt + 1), body))
        : serveAdmin(req, res, { url: new URL(target, 'http://127.0.0.1'), body, admin, plan });
      serving.catch((error: unknown) => {
        console.error('The practice dialer failed to serve a request; its caller sees an empty HTTP 500.', error);
        if (!res.headersSent) send(res, textAnswer('', 500));
      });
    });
  }

  const server = createServer(serve);
  // A keep-alive connection that expires just as the next post is sent would look like an unintended fault.
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

  return {
    url: `http://127.0.0.1:${port}${API_PATH}`,
    adminUrl: `http://127.0.0.1:${port}/practice`,
    port,
    admin,
    async close() {
      if (!open) return;
      open = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.db.close();
    },
  };
}

/** Form parameters. Of duplicates the last counts, and the query string comes before the body. */
function parameters(query: string, body: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>(new URLSearchParams(body));
  if (query !== '') for (const [name, value] of new URLSearchParams(query)) given.set(name, value);
  return given;
}

/** The value of the last parameter. */
function lastOf(given: ReadonlyMap<string, string>): string {
  let last = '';
  for (const value of given.values()) last = value;
  return last;
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
