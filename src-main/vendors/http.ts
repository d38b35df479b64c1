import { createRequire } from 'node:module';
import { gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib';
import type { Client, Dispatcher } from 'undici';
import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';
import { decodeAnswer } from './charset.ts';
import { skipInterimResponses } from './interim-responses.ts';

/** The most bytes of an answer that are read. No known answer is longer. */
export const ANSWER_BYTES_AT_MOST = 64 * 1024;
/** The longest time for opening a connection, ms. */
const CONNECT_MS = 10_000;
/**
 * A connection is not reused after this many idle ms, because the vendor may close an old one just as a request is written, and then it is
 * unknown whether the request arrived.
 */
const REUSE_WITHIN_MS = 2_000;
const DEADLINE_SWEEP_MS = 100;

/** Loaded with the first request, because a desk that opens sends none, and starts faster without it. */
const undici = () => createRequire(import.meta.url)('undici') as typeof import('undici');

/** Requests to this address are not allowed. */
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

/** A checked address, split into its parts. */
interface Address {
  readonly text: string;
  readonly origin: OriginClients;
  readonly path: string;
}

/**
 * Sends all requests to other machines. Requests share kept-alive connections per origin (or have their own), and have one deadline and a
 * limit for the answer.
 */
export class HttpClient {
  readonly #origins = new Map<string, OriginClients>();
  readonly #open = new Set<Exchange>();
  /** Connections that are used for a single request. */
  readonly #fresh = new Set<Client>();
  #lastAddress: Address | null = null;
  #sweep: NodeJS.Timeout | null = null;

  /** Sends a request and reports its result once. Never throws. */
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
      // The connection is already closed.
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

  /** Aborts every open request and closes the connections. */
  async close(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep);
    this.#sweep = null;
    const fresh = [...this.#fresh].map((client) => client.destroy());
    await Promise.all([...fresh, ...[...this.#origins.values()].map((origin) => origin.close())]);
    this.#origins.clear();
    this.#lastAddress = null;
  }

  /** Most requests have the same address as the one before, which is not parsed again. */
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
} as const;

/**
 * The kept-alive connections of one origin, with one request at a time on each. The one that was used last is used first, so that unneeded
 * ones become old and are closed. Their number is limited by the caller's pace.
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

  /** A connection that is not kept. */
  make(): Client {
    const { buildConnector, Client } = undici();
    const connect = buildConnector({ timeout: CONNECT_MS, allowH2: false });
    return new Client(this.#origin, {
      ...clientOptions,
      connect: (options, done) =>
        connect(options, (...made) => {
          if (made[0] === null) skipInterimResponses(made[1]);
          done(...made);
        }),
    });
  }

  /** `sound` is false after anything but a complete answer, and then the connection is never used again. */
  giveBack(client: Client, sound: boolean): void {
    if (sound) this.#free.push(client);
    else {
      this.#all.delete(client);
      // The connection is already closed.
      void client.destroy().catch(() => {});
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((client) => client.destroy()));
  }
}

/** One request. Whether undici has started to write it decides between "not sent" and uncertainty. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly deadline: number;
  readonly #bytesAtMost: number;
  /** Whether the answer may be large, so that it is decompressed by another thread and decoded as it declares. */
  readonly #large: boolean;
  readonly #done: (result: HttpResult) => void;
  readonly #began = performance.now();
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #contentType = '';
  #retryAfter = '';
  /** NaN if the answer has no time. */
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

  /** zlib counts while it decompresses and stops at the limit, so that a decompression bomb is never expanded. */
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
 * A Retry-After with a date (RFC 9110, section 10.2.3), in seconds from the answer's own Date. Both are by the vendor's clock, so that
 * neither clock has to be right. Anything else is returned unchanged.
 */
function inSeconds(retryAfter: string, date: number): string {
  const until = /^\s*\d+\s*$/.test(retryAfter) ? Number.NaN : Date.parse(retryAfter);
  return Number.isNaN(until) || Number.isNaN(date) ? retryAfter : String(Math.max(0, Math.ceil((until - date) / 1000)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A network error in words for the operator. */
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
