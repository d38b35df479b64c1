import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { HttpResult } from '../../../src-main/platform/http-messages.ts';
import { HttpClient } from '../../../src-main/vendors/http.ts';

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
  expect(await said('http://example.invalid/a')).toMatch(/unencrypted/);
  expect(await said('http://example.invalid/a')).toMatch(/unencrypted/);
  expect(await said(`${two}/a`)).toBe('two /a');
  expect(await said(`${one}/a`)).toBe('one /a');
});
