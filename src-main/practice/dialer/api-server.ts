import type { IncomingMessage, ServerResponse } from 'node:http';
import { isToOwnHost } from '../own-host.ts';
import { serveCall } from './add-lead.ts';
import type { PracticeDialerAdmin, Switches } from './admin.ts';
import { serveAdmin } from './admin-http.ts';
import { textAnswer } from './answers.ts';
import type { Dialer, Params } from './check-lead.ts';
import { duplicateFinder } from './duplicates.ts';
import type { DialerFaults } from './faults.ts';
import { digits } from './fields.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from './store.ts';
import { send, servesFirst, strike } from './strike.ts';

export const API_PATH = '/API/lmapi.php';
const MOST_BODY_BYTES = 1_048_576;

/** Functions that are called in addition to the work, and are not included in faults and counts of requests. */
const UNCOUNTED: ReadonlySet<string> = new Set(['lead_all_info', 'campaigns_list', 'list_custom_fields', 'list_info']);

export interface ApiServerParts {
  readonly store: Store;
  readonly admin: PracticeDialerAdmin;
  readonly plan: DialerFaults;
  readonly log: RequestLog;
  readonly switches: Switches;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** Serves the requests to a practice dialer: those of its API, with faults, and those of its control interface. */
export class ApiServer {
  readonly #parts: ApiServerParts;
  readonly #findDuplicate: Dialer['findDuplicate'];
  #isOpen = true;

  constructor(parts: ApiServerParts) {
    this.#parts = parts;
    this.#findDuplicate = duplicateFinder(parts.store);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Nothing is inserted or answered afterwards. */
  close(): void {
    this.#isOpen = false;
  }

  serve(req: IncomingMessage, res: ServerResponse): void {
    const { plan, log, clock, admin } = this.#parts;
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
        ? this.#serveApi(req, res, parameters(queryAt < 0 ? '' : target.slice(queryAt + 1), body))
        : serveAdmin(req, res, { url: new URL(target, 'http://127.0.0.1'), body, admin, plan });
      serving.catch((error: unknown) => {
        console.error('The practice dialer failed to serve a request; its caller sees an empty HTTP 500.', error);
        if (!res.headersSent) send(res, textAnswer('', 500));
      });
    });
  }

  async #serveApi(req: IncomingMessage, res: ServerResponse, given: ReadonlyMap<string, string>): Promise<void> {
    const { plan, log, switches, clock, wait } = this.#parts;
    const params: Params = (name) => given.get(name) ?? '';
    if (UNCOUNTED.has(params('function'))) {
      // Reading changes nothing, is counted separately, and has no faults.
      if (params('function') === 'lead_all_info') switches.reads += 1;
      const dialer = this.#dialer();
      const served = await serveCall(dialer, params, lastOf(given), () => this.#isOpen);
      if (served !== undefined && this.#isOpen) send(res, served.answer);
      return;
    }
    const phone = digits(params('phone_number'));
    const { delayMs, fault } = plan.onRead(phone);
    const visit = log.arrived(req.method ?? '', phone, clock(), fault?.kind, given);
    // This precedes the first byte of the answer, because the caller may post again as soon as it has been read.
    res.once('close', visit.done);
    const pause = switches.behaviour.latencyMs + delayMs;
    if (pause > 0) await wait(pause);
    if (!this.#isOpen) return;
    const dialer = this.#dialer();
    const served =
      fault === undefined || servesFirst(fault)
        ? await serveCall(dialer, params, lastOf(given), () => this.#isOpen)
        : undefined;
    if (!this.#isOpen) return;
    if (served?.leadId !== undefined) log.leadInserted();
    if (fault?.kind !== 'hang' && fault?.kind !== 'answer-lost-hang') visit.done();
    if (fault !== undefined)
      strike(res, { fault, dialer, params, answer: served?.answer, port: req.socket.localPort ?? 0 });
    else if (served !== undefined) send(res, served.answer);
  }

  /** What a call works with, now. */
  #dialer(): Dialer {
    const { store, switches, clock, wait } = this.#parts;
    return { store, behaviour: switches.behaviour, findDuplicate: this.#findDuplicate, now: clock(), wait };
  }
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
