import type { HttpResult } from '../../src-main/platform/http-messages.ts';
import type { RequestTarget, Transport } from '../../src-main/queue/types.ts';
import { HttpClient } from '../../src-main/vendors/http.ts';

interface Waiting {
  readonly id: number;
  readonly body: string;
  readonly target: RequestTarget;
}

interface Line {
  limit: number;
  active: number;
  readonly waiting: Waiting[];
}

/**
 * Sends requests over real sockets in the test's own thread, in the order and with the limits of `wire-worker.ts`, because a separate
 * thread would take longer to start than a few requests take.
 */
export function directWire(): Transport {
  const client = new HttpClient();
  const lines = new Map<number, Line>();
  let tell: (results: ReadonlyArray<{ id: number; result: HttpResult }>) => void = () => {};
  let isClosed = false;
  const report = (id: number, result: HttpResult) => {
    if (!isClosed) tell([{ id, result }]);
  };
  const pump = (line: Line) => {
    while (line.active < line.limit) {
      const next = line.waiting.shift();
      if (!next) return;
      line.active++;
      const { url, method = 'POST', headers, timeoutMs, fresh, answerBytesAtMost } = next.target;
      const most = answerBytesAtMost === undefined ? {} : { answerBytesAtMost };
      client.send({ url, method, headers, timeoutMs, fresh, body: next.body, ...most }, (result) => {
        line.active--;
        report(next.id, result);
        pump(line);
      });
    }
  };
  return {
    send(connection, limit, requests) {
      const line = lines.get(connection) ?? { limit, active: 0, waiting: [] };
      lines.set(connection, line);
      line.limit = limit;
      for (const { id, request } of requests) line.waiting.push({ id, body: request.body, target: request.target });
      pump(line);
    },
    withdraw(connection) {
      const withdrawn = lines.get(connection)?.waiting.splice(0) ?? [];
      // In a later turn, as from a thread.
      setImmediate(() => {
        for (const { id } of withdrawn)
          report(id, { kind: 'not-sent', error: 'withdrawn before it was sent', withdrawn: true });
      });
    },
    onResults: (listener) => {
      tell = listener;
    },
    close() {
      isClosed = true;
      return client.close();
    },
  };
}
