import { Worker } from 'node:worker_threads';
import { CommandError, type Reply } from '../../src-preload/contract/errors.ts';
import type { DeskEvent } from '../../src-preload/contract/index.ts';
import { giveBackMemoryAtRest } from '../platform/give-back-memory.ts';
import { log } from '../platform/log/log.ts';
import type { Secrets } from './ports.ts';
import type { FromCore, SecretError, ToCore } from './protocol.ts';
import type { CoreOfThread } from './run-core.ts';
import { workerUrl } from './worker-url.ts';

export interface CoreHostOptions {
  readonly dataDir: string;
  readonly secrets: Secrets;
  /** Whether the queue sends; see `CorePorts`. The default is true. */
  readonly sends?: boolean;
  /** Reports that the core died and is being restarted, or that it can't be. */
  readonly onTrouble?: (sentence: string) => void;
  /** Replaces the start of the core's thread in tests. */
  readonly startThread?: (data: CoreOfThread) => CoreThread;
}

/** What is used of the core's thread, which is a `Worker`. */
export interface CoreThread {
  on(event: 'message', listener: (message: FromCore) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(message: ToCore): void;
  terminate(): Promise<unknown>;
}

/** The core as shells use it: commands and replies, and events. The core itself runs in a worker thread. */
export interface CoreHost {
  /** Always resolves and never throws. If the core dies meanwhile, the error is `unavailable`. */
  call(command: string, input: unknown): Promise<Reply>;
  /** Listens to events. Null means that some may have been missed. */
  subscribe(listener: (event: DeskEvent | null) => void): () => void;
  /** Waits for open requests, for a short time or for `graceMs`. Then the data folder is free for another process. */
  close(graceMs?: number): Promise<void>;
  /** The number of requests without an answer when the core closed. */
  readonly unanswered?: number;
}

/** The number of crashes within a minute after which the core isn't restarted. */
const DEATHS_AT_MOST = 5;

/**
 * Starts the core in its thread and keeps it running. If it dies, every open call is rejected at once, the core is restarted, and the
 * durable queue continues where it stopped.
 *
 * @throws CommandError if the core refuses to start (`busy`: another Trunkline owns the data folder)
 */
export async function startCoreHost(options: CoreHostOptions): Promise<CoreHost> {
  const host = new ThreadedCore(options);
  await host.started;
  host.keepAll = giveBackMemoryAtRest();
  return host;
}

const newThread = (workerData: CoreOfThread): CoreThread =>
  new Worker(workerUrl('core-worker'), { name: 'trunkline core', workerData });

class ThreadedCore implements CoreHost {
  readonly started: Promise<void>;
  readonly #options: CoreHostOptions;
  readonly #pending = new Map<number, (reply: Reply) => void>();
  readonly #listeners = new Set<(event: DeskEvent | null) => void>();
  readonly #deaths: number[] = [];
  #worker: CoreThread | null = null;
  #nextId = 1;
  #closing: (() => void) | null = null;
  unanswered = 0;
  /** Ends the giving back of memory. */
  keepAll = () => {};

  constructor(options: CoreHostOptions) {
    this.#options = options;
    this.started = this.#start();
  }

  call(command: string, input: unknown): Promise<Reply> {
    const worker = this.#worker;
    if (!worker) return Promise.resolve(unavailable('Trunkline is restarting. Try again in a moment.'));
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      worker.postMessage({ is: 'call', id, command, input } satisfies ToCore);
    });
  }

  subscribe(listener: (event: DeskEvent | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(graceMs?: number): Promise<void> {
    this.keepAll();
    const worker = this.#worker;
    if (!worker) return;
    await new Promise<void>((resolve) => {
      this.#closing = resolve;
      worker.postMessage({ is: 'close', graceMs: graceMs ?? null } satisfies ToCore);
    });
    this.#worker = null;
    await worker.terminate();
  }

  #start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { dataDir, sends = true, startThread = newThread } = this.#options;
      const worker = startThread({ dataDir, sends });
      worker.on('message', (message) => {
        switch (message.is) {
          case 'ready':
            this.#worker = worker;
            resolve();
            break;
          case 'refused':
            reject(new CommandError(message.error.code, message.error.message));
            void worker.terminate();
            break;
          default:
            this.#receive(worker, message);
        }
      });
      worker.on('error', (error) => {
        if (this.#worker === null) reject(error);
        this.#died(worker, error.message);
      });
      worker.on('exit', (code) => {
        // This has no effect if the core is already ready or has refused to start.
        reject(new CommandError('failed', `Trunkline’s core ended with code ${code} before it was ready.`));
        this.#died(worker, `it ended with code ${code}`);
      });
    });
  }

  #receive(worker: CoreThread, message: Exclude<FromCore, { is: 'ready' } | { is: 'refused' }>): void {
    switch (message.is) {
      case 'reply': {
        const settle = this.#pending.get(message.id);
        this.#pending.delete(message.id);
        settle?.(message.reply);
        break;
      }
      case 'event':
        for (const listener of this.#listeners) listener(message.event);
        break;
      case 'ask-secret':
        void this.#answerSecret(worker, message);
        break;
      case 'closed':
        this.unanswered = message.left;
        this.#closing?.();
        break;
    }
  }

  async #answerSecret(worker: CoreThread, ask: Extract<FromCore, { is: 'ask-secret' }>): Promise<void> {
    const { secrets } = this.#options;
    let value: string | null = null;
    let error: SecretError | null = null;
    try {
      if (ask.act === 'get') value = await secrets.get(ask.ref);
      else if (ask.act === 'set') await secrets.set(ask.ref, ask.value ?? '');
      else await secrets.delete(ask.ref);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
      error = { message: cause instanceof Error ? cause.message : String(cause), code };
    }
    worker.postMessage({ is: 'secret', id: ask.id, value, error } satisfies ToCore);
  }

  #died(worker: CoreThread, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const settle of this.#pending.values()) {
      settle(unavailable('Trunkline restarted while working on this. Check whether it was done, then try again.'));
    }
    this.#pending.clear();
    this.#closing?.();
    if (this.#closing) return;
    log('error', 'the core ended and is started again');
    const now = Date.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < 60_000).length;
    if (recent > DEATHS_AT_MOST) {
      this.#options.onTrouble?.(
        `Trunkline’s core stopped ${recent} times within a minute and was not restarted: ${why}. Nothing is lost; start Trunkline again.`,
      );
      return;
    }
    this.#options.onTrouble?.(`Trunkline’s core stopped and is being restarted: ${why}`);
    this.#start().then(
      () => {
        for (const listener of this.#listeners) listener(null);
      },
      (error: unknown) => this.#options.onTrouble?.(`Trunkline’s core can’t be restarted: ${String(error)}`),
    );
  }
}

function unavailable(message: string): Reply {
  return { ok: false, error: { code: 'unavailable', message } };
}
