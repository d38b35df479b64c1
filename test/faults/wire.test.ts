import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startWireThread } from '../../src-main/core/wire-thread.ts';
import type { HttpRequest, HttpResult } from '../../src-main/platform/http-messages.ts';
import type { RequestTarget, Transport } from '../../src-main/queue/types.ts';
import { AddressError, ANSWER_BYTES_AT_MOST, HttpClient, vendorUrl } from '../../src-main/vendors/http.ts';
import { until } from '../support/fault-until.ts';

async function serve(
  answer: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer((req, res) => {
    req.resume().once('end', () => answer(req, res));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

function client(): HttpClient {
  const made = new HttpClient();
  onTestFinished(() => made.close());
  return made;
}

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'text/plain' },
  body: 'hello',
  timeoutMs: 5_000,
  fresh: false,
  ...more,
});
const send = (by: HttpClient, request: HttpRequest) => new Promise<HttpResult>((resolve) => by.send(request, resolve));

describe('addresses', () => {
  test.each([
    ['https://dialer.example/x', true],
    ['http://127.0.0.1:8080/x', true],
    ['http://localhost/x', true],
    ['http://[::1]:80/x', true],
    ['http://dialer.example/x', false],
    ['http://127.0.0.1.example.com/', false],
    ['http://0.0.0.0/', false],
    ['ftp://127.0.0.1/', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('%s: %s', (url, good) => {
    if (good) expect(vendorUrl(url).href).toContain('://');
    else expect(() => vendorUrl(url)).toThrow(AddressError);
  });

  test('one that may not be spoken to is not spoken to', async () => {
    expect(await send(client(), post('http://dialer.example/'))).toEqual({
      kind: 'not-sent',
      withdrawn: false,
      error: 'http://dialer.example would send passwords and personal data unencrypted. Use https://.',
    });
  });
});

describe('an answer', () => {
  test('is told with its status, type and Retry-After; a redirect is one like any other', async () => {
    const hits: string[] = [];
    const { url } = await serve((req, res) => {
      hits.push(req.url ?? '');
      res.writeHead(302, { location: '/elsewhere', 'retry-after': '7', 'content-type': 'text/html' });
      res.end('moved');
    });
    const result = await send(client(), post(url));
    expect(result).toMatchObject({
      kind: 'answer',
      status: 302,
      retryAfter: '7',
      contentType: 'text/html',
      body: 'moved',
    });
    expect(hits).toEqual(['/']);
  });

  test('is unpacked where a server packs it unasked, and a packed bomb is refused', async () => {
    let packed = gzipSync('SUCCESS: é');
    const { url } = await serve((_, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' });
      res.end(packed);
    });
    expect(await send(client(), post(url))).toMatchObject({ kind: 'answer', body: 'SUCCESS: é' });
    packed = gzipSync(Buffer.alloc(ANSWER_BYTES_AT_MOST * 50));
    expect(await send(client(), post(url))).toMatchObject({ kind: 'broken', timedOut: false, status: 200 });
    packed = Buffer.from('this is no gzip');
    expect(await send(client(), post(url))).toMatchObject({
      kind: 'broken',
      error: expect.stringContaining('unpacked'),
    });
  });
});

describe('nothing is called unsent that may have left', () => {
  test('a request whose time ran out before the connection was made never leaves', async () => {
    const came: Buffer[] = [];
    const sockets: Socket[] = [];
    // It takes the connection and never says a word, so that the handshake of TLS does not end.
    const server = createTcpServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (data) => came.push(data));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await send(client(), post(url, { timeoutMs: 200 }))).toEqual({
      kind: 'not-sent',
      error: 'no connection could be made in time',
      withdrawn: false,
    });
    // A record of the handshake (22), and nothing of the request.
    expect(Buffer.concat(came)[0]).toBe(22);
    expect(Buffer.concat(came).includes('POST')).toBe(false);
  });

  test('a kept connection that the server closes under a request: broken, and the post arrives at most once', async () => {
    const posts: string[] = [];
    const server = createTcpServer((socket: Socket) => {
      let served = 0;
      socket.on('error', () => {});
      socket.on('data', (data) => {
        posts.push(/n=(\d+)/.exec(data.toString('latin1'))?.[1] ?? '');
        served++;
        if (served === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        else socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const one = client();
    const results: string[] = [];
    for (let n = 0; n < 20; n++) results.push((await send(one, post(url, { body: `n=${n}` }))).kind);
    expect(new Set(posts).size).toBe(posts.length);
    for (const [n, kind] of results.entries()) if (kind !== 'not-sent') expect(posts).toContain(String(n));
    expect(results).toContain('broken');
  });

  test('a fresh connection is used for one post alone', async () => {
    const ports = new Set<number>();
    const { url } = await serve((req, res) => {
      ports.add(req.socket.remotePort ?? 0);
      res.end('ok');
    });
    const one = client();
    for (let n = 0; n < 4; n++) await send(one, post(url, { fresh: true }));
    expect(ports.size).toBe(4);
  });

  test('closing ends every open request, those on connections of their own too, as doubtful', async () => {
    let open = 0;
    const { url } = await serve(() => {
      open++;
    });
    const one = new HttpClient();
    const pending = [send(one, post(url)), send(one, post(url, { fresh: true }))];
    await until(() => open === 2, 'both are under way');
    await one.close();
    for (const result of await Promise.all(pending)) expect(result).toMatchObject({ kind: 'broken', timedOut: false });
  });
});

describe('the wire helper', () => {
  function wire(): { transport: Transport; results: Map<number, HttpResult>; times: Map<number, number> } {
    const transport = startWireThread();
    onTestFinished(() => transport.close());
    const results = new Map<number, HttpResult>();
    const times = new Map<number, number>();
    transport.onResults((landed) => {
      for (const { id, result } of landed) {
        results.set(id, result);
        times.set(id, (times.get(id) ?? 0) + 1);
      }
    });
    return { transport, results, times };
  }
  const target = (url: string): RequestTarget => ({ url, headers: {}, timeoutMs: 5_000, fresh: false });
  const many = (url: string, n: number) => {
    const to = target(url);
    return Array.from({ length: n }, (_, id) => ({ id, request: { target: to, body: `n=${id}`, shown: '' } }));
  };

  test('keeps to the limit of a connection, and ends each request exactly once', async () => {
    let now = 0;
    let most = 0;
    const { url } = await serve((_, res) => {
      most = Math.max(most, ++now);
      setImmediate(() => {
        now--;
        res.end('ok');
      });
    });
    const { transport, results, times } = wire();
    transport.send(1, 3, many(url, 60));
    await until(() => results.size === 60, 'all have ended');
    expect(most).toBe(3);
    expect([...times.values()].every((n) => n === 1)).toBe(true);
    expect([...results.values()].every(({ kind }) => kind === 'answer')).toBe(true);
  });

  test('gives back what it has not begun when it is asked to, and that never leaves', async () => {
    const seen: number[] = [];
    const held: ServerResponse[] = [];
    const { url } = await serve((_, res) => {
      seen.push(1);
      held.push(res);
    });
    const { transport, results } = wire();
    transport.send(1, 2, many(url, 10));
    await until(() => held.length === 2, 'two are under way');
    transport.withdraw(1);
    await until(() => results.size === 8, 'eight are back');
    for (const result of results.values()) expect(result).toMatchObject({ kind: 'not-sent', withdrawn: true });
    for (const res of held) res.end('ok');
    await until(() => results.size === 10, 'all have ended');
    expect(seen).toHaveLength(2);
  });

  test('if its thread dies, what it carried is in doubt, and a new one takes over', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => workers.push(worker);
    process.on('worker', note);
    onTestFinished(() => {
      process.off('worker', note);
    });
    const held: ServerResponse[] = [];
    let answers = false;
    const { url } = await serve((_, res) => {
      if (answers) res.end('ok');
      else held.push(res);
    });
    const { transport, results, times } = wire();
    transport.withdraw(1);
    // Nothing to send, no thread.
    expect(workers).toEqual([]);
    transport.send(1, 2, many(url, 5));
    await until(() => held.length === 2, 'two are under way');
    answers = true;
    await workers[0]?.terminate();
    await until(() => results.size === 5, 'all have ended');
    for (const result of results.values()) expect(result).toMatchObject({ kind: 'broken', timedOut: false });
    const to = target(url);
    transport.send(1, 2, [{ id: 77, request: { target: to, body: '', shown: '' } }]);
    expect(await until(() => results.get(77), 'the next is answered')).toMatchObject({ kind: 'answer', body: 'ok' });
    expect([...times.values()].every((n) => n === 1)).toBe(true);
  });
});
