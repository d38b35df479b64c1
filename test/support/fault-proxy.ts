import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * A proxy in front of a dialer: calls `look` with the parameters of each request, then passes the request on to `url`. Errors of `look` are
 * collected in `faults`.
 */
export async function lookingProxy(
  url: string,
  look: (params: URLSearchParams) => void,
): Promise<{ readonly url: string; readonly faults: unknown[]; readonly looks: () => number }> {
  const faults: unknown[] = [];
  let looks = 0;
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.once('end', () => {
      const body = Buffer.concat(chunks);
      looks++;
      try {
        look(new URLSearchParams(body.toString('utf8')));
      } catch (error) {
        faults.push(error);
      }
      const on = send(url, { method: req.method ?? 'POST', headers: req.headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      });
      on.once('error', () => res.destroy());
      on.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/API/lmapi.php`,
    faults,
    looks: () => looks,
  };
}
