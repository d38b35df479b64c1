import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDeskServer } from '../../../../src-main/shells/browser/server.ts';
import { TOKEN_HEADER, TOKEN_META } from '../../../../src-preload/contract/page-session.ts';
import { builtFile } from '../../../support/built-parts.ts';
import { afterwards, folder, handMadeCore, handMadeDesk } from '../support.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A desk that somebody has opened in their browser, and what that browser holds. */
async function opened() {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'index.html'), '<!doctype html><title>Desk</title>');
  const core = handMadeCore(() => ({ ok: true, value: {} }));
  const server = await startDeskServer({ desk: handMadeDesk(core), dataDir, pageDir: dataDir });
  afterwards(() => server.close());
  const host = `127.0.0.1:${server.port}`;
  function send(path: string, options: RequestOptions & { body?: string } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { body, ...rest } = options;
      const req = request({ host: '127.0.0.1', port: server.port, path, ...rest }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text }));
        res.on('error', reject);
      });
      req.on('error', reject);
      req.end(body);
    });
  }
  const page = await send(server.address().slice(`http://${host}`.length));
  const cookie = page.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const token = new RegExp(`name="${TOKEN_META}" content="([^"]+)"`).exec(page.body)?.[1] ?? '';
  expect(cookie).not.toBe('');
  expect(token).not.toBe('');
  return { server, core, dataDir, host, send, cookie, token };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Everything that a desk can be asked, with these headers. */
async function askEverything({ send }: Pick<Opened, 'send'>, headers: Record<string, string>): Promise<Answer[]> {
  const post = (path: string, type: string, body: string) =>
    send(path, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
  return [
    await post('/api/call/desk.status', 'application/json', '{}'),
    await post('/api/call/preferences.set', 'application/json', '{"theme":"dark"}'),
    await post('/api/call/preferences.set', 'text/plain', '{"theme":"dark"}'),
    await post('/api/call/preferences.set', 'application/x-www-form-urlencoded', 'theme=dark'),
    await post('/api/upload?name=a.csv', 'application/octet-stream', 'phone\n7275551111\n'),
    await send('/api/events', { headers }),
    await send('/api/file?path=exports/a.csv', { headers }),
    await send('/api/file?ticket=AAAA', { headers }),
    await send('/api/call/desk.status', { method: 'OPTIONS', headers }),
  ];
}

/** None of them was answered, and none had an effect. */
function expectNothing({ core, dataDir }: Opened, answers: readonly Answer[]): void {
  for (const answer of answers) {
    expect([401, 403, 404]).toContain(answer.status);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toContain(dataDir);
  }
  expect(core.asked).toEqual([]);
  expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]);
  expect(existsSync(join(dataDir, 'preferences.json'))).toBe(false);
}

/** What a page of the desk's own sends beside the cookie: a program can send it just as well. */
const forged = (host: string) => ({
  host,
  origin: `http://${host}`,
  referer: `http://${host}/`,
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
});

describe('another server on 127.0.0.1', () => {
  it('that was sent the cookie gets nothing by it, whatever it forges', async () => {
    const desk = await opened();
    const headers = { ...forged(desk.host), cookie: desk.cookie };
    expectNothing(desk, await askEverything(desk, headers));
    const value = desk.cookie.slice(desk.cookie.indexOf('=') + 1);
    for (const token of [value, '', 'undefined', desk.token.slice(0, -1), desk.token.toLowerCase()]) {
      expectNothing(desk, await askEverything(desk, { ...headers, [TOKEN_HEADER]: token }));
    }
    const page = await desk.send('/', { headers });
    expect(page.body).not.toContain(desk.token);
    expect((await desk.send('/?key=', { headers })).body).not.toContain(desk.token);
  });

  it('that knows the token but not the cookie gets nothing either', async () => {
    const desk = await opened();
    expectNothing(desk, await askEverything(desk, { ...forged(desk.host), [TOKEN_HEADER]: desk.token }));
  });

  it('that sets cookies of the same name locks nobody out', async () => {
    const desk = await opened();
    const name = desk.cookie.slice(0, desk.cookie.indexOf('='));
    const headers = {
      ...forged(desk.host),
      cookie: `${name}=wrong; ${desk.cookie}; ${name}=`,
      [TOKEN_HEADER]: desk.token,
      'content-type': 'application/json',
    };
    const options = { method: 'POST', headers, body: '{}' };
    expect((await desk.send('/api/call/desk.dismissNotice', options)).status).toBe(200);
  });
});

