import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answering {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection is reset once the complete request has arrived. */
  readonly reset?: true;
}

export interface AnsweringServer {
  readonly url: string;
  /** Every complete request, in order. */
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

/** A server on loopback with given answers that records the requests. */
export async function answeringServer(
  answer: (request: Arrived) => Answering | Promise<Answering>,
): Promise<AnsweringServer> {
  const arrived: Arrived[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      arrived.push(one);
      const answering = await answer(one);
      if (answering.reset) {
        request.socket.resetAndDestroy();
        return;
      }
      response.writeHead(answering.status ?? 200, { 'content-type': 'application/json', ...answering.headers });
      response.end(answering.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
