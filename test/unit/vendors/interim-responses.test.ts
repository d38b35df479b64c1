import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import type { HttpResult } from '../../../src-main/platform/http-messages.ts';
import { HttpClient } from '../../../src-main/vendors/http.ts';
import { skipInterimResponses } from '../../../src-main/vendors/interim-responses.ts';

/** A server that writes these chunks, each for itself, to every request; and a client that asks it. */
async function answering(chunks: readonly string[]) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    // The body is the end of a request.
    socket.on('data', (read) => read.includes('a=1') && void write(socket, chunks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new HttpClient();
  onTestFinished(async () => {
    await client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    connections: () => sockets.size,
    ask: (fresh: boolean) =>
      new Promise<HttpResult>((resolve) =>
        client.send({ url, method: 'POST', headers: {}, body: 'a=1', timeoutMs: 5_000, fresh }, resolve),
      ),
  };
}

/** Each chunk is in a packet of its own: the next is written once the one before has left and the reader had a turn. */
async function write(socket: Socket, chunks: readonly string[]): Promise<void> {
  for (const chunk of chunks) {
    await new Promise((resolve) => socket.write(chunk, resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const FINAL = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\naccepted';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const PROCESSING = 'HTTP/1.1 102 Processing\r\n\r\n';
const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nLocation: https://elsewhere.example/\r\n\r\n';

const FORMS: readonly (readonly [string, readonly string[]])[] = [
  ['100', [CONTINUE, FINAL]],
  ['102', [PROCESSING, FINAL]],
  ['103', [HINTS, FINAL]],
  ['several', [HINTS, CONTINUE, PROCESSING, CONTINUE, FINAL]],
  ['all in one packet with the answer', [`${CONTINUE}${HINTS}${CONTINUE}${FINAL}`]],
  [
    'cut within its head',
    [CONTINUE.slice(0, 5), CONTINUE.slice(5, 14), `${CONTINUE.slice(14)}${FINAL.slice(0, 6)}`, FINAL.slice(6)],
  ],
  ['byte by byte', [...CONTINUE, ...FINAL]],
  ['an answer whose body begins like one', [FINAL.replace('8\r\n\r\naccepted', '25\r\n\r\n'), CONTINUE]],
];

test.each(FORMS)('interim responses that nobody asked for are skipped: %s', async (_, chunks) => {
  const { ask, connections } = await answering(chunks);
  const body = chunks.at(-1) === CONTINUE ? CONTINUE : 'accepted';
  for (const fresh of [true, false, false]) {
    const result = await ask(fresh);
    expect(result).toMatchObject({ kind: 'answer', status: 200, body, contentType: 'text/plain' });
    // What an interim response says of itself is not the answer's.
    expect(result).not.toHaveProperty('location');
  }
  // The kept connection was used again.
  expect(connections()).toBe(2);
});

test('the rest of an answer that began before the request had ended is not held back', () => {
  const socket = new PassThrough();
  skipInterimResponses(socket);
  socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n');
  expect(String(socket.read())).toContain('413');
  socket.write('no');
  expect(String(socket.read())).toBe('no');
});

test('nothing but interim responses is no answer', async () => {
  const { ask } = await answering([CONTINUE, SWITCHING]);
  expect(await ask(true)).toMatchObject({ kind: 'broken' });
});