describe('a website', () => {
  it('gets nothing by a name that it rebinds to 127.0.0.1, not even with everything else', async () => {
    const desk = await opened();
    for (const host of [
      'evil.example',
      `evil.example:${desk.server.port}`,
      `127.0.0.1.evil.example:${desk.server.port}`,
    ]) {
      const all = { ...forged(host), cookie: desk.cookie, [TOKEN_HEADER]: desk.token };
      expectNothing(desk, await askEverything(desk, all));
      expect((await desk.send('/', { headers: all })).status).toBe(403);
      const path = new URL(desk.server.address());
      expect((await desk.send(`/${path.search}`, { headers: { host } })).status).toBe(403);
    }
  });

  it('can not post a form, embed, or fetch, though the browser sent cookie and token', async () => {
    const desk = await opened();
    const everything = { cookie: desk.cookie, [TOKEN_HEADER]: desk.token };
    for (const site of ['cross-site', 'same-site', 'none']) {
      for (const mode of ['navigate', 'no-cors', 'cors']) {
        for (const origin of [
          'https://evil.example',
          `http://127.0.0.1:${desk.server.port + 1}`,
          'null',
          `https://${desk.host}`,
        ]) {
          const headers = {
            ...forged(desk.host),
            ...everything,
            origin,
            'sec-fetch-site': site,
            'sec-fetch-mode': mode,
          };
          expectNothing(desk, await askEverything(desk, headers));
        }
      }
    }
    const { origin: _, ...nameless } = forged(desk.host);
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { ...nameless, ...everything, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
      expectNothing(desk, await askEverything(desk, headers));
    }
  });
});

