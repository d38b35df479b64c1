import { Worker } from 'node:worker_threads';
import type { AnswerTo, FetchFailure, FetchOrder, SourceFetcher } from '../sync/fetch.ts';
import { workerUrl } from './worker-url.ts';

/** The core's messages to the fetch helper. */
export interface ToFetch {
  readonly id: number;
  readonly order: FetchOrder;
}

export interface FromFetch {
  readonly id: number;
  readonly answer: AnswerTo<FetchOrder>;
}

/** The helper's memory limit, MB: enough for several pages, but not for an answer made to exhaust it. */
const HEAP_MB = 512;

const broken = (words: string): FetchFailure => ({ is: 'failed', why: 'vendor', words, retryAfterMs: null });

/**
 * Fetches and parses on a separate thread, so that a long page of XML delays no command. The thread starts with the first request. If it
 * dies, its open requests fail, and the next request starts another.
 */
export function startFetchThread(): SourceFetcher {
  let worker: Worker | null = null;
  let closed = false;
  let nextId = 1;
  const asked = new Map<number, (answer: AnswerTo<FetchOrder>) => void>();

  function start(): Worker {
    const started = new Worker(workerUrl('fetch-worker'), {
      name: 'trunkline fetch',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    started.on('message', ({ id, answer }: FromFetch) => {
      const settle = asked.get(id);
      asked.delete(id);
      settle?.(answer);
    });
    started.on('error', (error) => lost(started, error.message));
    started.on('exit', (code) => lost(started, `it ended with code ${code}`));
    return started;
  }

  function lost(which: Worker, why: string): void {
    if (which !== worker) return;
    worker = null;
    const all = [...asked.values()];
    asked.clear();
    for (const settle of all) settle(broken(`The helper that fetches leads had to be started again: ${why}.`));
  }

  return {
    fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>> {
      if (closed) return Promise.resolve(broken('Trunkline is closing.') as AnswerTo<Order>);
      worker ??= start();
      const id = nextId++;
      return new Promise((resolve) => {
        // The answer to a request has the type that belongs to the request.
        asked.set(id, (answer) => resolve(answer as AnswerTo<Order>));
        worker?.postMessage({ id, order } satisfies ToFetch);
      });
    },
    async close() {
      closed = true;
      const last = worker;
      if (last) lost(last, 'the desk is closing');
      await last?.terminate();
    },
  };
}
