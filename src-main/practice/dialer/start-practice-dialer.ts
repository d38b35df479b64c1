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
import { type Fault, FaultPlan, faultSchema } from './faults.ts';
import { digits } from './fields.ts';
import { RequestLog } from './request-log.ts';
import { openStore } from './store.ts';
import { send, servesFirst, strike } from './strike.ts';
import type { World } from './world.ts';

export interface PracticeDialerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** A SQLite file, or `:memory:`, the default. */
  readonly file?: string;
  /** Milliseconds since 1970; the system's clock unless given. */
  readonly clock?: () => number;
  /** Waits so many milliseconds; by the system's clock unless given. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly world?: Partial<World>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** Seed of the faults' chances, 1 unless given. */
  readonly seed?: number;
}

export interface PracticeDialer {
  /** Where to post: `http://127.0.0.1:PORT/API/lmapi.php`. */
  readonly url: string;
  /** The switchboard for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeDialerAdmin;
  /** Cuts all connections, those that hang on purpose too, and closes the database. */
  close(): Promise<void>;
}

const API_PATH = '/API/lmapi.php';
const MOST_BODY_BYTES = 1_048_576;

/** Functions that are asked beside the work, of which faults and counts of requests know nothing. */
const UNCOUNTED: ReadonlySet<string> = new Set(['lead_all_info', 'campaigns_list', 'list_custom_fields', 'list_info']);

/**
 * Starts the practice dialer: `add_lead` to the letter of the Croco-dial document "Load Lead" and of `docs/vendors.md`, on
 * 127.0.0.1 alone. Rejects where the port is taken or the file can't be opened.
 */
export async function startPracticeDialer(options: PracticeDialerOptions = {}): Promise<PracticeDialer> {
  const clock = options.clock ?? Date.now;
  const wait = options.wait ?? ((ms: number) => waitFor(ms));
  const switches: Switches = {
    reads: 0,
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
  };
  const plan = new FaultPlan();
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
      // Reading changes nothing: it is counted apart, and no fault is meant for it.
      if (params('function') === 'lead_all_info') switches.reads += 1;
      const dialer: Dialer = { store, behaviour: switches.behaviour, findDuplicate, now: clock(), wait };
      const served = await serveCall(dialer, params, lastOf(given), () => open);
      if (served !== undefined && open) send(res, served.answer);
      return;
    }
    const phone = digits(params('phone_number'));
    const { delayMs, fault } = plan.onRead(phone);
    const visit = log.arrived(req.method ?? '', phone, clock(), fault?.kind, given);
    // Done before the first byte of the answer leaves: whoever has read it may post again at once.
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
    const early = isApi ? plan.onArrival() : undefined;
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

/** Form parameters; of one given twice the last counts, and the query string goes before the body. */
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