describe('whoever connects to the port', () => {
  /** What raw bytes are answered with, up to the end of the connection. */
  async function raw({ server }: Opened, bytes: string): Promise<string> {
    const socket = createConnection({ host: '127.0.0.1', port: server.port });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.write(bytes);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    return text;
  }

  it('gets nothing by a request that two could read differently', async () => {
    const desk = await opened();
    const { host, cookie, token } = desk;
    const whole = `Origin: http://${host}\r\nCookie: ${cookie}\r\n${TOKEN_HEADER}: ${token}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const smuggled = `POST /api/call/desk.dismissNotice HTTP/1.1\r\nHost: ${host}\r\n${whole}Content-Length: 2\r\n\r\n{}`;
    for (const head of [
      `Host: evil.example\r\nHost: ${host}\r\n${whole}Content-Length: 2\r\n`,
      `Host: ${host}\r\nHost: evil.example\r\n${whole}Content-Length: 2\r\n`,
      `Host: ${host}\r\n${whole}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n`,
      `Host: ${host}\r\n${whole}Content-Length: 2\r\nContent-Length: 40\r\n`,
      `Host: ${host}\r\n${whole}Transfer-Encoding: xchunked\r\n`,
      `Host: ${host}\r\n${whole}X-Long: ${'x'.repeat(64 * 1024)}\r\nContent-Length: 2\r\n`,
    ]) {
      const answer = await raw(desk, `POST /api/call/desk.dismissNotice HTTP/1.1\r\n${head}\r\n{}${smuggled}`);
      // A connection that is cut before all was sent may take the answer along.
      expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/);
      expect(answer).not.toContain('200 OK');
    }
    expect(desk.core.asked).toEqual([]);
  });

  it('and sends nothing keeps nobody else out', async () => {
    const desk = await opened();
    const idle: Socket[] = [];
    afterwards(() => {
      for (const socket of idle) socket.destroy();
    });
    const ended = new Promise<void>((resolve) => {
      for (let i = 0; i < 400; i++) {
        const socket = createConnection({ host: '127.0.0.1', port: desk.server.port });
        socket.on('error', () => {});
        if (i % 2 === 0) socket.write('GET / HTTP/1.1\r\nX-Slow: ');
        socket.once('close', () => idle.filter((one) => one.destroyed).length >= 400 - 128 && resolve());
        idle.push(socket);
      }
    });
    await ended;
    const headers = {
      ...forged(desk.host),
      cookie: desk.cookie,
      [TOKEN_HEADER]: desk.token,
      'content-type': 'application/json',
    };
    const answer = await desk.send('/api/call/desk.dismissNotice', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(200);
  });
});

describe('another user of the computer', () => {
  const isLinux = process.platform === 'linux';
  /** Notes what a program is given that opens a page, as any user of the machine could while it runs. */
  const FAKE_OPENER = `#!/bin/sh
tr '\\0' '\\n' < /proc/$$/cmdline > "$NOTED/cmdline"
tr '\\0' '\\n' < /proc/$$/environ > "$NOTED/environ"
stat -c '%a' "$1" > "$NOTED/file"
stat -c '%a' "$(dirname "$1")" > "$NOTED/folder"
cp "$1" "$NOTED/page"
mv "$NOTED/cmdline" "$NOTED/arguments"
`;

  it.runIf(isLinux)(
    'sees no key in the arguments or the environment of any program, and can not read the file',
    async () => {
      const dataDir = folder();
      const bin = folder();
      writeFileSync(join(bin, 'xdg-open'), FAKE_OPENER);
      chmodSync(join(bin, 'xdg-open'), 0o755);
      const run = async (args: readonly string[]) => {
        const noted = folder();
        const env = {
          ...process.env,
          PATH: `${bin}:${process.env.PATH}`,
          NOTED: noted,
          DISPLAY: ':9',
          TRUNKLINE_PASSWORD: 'Kestrel-93-brook',
        };
        const child = spawn(process.execPath, [...args, '--data', dataDir], {
          env,
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        afterwards(() => child.kill('SIGKILL'));
        let out = '';
        child.stdout.on('data', (chunk) => {
          out += chunk;
        });
        await expect.poll(() => existsSync(join(noted, 'arguments')), { timeout: 60_000 }).toBe(true);
        await expect.poll(() => out, { timeout: 60_000 }).toMatch(/\/\?key=[\w-]{43}\n/);
        const note = (name: string) => readFileSync(join(noted, name), 'utf8');
        const keys = [...`${out}${note('page')}`.matchAll(/key=([\w-]{43})/g)].map(([, key]) => key ?? '');
        return { child, noted: note, keys, path: note('arguments').trim().split('\n').at(-1) ?? '' };
      };

      const desk = await run([builtFile('browser'), '--open']);
      const again = await run([builtFile('terminal'), 'open']);
      for (const { child, noted, keys, path } of [desk, again]) {
        // The address in the file twice, as a link and a redirect, and the printed one.
        expect(new Set(keys).size).toBe(2);
        expect([noted('file').trim(), noted('folder').trim()]).toEqual(['600', '700']);
        const seen = [noted('arguments'), noted('environ'), path];
        if (child.exitCode === null) seen.push(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8'));
        for (const key of keys) for (const text of seen) expect(text).not.toContain(key);
        expect(noted('environ')).not.toContain('Kestrel-93-brook');
      }
      // The one of the file is used; what was printed beside it still works, once.
      const way = (page: string) => /url=(http:[^"]+)"/.exec(page)?.[1] ?? '';
      expect((await fetch(way(again.noted('page')))).status).toBe(200);
      expect(existsSync(again.path)).toBe(false);
      expect((await fetch(way(again.noted('page')))).status).toBe(401);
      desk.child.kill('SIGTERM');
      await once(desk.child, 'close');
      expect(existsSync(desk.path)).toBe(false);
    },
    180_000,
  );

  it('of whom a killed desk left a file is not let in by it, and it is taken away', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'open'), { mode: 0o700 });
    writeFileSync(join(dataDir, 'open', 'left.html'), 'x');
    const desk = handMadeDesk(handMadeCore(() => ({ ok: true, value: {} })));
    const server = await startDeskServer({ desk, dataDir, pageDir: dataDir });
    afterwards(() => server.close());
    expect(existsSync(join(dataDir, 'open'))).toBe(false);
  });
});
