import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { openDownloads } from '../../../../src-main/shells/browser/downloads.ts';
import { startDeskServer } from '../../../../src-main/shells/browser/server.ts';
import { TOKEN_HEADER, TOKEN_META } from '../../../../src-preload/contract/page-session.ts';
import { afterwards, folder, handMadeCore, handMadeDesk } from '../support.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export async function running(heartbeatMs = 15_000) {
  const dataDir = folder();
  const pageDir = join(folder(), 'renderer');
  mkdirSync(join(pageDir, 'assets'), { recursive: true });
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><title>Desk</title>');
  writeFileSync(join(pageDir, 'assets', 'main-1a2b.js'), 'export {};');
  writeFileSync(join(pageDir, '..', 'outside.js'), 'secret');
  writeFileSync(join(dataDir, 'desk.sqlite'), 'secret');
  mkdirSync(join(dataDir, 'exports'));
  writeFileSync(join(dataDir, 'exports', 'rejects é.csv'), 'phone;reason\n');
  const clock = { now: 0 };
  const downloads = openDownloads(dataDir, () => clock.now);
  const core = handMadeCore((command, input) => ({ ok: true, value: command === 'desk.dismissNotice' ? {} : input }));
  const desk = handMadeDesk(core, {
    reveal: async (path) => ({ download: downloads.address(path) }),
  });
  const server = await startDeskServer({ desk, dataDir, pageDir, downloads, heartbeatMs, now: () => clock.now });
  afterwards(() => server.close());
  const host = `127.0.0.1:${server.port}`;
  const own = { host, origin: `http://${host}` };

  /** Sends a request as written: no browser, no proxy, no corrected path. */
  function send(path: string, options: RequestOptions & { body?: string | Buffer } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { body, ...rest } = options;
      const req = request({ host: '127.0.0.1', port: server.port, path, ...rest }, (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (chunk: string) => {
          text += chunk;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text }));
        res.on('error', reject);
      });
      req.on('error', reject);
      req.end(body);
    });
  }

  const keyPath = () => server.address().slice(`http://${host}`.length);
  const given = await send(keyPath());
  const cookie = given.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const token = tokenIn(given.body);
  const headers = { ...own, cookie, [TOKEN_HEADER]: token };
  const call = (command: string, input: unknown, more: Record<string, string> = {}) =>
    send(`/api/call/${command}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      body: JSON.stringify(input),
    });
  return { server, clock, dataDir, pageDir, core, desk, send, keyPath, given, cookie, token, host, headers, call };
}

/** The token of a page that was opened by a key. */
export const tokenIn = (html: string) =>
  new RegExp(`<meta name="${TOKEN_META}" content="([\\w-]{43})">`).exec(html)?.[1] ?? '';
