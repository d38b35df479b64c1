import { createRequire } from 'node:module';
import { gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib';
import type { Client, Dispatcher } from 'undici';
import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';
import { decodeAnswer } from './charset.ts';

/** The most bytes of an answer that are read; what is longer is no answer we know. */
export const ANSWER_BYTES_AT_MOST = 64 * 1024;
/** How long a connection may take to be made, ms. */
const CONNECT_MS = 10_000;
/**
 * A kept connection is not used again after this many idle ms: an old one may have been closed by the vendor just as we
 * write, and then nobody knows whether the request arrived.
 */
const REUSE_WITHIN_MS = 2_000;
const DEADLINE_SWEEP_MS = 100;

/** Loaded with the first request: a desk that opens sends none, and is there sooner without it. */
const undici = () => createRequire(import.meta.url)('undici') as typeof import('undici');

/** The address is not one we may speak to. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** Checks a vendor's address: HTTPS, or plain HTTP to this machine only. @throws AddressError with what to do */
export function vendorUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AddressError(
      `"${text}" is not an address. Write it in full, for example https://example.croco-dial.net.`,
    );
  }
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url;
  throw new AddressError(`${url.origin} would send passwords and personal data unencrypted. Use https://.`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An address that was found fit to be spoken to, taken apart. */
interface Address {
  readonly text: string;
  readonly origin: OriginClients;
  readonly path: string;
}

/**
 * The one door to the outside. Requests share kept connections per origin (or have their own), have one deadline, and a
 * capped answer.
 */
export class HttpClient {
  readonly #origins = new Map<string, OriginClients>();
  readonly #open = new Set<Exchange>();
  /** Connections that serve one request alone. */
  readonly #fresh = new Set<Client>();
  #lastAddress: Address | null = null;
  #sweep: NodeJS.Timeout | null = null;

  /** Sends a request and tells once how it ended; never throws. */
  send(request: HttpRequest, done: (result: HttpResult) => void): void {
    let address: Address;
    try {
      address = this.#addressOf(request.url);
    } catch (error) {
      done({ kind: 'not-sent', error: messageOf(error), withdrawn: false });
      return;
    }
    const { origin, path } = address;
    const client = request.fresh ? origin.make() : origin.take();
    if (request.fresh) this.#fresh.add(client);
    const exchange = new Exchange(performance.now() + request.timeoutMs, request.answerBytesAtMost, (result) => {
      this.#open.delete(exchange);
      // Its connection is closed already.
      if (this.#fresh.delete(client)) void client.destroy().catch(() => {});
      else origin.giveBack(client, result.kind === 'answer');
      done(result);
    });
    this.#open.add(exchange);
    this.#sweep ??= setInterval(() => this.#checkDeadlines(), DEADLINE_SWEEP_MS);
    try {
      client.dispatch(
        {
          path,
          method: request.method,
          headers: request.headers,
          body: request.body === '' ? null : request.body,
          reset: request.fresh,
        },
        exchange,
      );
    } catch (error) {
      exchange.onResponseError(null, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Ends every open request and closes the connections. */
  async close(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep);
    this.#sweep = null;
    const fresh = [...this.#fresh].map((client) => client.destroy());
    await Promise.all([...fresh, ...[...this.#origins.values()].map((origin) => origin.close())]);
    this.#origins.clear();
    this.#lastAddress = null;
  }

  /** Most requests go where the one before them went: its address is not taken apart again. */
  #addressOf(text: string): Address {
    if (this.#lastAddress?.text !== text) {
      const url = vendorUrl(text);
      this.#lastAddress = { text, origin: this.#originOf(url.origin), path: url.pathname + url.search };
    }
    return this.#lastAddress;
  }

  #originOf(origin: string): OriginClients {
    let clients = this.#origins.get(origin);
    if (!clients) {
      clients = new OriginClients(origin);
      this.#origins.set(origin, clients);
    }
    return clients;
  }

  #checkDeadlines(): void {
    const now = performance.now();
    for (const exchange of this.#open) if (exchange.deadline <= now) exchange.expire();
    if (this.#open.size === 0 && this.#sweep) {
      clearInterval(this.#sweep);
      this.#sweep = null;
    }
  }
}

const clientOptions = {
  pipelining: 1,
  allowH2: false,
  keepAliveTimeout: REUSE_WITHIN_MS,
  keepAliveMaxTimeout: REUSE_WITHIN_MS,
  keepAliveTimeoutThreshold: 1_000,
  headersTimeout: 0,
  bodyTimeout: 0,
  connect: { timeout: CONNECT_MS },
} as const;

/**
 * The kept connections of one origin, one request at a time on each. The one that was free last is used first, so that those
 * which are not needed grow old and are closed. How many there are is the caller's pace.
 */
class OriginClients {
  readonly #origin: string;
  readonly #free: Client[] = [];
  readonly #all = new Set<Client>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  take(): Client {
    const free = this.#free.pop();
    if (free) return free;
    const client = this.make();
    this.#all.add(client);
    return client;
  }

  /** One that is not kept. */
  make(): Client {
    const { Client } = undici();
    return new Client(this.#origin, clientOptions);
  }

  /** `sound` is false after anything but a whole answer: such a connection is never used again. */
  giveBack(client: Client, sound: boolean): void {
    if (sound) this.#free.push(client);
    else {
      this.#all.delete(client);
      // Its connection is closed already.
      void client.destroy().catch(() => {});
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((client) => client.destroy()));
  }
}

/** One request on the wire. Whether undici has begun to write it decides between "not sent" and doubt. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly deadline: number;
  readonly #bytesAtMost: number;
  /** A large answer: unpacked by another thread, decoded as it says. */
  readonly #large: boolean;
  readonly #done: (result: HttpResult) => void;
  readonly #began = performance.now();
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #contentType = '';
  #retryAfter = '';
  /** NaN where the answer tells no time. */
  #date = Number.NaN;
  #encoding = '';
  #location = '';
  #chunks: Buffer[] = [];
  #bytes = 0;
  #ended = false;

  constructor(deadline: number, bytesAtMost: number | undefined, done: (result: HttpResult) => void) {
    this.deadline = deadline;
    this.#bytesAtMost = bytesAtMost ?? ANSWER_BYTES_AT_MOST;
    this.#large = bytesAtMost !== undefined;
    this.#done = done;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended) {
      controller.abort(new Error('withdrawn'));
      return;
    }
    this.#controller = controller;
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    this.#contentType = first(headers['content-type']);
    this.#date = Date.parse(first(headers.date));
    this.#retryAfter = inSeconds(first(headers['retry-after']), this.#date);
    this.#encoding = first(headers['content-encoding']);
    this.#location = first(headers.location);
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes > this.#bytesAtMost) {
      this.#finish(this.#tooLong());
      this.#controller?.abort(new Error('answer too long'));
    }
  }

  onResponseEnd(): void {
    if (this.#large) {
      this.#unpackLarge();
      return;
    }
    try {
      this.#finishWhole(this.#text());
    } catch (error) {
      this.#finish(this.#notUnpacked(error));
    }
  }

  /** zlib counts while it unpacks and stops at the cap: a bomb is never unpacked whole. */
  #unpackLarge(): void {
    const raw = Buffer.concat(this.#chunks);
    const unpacked = (error: Error | null, bytes: Buffer): void =>
      error ? this.#finish(this.#notUnpacked(error)) : this.#finishWhole(decodeAnswer(bytes, this.#contentType));
    const limit = { maxOutputLength: this.#bytesAtMost };
    const encoding = this.#encoding.toLowerCase();
    if (raw.length === 0 || encoding === '' || encoding === 'identity') unpacked(null, raw);
    else if (encoding === 'gzip' || encoding === 'x-gzip') gunzip(raw, limit, unpacked);
    else if (encoding === 'deflate') inflate(raw, limit, unpacked);
    else unpacked(new Error(`content encoding ${this.#encoding}`), raw);
  }

  #notUnpacked(error: unknown): HttpResult {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return this.#tooLong();
    return this.#brokenBy(`the answer can't be unpacked: ${messageOf(error)}`, false);
  }

  #tooLong(): HttpResult {
    return { ...this.#brokenBy(`the answer is longer than ${this.#bytesAtMost} bytes`, false), tooLong: true };
  }

  #finishWhole(body: string): void {
    const status = this.#status ?? 0;
    const ms = performance.now() - this.#began;
    const date = Number.isNaN(this.#date) ? {} : { date: this.#date };
    const location = this.#location === '' ? {} : { location: this.#location };
    const retryAfter = this.#retryAfter;
    this.#finish({
      kind: 'answer',
      status,
      contentType: this.#contentType,
      retryAfter,
      body,
      ms,
      ...date,
      ...location,
    });
  }

  onResponseError(_: unknown, error: Error): void {
    const words = inWords(error);
    this.#finish(
      this.#controller ? this.#brokenBy(words, false) : { kind: 'not-sent', error: words, withdrawn: false },
    );
  }

  expire(): void {
    const controller = this.#controller;
    if (controller) this.#finish(this.#brokenBy('timed out', true));
    else this.#finish({ kind: 'not-sent', error: 'no connection could be made in time', withdrawn: false });
    controller?.abort(new Error('deadline'));
  }

  #brokenBy(error: string, timedOut: boolean): Extract<HttpResult, { kind: 'broken' }> {
    const partial = Buffer.concat(this.#chunks).subarray(0, ANSWER_BYTES_AT_MOST).toString('utf8');
    return { kind: 'broken', error, status: this.#status, partial, timedOut };
  }

  #text(): string {
    const raw = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    if (this.#encoding === '' || this.#encoding === 'identity') return raw.toString('utf8');
    const limit = { maxOutputLength: ANSWER_BYTES_AT_MOST };
    if (this.#encoding === 'gzip' || this.#encoding === 'x-gzip') return gunzipSync(raw, limit).toString('utf8');
    if (this.#encoding === 'deflate') return inflateSync(raw, limit).toString('utf8');
    throw new Error(`content encoding ${this.#encoding}`);
  }

  #finish(result: HttpResult): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#chunks = result.kind === 'answer' ? [] : this.#chunks;
    this.#done(result);
  }
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/**
 * A Retry-After that names a date (RFC 9110, section 10.2.3), in seconds from the answer's own Date: both are by the vendor's clock, so
 * that neither it nor this machine's has to be right. Anything else stays as it came.
 */
function inSeconds(retryAfter: string, date: number): string {
  const until = /^\s*\d+\s*$/.test(retryAfter) ? Number.NaN : Date.parse(retryAfter);
  return Number.isNaN(until) || Number.isNaN(date) ? retryAfter : String(Math.max(0, Math.ceil((until - date) / 1000)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What went wrong on the wire, as an operator would say it. */
function inWords(error: Error & { code?: string; cause?: unknown }): string {
  const inner = error.cause instanceof Error ? (error.cause as Error & { code?: string }) : null;
  const code = error.code ?? inner?.code ?? '';
  switch (code) {
    case 'ECONNREFUSED':
      return 'the server refuses connections';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'host name not found (is the network up?)';
    case 'ECONNRESET':
      return 'the connection was reset';
    case 'UND_ERR_SOCKET':
      return `the connection was closed by the other side (${error.message})`;
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'no connection could be made in time';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'no route to the server (is the network up?)';
    default:
      return code === '' ? error.message : `${error.message} (${code})`;
  }
}
