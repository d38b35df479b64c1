import { type IncomingMessage, request } from 'node:http';
import type { Reply } from '../../src-preload/contract/index.ts';

/** A signed-in page of the browser shell, as a malicious program could use it. */
export interface SignedInPage {
  call(command: string, input: unknown): Promise<Reply>;
  /** @returns the path that the shell returned, or the message of its refusal */
  upload(name: string, body: string | Buffer): Promise<{ status: number; path: string; message: string }>;
  get(path: string): Promise<{ status: number; body: string }>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Signs in at the address that a shell has printed. */
export async function signIn(address: string): Promise<SignedInPage> {
  const { host, hostname, port, origin, pathname, search } = new URL(address);
  const send = (method: string, path: string, headers: Record<string, string>, body?: string | Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      const req = request({ host: hostname, port, method, path, headers: { host, origin, ...headers } }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() }),
        );
        res.on('error', reject);
      });
      req.on('error', reject);
      req.end(body);
    });
  const entered = await send('GET', pathname + search, {});
  const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const token = /<meta name="trunkline-token" content="([^"]+)">/.exec(entered.body)?.[1] ?? '';
  const own = { cookie, 'x-trunkline-token': token };
  return {
    async call(command, input) {
      const json = { ...own, 'content-type': 'application/json' };
      const { status, body } = await send('POST', `/api/call/${command}`, json, JSON.stringify(input));
      if (status !== 200) throw new Error(`${command} was answered with ${status}: ${body}`);
      return JSON.parse(body) as Reply;
    },
    async upload(name, body) {
      const answer = await send('POST', `/api/upload?name=${encodeURIComponent(name)}`, own, body);
      const said = JSON.parse(answer.body) as { value?: { path: string }; error?: { message: string } };
      return { status: answer.status, path: said.value?.path ?? '', message: said.error?.message ?? '' };
    },
    get: (path) => send('GET', path, own),
  };
}
