import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Which connection it came on, from 1. */
  readonly connection: number;
}

/** What is answered. */
export interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RecordingReceiver {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that writes down every request and answers as told. */
export async function recordingReceiver(answer: (received: Received) => Said): Promise<RecordingReceiver> {
  const received: Received[] = [];
  const connections = new Map<object, number>();
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url, headers } = request;
      const connection = connections.get(request.socket) ?? connections.size + 1;
      connections.set(request.socket, connection);
      const one = { line: `${method} ${url}`, headers: headers as Received['headers'], body, connection };
      received.push(one);
      const said = answer(one);
      response.writeHead(said.status ?? 200, said.headers ?? {}).end(said.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
