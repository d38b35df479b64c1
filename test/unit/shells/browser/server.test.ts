import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDeskServer } from '../../../../src-main/shells/browser/server.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../src-main/shells/shared/page.ts';
import { TOKEN_HEADER } from '../../../../src-preload/contract/page-session.ts';
import { afterwards, folder, handMadeCore, handMadeDesk } from '../support.ts';
import { running, tokenIn } from './server-support.ts';

describe('the address with the key', () => {
  it('gives the page with its token, and a cookie that scripts can not read and other sites do not send', async () => {
    const { given, send, headers, cookie, token, server, host } = await running();
    expect(server.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/);
    expect(given.status).toBe(200);
    expect(given.body).toContain('<title>Desk</title>');
    expect(given.headers['cache-control']).toBe('no-store');
    expect(given.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(given.headers['set-cookie']).toEqual([
      expect.stringMatching(/^trunkline-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect(token).not.toBe('');
    expect(cookie).not.toContain(token);
    const page = await send('/', { headers: { host, cookie } });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Desk</title>' });
    expect((await send('/', { headers })).body).not.toContain(token);
  });

  it('works once: then it leads whoever it signed in to the page, and tells others what to do', async () => {
    const { send, keyPath, host, cookie } = await running();
    const path = keyPath();
    const ahead = await send(path, { headers: { host, 'sec-purpose': 'prefetch;prerender' } });
    expect([ahead.status, ahead.headers['set-cookie']]).toEqual([503, undefined]);
    await send(path, { method: 'HEAD', headers: { host } });
    expect((await send(path, { headers: { host } })).status).toBe(200);
    const again = await send(path, { headers: { host, accept: 'text/html,*/*' } });
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toContain('This address was already used');
    expect(again.body).toContain('<pre>npm run -s trunkline -- open</pre>');
    const signedIn = await send(path, { headers: { host, cookie } });
    expect(signedIn).toMatchObject({ status: 303, body: '' });
    expect(signedIn.headers.location).toBe('/');
    expect(tokenIn(signedIn.body)).toBe('');
  });

  it('works for a minute, each on its own', async () => {
    const { send, keyPath, host, clock } = await running();
    const early = keyPath();
    clock.now += 30_000;
    const late = keyPath();
    clock.now += 29_999;
    expect((await send(early, { headers: { host } })).status).toBe(200);
    const over = keyPath();
    clock.now += 60_000;
    for (const path of [late, over]) {
      const answer = await send(path, { headers: { host, accept: 'text/html' } });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
      expect(answer.body).toContain('This address has expired');
      expect(answer.body).toContain('trunkline -- open');
    }
  });

  it('is given once where two ask for it at a time', async () => {
    const { send, keyPath, host } = await running();
    const path = keyPath();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(path, { headers: { host } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => tokenIn(body) !== '')).toHaveLength(1);
  });

  it('opens nothing with another key, none, or the key in place of the cookie', async () => {
    const { send, host, server } = await running();
    const key = new URL(server.address()).searchParams.get('key') ?? '';
    const wrong = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
    for (const path of [
      `/?key=${wrong}`,
      '/?key=',
      '/',
      '/assets/main-1a2b.js',
      '/signed-out',
      '/api/events',
      `/api/events?key=${key}`,
    ]) {
      const answer = await send(path, { headers: { host } });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    const cookie = `trunkline-${server.port}=${key}`;
    expect((await send('/', { headers: { host, cookie } })).status).toBe(401);
    expect((await send('/api/events', { headers: { host, cookie, [TOKEN_HEADER]: key } })).status).toBe(401);
  });

  it('is not used up where the page has not been built', async () => {
    const { send, keyPath, host, pageDir } = await running();
    const path = keyPath();
    renameSync(join(pageDir, 'index.html'), join(pageDir, 'away.html'));
    expect((await send(path, { headers: { host } })).status).toBe(503);
    renameSync(join(pageDir, 'away.html'), join(pageDir, 'index.html'));
    expect((await send(path, { headers: { host } })).status).toBe(200);
  });

  it('tells a person in words, on a page, what to do', async () => {
    const { send, host } = await running();
    const answer = await send('/', { headers: { host, accept: 'text/html,*/*' } });
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('This browser is not signed in');
    expect(answer.body).toContain('trunkline -- open');
  });

  it('is asked for again from a page of ours where the link stood elsewhere, so that the cookie is sent from then on', async () => {
    const { send, host, keyPath } = await running();
    const path = keyPath();
    const elsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const first = await send(path, { headers: { host, ...elsewhere } });
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.body).toContain(`http-equiv="refresh" content="0;url=${path}"`);
    const second = await send(path, { headers: { host, ...elsewhere, 'sec-fetch-site': 'same-origin' } });
    expect(second.headers['set-cookie']).toHaveLength(1);
    // The same for a link to the page without a key; who has no cookie then either is told so.
    const page = await send('/.//evil.example/"', { headers: { host, ...elsewhere } });
    expect(page.body).toContain('content="0;url=/evil.example/%22"');
    expect((await send('/', { headers: { host, ...elsewhere, 'sec-fetch-site': 'same-origin' } })).status).toBe(401);
  });

  it('stands in a file for its owner alone, for the program that opens it, until it is used or over', async () => {
    const { server, dataDir, send, host } = await running();
    const path = server.openerFile();
    expect(path.startsWith(join(dataDir, 'open'))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'open')).mode & 0o777).toBe(0o700);
    const way = /content="0;url=http:\/\/[\d.:]+(\/\?key=[\w-]{43})"/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
    const other = server.openerFile();
    expect(path).not.toContain(way.slice('/?key='.length));
    expect((await send(way, { headers: { host } })).status).toBe(200);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(other)).toBe(true);
    await server.close();
    expect(existsSync(join(dataDir, 'open'))).toBe(false);
  });

  it('is of no other launch, nor are the cookie and the token', async () => {
    const one = await running();
    const two = await running();
    expect((await two.send(one.keyPath(), { headers: { host: two.host } })).status).toBe(401);
    const stolen = one.cookie.replace(/^[^=]+/, `trunkline-${two.server.port}`);
    expect((await two.send('/', { headers: { host: two.host, cookie: stolen } })).status).toBe(401);
    expect((await two.call('desk.dismissNotice', {}, { [TOKEN_HEADER]: one.token })).status).toBe(401);
  });
});

describe('who may ask', () => {
  it('a name that was rebound to this machine gets nothing, not even with the key', async () => {
    const { send, headers, server, keyPath } = await running();
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1', '127.0.0.1:1']) {
      const answer = await send('/', { headers: { ...headers, host } });
      expect([host, answer.status]).toEqual([host, 403]);
      const withKey = await send(keyPath(), { headers: { host } });
      expect([host, withKey.status]).toEqual([host, 403]);
      expect(withKey.headers['set-cookie']).toBeUndefined();
    }
  });

  it('a request without any host gets nothing', async () => {
    const { server, headers } = await running();
    const raw = createConnection({ host: '127.0.0.1', port: server.port });
    let text = '';
    raw.setEncoding('utf8');
    raw.on('data', (chunk: string) => {
      text += chunk;
    });
    raw.write(`GET / HTTP/1.0\r\nCookie: ${headers.cookie}\r\n\r\n`);
    await once(raw, 'close');
    expect(text).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a page of another origin can not call, though the browser would send the cookie', async () => {
    const { call, core, host, server, send, headers } = await running();
    for (const origin of ['http://evil.example', `http://127.0.0.1:${server.port + 1}`, `https://${host}`, 'null']) {
      expect([origin, (await call('desk.dismissNotice', {}, { origin })).status]).toEqual([origin, 403]);
    }
    const { origin: _, ...without } = headers;
    const nameless = await send('/api/call/desk.dismissNotice', {
      method: 'POST',
      headers: { ...without, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(nameless.status).toBe(403);
    for (const site of ['cross-site', 'same-site']) {
      const answer = await send('/api/events', {
        headers: { ...without, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' },
      });
      expect([site, answer.status]).toEqual([site, 403]);
    }
    expect(core.asked).toEqual([]);
  });

  it('listens on 127.0.0.1 only', async () => {
    const { server } = await running();
    const other = createConnection({ host: '127.0.0.2', port: server.port });
    const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });
});

describe('the page', () => {
  it('comes with the strict policy, as does every other answer', async () => {
    const { send, headers, host, call } = await running();
    expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
    const answers = [
      await send('/', { headers }),
      await send('/assets/main-1a2b.js', { headers }),
      await send('/', { headers: { host } }),
      await send('/', { headers: { host: 'evil.example', accept: 'text/html' } }),
      await call('desk.dismissNotice', {}),
      await send('/api/file?path=x', { headers }),
    ];
    for (const { headers: got } of answers) {
      expect(got['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
      expect(got['x-content-type-options']).toBe('nosniff');
      expect(got['referrer-policy']).toBe('no-referrer');
      expect(got['cross-origin-opener-policy']).toBe('same-origin');
      expect(got['cross-origin-resource-policy']).toBe('same-origin');
      expect(got['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('is served with its types, itself for each of its screens, and nothing for what is not there', async () => {
    const { send, headers } = await running();
    const script = await send('/assets/main-1a2b.js', { headers });
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    // Typed without its hash, an address leads to the same place.
    const screen = await send('/dial-lists/12?step=checks', { headers });
    expect([screen.status, screen.headers.location]).toEqual([302, '/#/dial-lists/12?step=checks']);
    expect(screen.headers['cache-control']).toBe('no-store');
    expect((await send('//example.org/x', { headers })).headers.location).toBe('/#/x');
    expect((await send('/assets/none.js', { headers })).status).toBe(404);
    expect((await send('/', { method: 'HEAD', headers })).body).toBe('');
    expect((await send('/', { method: 'DELETE', headers })).status).toBe(405);
  });

  it('gives no file outside its folder, however the way is written', async () => {
    const { send, headers, pageDir, dataDir } = await running();
    symlinkSync(join(pageDir, '..', 'outside.js'), join(pageDir, 'link.js'));
    symlinkSync(dataDir, join(pageDir, 'data'));
    writeFileSync(join(dataDir, 'inside.js'), 'secret');
    for (const path of [
      '/../outside.js',
      '/assets/../../outside.js',
      '/%2e%2e/outside.js',
      '/..%2foutside.js',
      '/assets/..%2f..%2foutside.js',
      '/%2e%2e%2foutside.js',
      '/..%5coutside.js',
      '//etc/passwd.js',
      '/outside.js%00.html',
      '/%c0%ae%c0%ae/outside.js',
      '/link.js',
      '/data/inside.js',
      join(pageDir, '..', 'outside.js'),
    ]) {
      const answer = await send(path, { headers });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).not.toContain('secret');
    }
  });

  it('says so when it has not been built', async () => {
    const core = handMadeCore(() => ({ ok: true, value: {} }));
    const dataDir = folder();
    const server = await startDeskServer({ desk: handMadeDesk(core), dataDir, pageDir: join(dataDir, 'none') });
    afterwards(() => server.close());
    const page = await fetch(server.address());
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
  });
});
