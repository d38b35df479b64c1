import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { HttpClient, type HttpResult } from '../../../src-main/vendors/http.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server that answers with its name and the path it was asked for. */
async function server(name: string): Promise<string> {
  const made = createServer((request, response) => response.end(`${name} ${request.url}`));
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  ends.unshift(() => new Promise((resolve) => made.close(() => resolve())));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

test('each request goes to its own address, whichever came before it', async () => {
  const [one, two] = [await server('one'), await server('two')];
  const client = new HttpClient();
  ends.unshift(() => client.close());
  const ask = (url: string, fresh = false) =>
    new Promise<HttpResult>((resolve) =>
      client.send({ url, method: 'GET', headers: {}, body: '', timeoutMs: 5_000, fresh }, resolve),
    );
  const said = async (url: string, fresh = false) => {
    const result = await ask(url, fresh);
    return result.kind === 'answer' ? result.body : result.error;
  };
  expect(await said(`${one}/a`)).toBe('one /a');
  expect(await said(`${one}/a`)).toBe('one /a');
  expect(await said(`${one}/b?c=1`)).toBe('one /b?c=1');
  expect(await said(`${two}/a`, true)).toBe('two /a');
  expect(await said('http://example.invalid/a')).toMatch(/in the clear/);
  expect(await said('http://example.invalid/a')).toMatch(/in the clear/);
  expect(await said(`${two}/a`)).toBe('two /a');
  expect(await said(`${one}/a`)).toBe('one /a');
});

test.each([
  ['seconds', '120', 0, '120'],
  ['a date, by a clock that is right', 90_000, 0, '90'],
  ['a date, by a clock that is ten days ahead', 90_000, 864_000_000, '90'],
  ['a date that has passed', -90_000, -864_000_000, '0'],
  ['nothing that can be read', 'soon', 0, 'soon'],
])('a Retry-After of %s is told in seconds, by the vendor’s own clock', async (_, asked, ahead, told) => {
  const now = Math.floor(Date.now() / 1000) * 1000 + ahead;
  const date = (at: number) => new Date(at).toUTCString();
  const made = createServer((_request, response) => {
    const retryAfter = typeof asked === 'string' ? asked : date(now + asked);
    response.writeHead(429, { date: date(now), 'retry-after': retryAfter }).end('slow');
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  ends.unshift(() => new Promise((resolve) => made.close(() => resolve())));
  const client = new HttpClient();
  ends.unshift(() => client.close());
  const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
  const result = await new Promise<HttpResult>((resolve) =>
    client.send({ url, method: 'GET', headers: {}, body: '', timeoutMs: 5_000, fresh: false }, resolve),
  );
  expect(result).toMatchObject({ kind: 'answer', retryAfter: told, date: now });
});
