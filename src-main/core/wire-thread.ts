import { Worker } from 'node:worker_threads';
import type { RequestTarget, Transport } from '../queue/types.ts';
import { reportsOf, type WireColumns, type WireReport } from './wire-columns.ts';
import { workerUrl } from './worker-url.ts';

/** The core's messages to the HTTP thread. */
export type ToWire =
  | {
      readonly is: 'send';
      readonly connectionId: number;
      readonly limit: number;
      readonly target: RequestTarget;
      readonly ids: readonly number[];
      readonly bodies: readonly string[];
    }
  | { readonly is: 'withdraw'; readonly connectionId: number };

/**
 * The transport on a separate thread, so that HTTP continues while the core waits for an fsync. The thread starts with the first request,
 * because an opening desk has other things to load. If it dies, its open requests are reported as broken, which the queue treats as
 * unknown, and the next request starts a new thread.
 */
export function startWireThread(): Transport {
  let listener: (results: readonly WireReport[]) => void = () => {};
  let closing = false;
  const carried = new Map<number, Set<number>>();
  let worker: Worker | null = null;

  function start(): Worker {
    const started = new Worker(workerUrl('wire-worker'), { name: 'trunkline wire' });
    started.on('message', (columns: WireColumns) => {
      const reports = reportsOf(columns);
      for (const { id } of reports) for (const ids of carried.values()) ids.delete(id);
      listener(reports);
    });
    started.on('error', (error) => lost(started, error.message));
    started.on('exit', (code) => lost(started, `the wire helper ended (${code})`));
    return started;
  }

  function lost(which: Worker, why: string): void {
    if (closing || which !== worker) return;
    worker = null;
    const reports: WireReport[] = [];
    for (const ids of carried.values()) {
      for (const id of ids) {
        reports.push({ id, result: { kind: 'broken', error: why, status: null, partial: '', timedOut: false } });
      }
      ids.clear();
    }
    listener(reports);
  }

  const post = (message: ToWire) => {
    worker ??= start();
    worker.postMessage(message);
  };
  return {
    send(connectionId, limit, requests) {
      let ids = carried.get(connectionId);
      if (!ids) {
        ids = new Set();
        carried.set(connectionId, ids);
      }
      const byTarget = new Map<RequestTarget, { ids: number[]; bodies: string[] }>();
      for (const { id, request } of requests) {
        ids.add(id);
        let group = byTarget.get(request.target);
        if (!group) {
          group = { ids: [], bodies: [] };
          byTarget.set(request.target, group);
        }
        group.ids.push(id);
        group.bodies.push(request.body);
      }
      for (const [target, group] of byTarget) post({ is: 'send', connectionId, limit, target, ...group });
    },
    withdraw(connectionId) {
      // Without a thread no request is open.
      if (worker) post({ is: 'withdraw', connectionId });
    },
    onResults(take) {
      listener = take;
    },
    async close() {
      closing = true;
      await worker?.terminate();
    },
  };
}
