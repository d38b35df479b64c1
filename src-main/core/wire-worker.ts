import { parentPort } from 'node:worker_threads';
import type { HttpResult } from '../platform/http-messages.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { RequestTarget } from '../queue/types.ts';
import { HttpClient } from '../vendors/http.ts';
import { columnsOf, type WireReport } from './wire-columns.ts';
import type { ToWire } from './wire-thread.ts';

/**
 * The helper thread that sends HTTP requests while the core commits. It has no state that matters: requests that it has not started are
 * returned when the core withdraws them, and those that it has started are stored as `sending` before they get here.
 */
const port = parentPort;
if (!port) throw new Error('The wire helper runs only as a worker thread');
openHelperLog('wire');

interface Queue {
  limit: number;
  active: number;
  readonly waiting: { readonly id: number; readonly body: string; readonly target: RequestTarget }[];
}

/** With at least this many open requests, results are collected for a millisecond. The core collects them for longer anyway. */
const GATHER_FROM = 16;
const GATHER_MS = 1;

const client = new HttpClient();
const queues = new Map<number, Queue>();
let reports: WireReport[] = [];
let flushing = false;
let active = 0;

function report(id: number, result: HttpResult): void {
  reports.push({ id, result });
  if (flushing) return;
  flushing = true;
  // Results from the same turn of the event loop, or from nearby ones, are sent as one message.
  if (active >= GATHER_FROM) setTimeout(flush, GATHER_MS);
  else setImmediate(flush);
}

function flush(): void {
  flushing = false;
  const batch = reports;
  reports = [];
  port?.postMessage(columnsOf(batch));
}

function pump(queue: Queue): void {
  while (queue.active < queue.limit) {
    const next = queue.waiting.shift();
    if (!next) return;
    queue.active++;
    active++;
    const { url, method = 'POST', headers, timeoutMs, fresh, answerBytesAtMost } = next.target;
    client.send({ url, method, headers, timeoutMs, fresh, answerBytesAtMost, body: next.body }, (result) => {
      queue.active--;
      active--;
      report(next.id, result);
      pump(queue);
    });
  }
}

port.on('message', (message: ToWire) => {
  switch (message.is) {
    case 'send': {
      let queue = queues.get(message.connectionId);
      if (!queue) {
        queue = { limit: message.limit, active: 0, waiting: [] };
        queues.set(message.connectionId, queue);
      }
      queue.limit = message.limit;
      for (let at = 0; at < message.ids.length; at++) {
        queue.waiting.push({ id: message.ids[at] ?? 0, body: message.bodies[at] ?? '', target: message.target });
      }
      pump(queue);
      break;
    }
    case 'withdraw': {
      const queue = queues.get(message.connectionId);
      for (const { id } of queue?.waiting.splice(0) ?? []) {
        report(id, { kind: 'not-sent', error: 'withdrawn before it was sent', withdrawn: true });
      }
      break;
    }
  }
});
