import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import { postLeads } from '../../../../src-main/vendors/leadreceiver/client.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server that does with each connection as told once a request begins to arrive. */
async function wire(onRequest: (socket: Socket) => void): Promise<{ url: string; server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => onRequest(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function post(url: string, call: 'general' | 'autoredirect' = 'general') {
  const client = new HttpClient();
  ends.unshift(() => client.close());
  const access = { url, vid: 18, lid: 1, aid: 23, password: 'secret-word', token: '' };
  const form = { body: 'form', answer: 'json' } as const;
  const [answer] = await postLeads(client, access, call, form, [{ fields: [['FirstName', 'Ann']] }]);
  return answer;
}

const ACCEPTED = '{"isValidPost":true,"ResponseType":0,"LeadIdentifier":7}';

test('nobody listens: provably not sent', async () => {
  const { url, server } = await wire(() => {});
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(await post(url)).toEqual({ is: 'not-sent', sentence: 'the server refuses connections' });
});

test('a reset once bytes have left: unknown', async () => {
  const { url } = await wire((socket) => socket.resetAndDestroy());
  expect(await post(url)).toMatchObject({ is: 'unknown', kind: 'broken', recognised: true });
});

test('an answer cut in its body: unknown, and what came is shown without the password', async () => {
  const { url } = await wire((socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n${ACCEPTED} secret-word`),
  );
  expect(await post(url)).toMatchObject({ is: 'unknown', kind: 'broken', line: `${ACCEPTED} [removed]` });
});

test('an answer longer than is read: unknown', async () => {
  const { url } = await wire((socket) => {
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n${ACCEPTED}${' '.repeat(2_000_000)}`);
  });
  expect(await post(url)).toMatchObject({ is: 'unknown', kind: 'too-long', recognised: false });
});

test('a redirect is told and not followed', async () => {
  const { url } = await wire((socket) =>
    socket.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: https://buyer.example/a?b=1\r\nContent-Length: 0\r\n\r\n'),
  );
  expect(await post(url, 'autoredirect')).toMatchObject({ is: 'accepted', redirectUrl: 'https://buyer.example/a?b=1' });
  expect(await post(url)).toMatchObject({ is: 'unknown', kind: 'http-307' });
});

test('Windows-1252, as its declaration says', async () => {
  const xml = `<?xml version="1.0" encoding="windows-1252"?><PostResponse><isValidPost>false</isValidPost><ResponseType>9</ResponseType><ResponseDetail>Jos\xe9</ResponseDetail></PostResponse>`;
  const { url } = await wire((socket) =>
    socket.end(Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${xml.length}\r\n\r\n${xml}`, 'latin1')),
  );
  expect(await post(url)).toMatchObject({ is: 'refused', refusal: 'Data_Errors', words: 'José' });
});
