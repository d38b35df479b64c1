import type { HttpResult } from '../../src-main/platform/http-messages.ts';
import type { Transport } from '../../src-main/queue/types.ts';
import { HttpClient } from '../../src-main/vendors/http.ts';

/**
 * Sends requests over real sockets in the test's own thread, because a separate thread would take longer to start than a few requests take.
 */
export function directWire(): Transport {
  const client = new HttpClient();
  let tell: (results: ReadonlyArray<{ id: number; result: HttpResult }>) => void = () => {};
  return {
    send(_connection, _limit, requests) {
      for (const { id, request } of requests) {
        const { target, body } = request;
        const { url, method = 'POST', headers, timeoutMs, fresh, answerBytesAtMost } = target;
        const most = answerBytesAtMost === undefined ? {} : { answerBytesAtMost };
        client.send({ url, method, headers, timeoutMs, fresh, body, ...most }, (result) => {
          const withdrawn = false;
          tell([{ id, result: result.kind === 'not-sent' ? { ...result, withdrawn } : result }]);
        });
      }
    },
    withdraw: () => {},
    onResults: (listener) => {
      tell = listener;
    },
    close: () => client.close(),
  };
}
