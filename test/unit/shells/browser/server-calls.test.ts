import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDeskServer } from '../../../../src-main/shells/browser/server.ts';
import { AGE_HEADER, TOKEN_HEADER } from '../../../../src-preload/contract/page-session.ts';
import { afterwards, folder, handMadeCore, handMadeDesk } from '../support.ts';
import { running } from './server-support.ts';

describe('calls', () => {
  it('carry a command and bring its reply', async () => {
    const { call, core } = await running();
    const done = await call('desk.dismissNotice', {});
    expect(done.status).toBe(200);
    expect(JSON.parse(done.body)).toEqual({ ok: true, value: {} });
    expect(core.asked).toEqual([{ command: 'desk.dismissNotice', input: {} }]);
    expect(JSON.parse((await call('desk.nothing', {})).body)).toMatchObject({ ok: false });
    expect(JSON.parse((await call('files.choose', { purpose: 'dial-list' })).body)).toEqual({
      ok: true,
      value: { supported: false, path: null },
    });
  });

  it('are JSON of at most 4 MiB, sent by POST', async () => {
    const { call, send, headers, core } = await running();
    const post = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    expect((await call('desk.dismissNotice', {}, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call('desk.dismissNotice', {}, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
    expect((await send('/api/call/desk.dismissNotice', { headers })).status).toBe(405);
    expect((await send('/api/call/desk.dismissNotice', { ...post, body: '{"a":' })).status).toBe(400);
    expect((await call('desk.dismissNotice', { text: 'x'.repeat(4 * 1024 * 1024 - 20) })).status).toBe(200);
    expect((await call('desk.dismissNotice', { text: 'x'.repeat(4 * 1024 * 1024) })).status).toBe(413);
    expect(core.asked).toHaveLength(1);
  });

  it('that lie about their length are cut off at 4 MiB all the same', async () => {
    const { server, headers, core } = await running();
    const status = await new Promise<number>((resolve, reject) => {
      const req = request(
        {
          host: '127.0.0.1',
          port: server.port,
          path: '/api/call/desk.dismissNotice',
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        },
        (res) => {
          resolve(res.statusCode ?? 0);
          req.destroy();
        },
      );
      req.on('error', reject);
      const chunk = Buffer.alloc(256 * 1024, 0x20);
      const more = () => {
        if (!req.destroyed) req.write(chunk, more);
      };
      more();
    });
    expect(status).toBe(413);
    expect(core.asked).toEqual([]);
  });
});

describe('files that the desk has written', () => {
  it('are downloads, named as they are', async () => {
    const { call, send, headers, host, dataDir, clock } = await running();
    const path = join(dataDir, 'exports', 'rejects é.csv');
    const { value } = JSON.parse((await call('files.reveal', { path })).body) as { value: { download: string } };
    expect(value.download).toMatch(/^\/api\/file\?ticket=[\w-]{43}$/);
    const { [TOKEN_HEADER]: _, ...asLink } = headers;
    expect((await send(value.download, { headers: { host } })).status).toBe(401);
    expect((await send(value.download, { method: 'HEAD', headers: asLink })).status).toBe(405);
    const answer = await send(value.download, { headers: asLink });
    expect(answer).toMatchObject({ status: 200, body: 'phone;reason\n' });
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="rejects _.csv"; filename*=UTF-8''rejects%20%C3%A9.csv`,
    );
    const again = await send(value.download, { headers: asLink });
    expect(again.status).toBe(404);
    expect(again.body).toContain('was used or has expired');
    const late = JSON.parse((await call('files.reveal', { path })).body) as { value: { download: string } };
    clock.now += 60_000;
    expect((await send(late.value.download, { headers: asLink })).status).toBe(404);
  });

  it('are all that can be downloaded', async () => {
    const { call, send, headers, dataDir } = await running();
    symlinkSync(join(dataDir, 'desk.sqlite'), join(dataDir, 'exports', 'link.csv'));
    for (const path of [
      join(dataDir, 'desk.sqlite'),
      join(dataDir, 'exports', '..', 'desk.sqlite'),
      join(dataDir, 'exports', 'link.csv'),
      join(dataDir, 'exports'),
      'exports/../desk.sqlite',
      '/etc/passwd',
      '',
    ]) {
      const answer = await send(`/api/file?ticket=${encodeURIComponent(path)}`, { headers });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).not.toContain('secret');
      expect(JSON.parse((await call('files.reveal', { path })).body)).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
    }
  });
});

describe('uploads', () => {
  const options = (headers: Record<string, string>, more: Record<string, string> = {}): RequestOptions => ({
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream', ...more },
  });

  it('go to the disk under a name of the desk’s own, for its owner alone', async () => {
    const { send, headers, dataDir } = await running();
    const body = Buffer.from('phone;name\n7275551111;Zoë\n');
    const taken = async (name: string) => {
      const answer = await send(`/api/upload?name=${encodeURIComponent(name)}`, { ...options(headers), body });
      return (JSON.parse(answer.body) as { value: { path: string } }).value.path;
    };
    const path = await taken('My list.CSV');
    expect(path).toMatch(/[\\/]uploads[\\/][0-9a-f]{24}\.csv$/);
    expect(path.startsWith(join(dataDir, 'uploads'))).toBe(true);
    expect(readFileSync(path)).toEqual(body);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'uploads')).mode & 0o777).toBe(0o700);
    for (const name of ['../../desk.sqlite', '/etc/passwd', 'a.csv/../../x.c;v', '.part', 'x.part', '', 'a.\0']) {
      expect(await taken(name)).toMatch(/[\\/]uploads[\\/][0-9a-f]{24}(\.[a-z0-9]{1,8})?$/);
    }
    expect(readFileSync(join(dataDir, 'desk.sqlite'), 'utf8')).toBe('secret');
    expect(readdirSync(join(dataDir, 'uploads')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are on the disk as far as they have come, and named only when whole', async () => {
    const { server, headers, dataDir } = await running();
    const uploads = join(dataDir, 'uploads');
    const part = Buffer.alloc(8 * 1024 * 1024, 'x');
    const req = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/api/upload?name=big.csv',
      ...options(headers),
    });
    const answered = once(req, 'response') as Promise<[IncomingMessage]>;
    for (let sent = 1; sent <= 4; sent++) {
      req.write(part);
      await expect
        .poll(() => readdirSync(uploads).map((name) => [name.endsWith('.part'), statSync(join(uploads, name)).size]))
        .toEqual([[true, sent * part.length]]);
    }
    req.end();
    const [res] = await answered;
    expect(res.statusCode).toBe(200);
    res.resume();
    const [name = ''] = readdirSync(uploads);
    expect(name).toMatch(/^[0-9a-f]{24}\.csv$/);
    expect(statSync(join(uploads, name)).size).toBe(4 * part.length);
  });

  it('that are cut off leave nothing', async () => {
    const { server, headers, dataDir } = await running();
    const uploads = join(dataDir, 'uploads');
    const req = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/api/upload?name=cut.csv',
      ...options(headers, { 'content-length': '1000000' }),
    });
    req.on('error', () => {});
    req.write('x'.repeat(100_000));
    await expect.poll(() => readdirSync(uploads).length).toBe(1);
    expect(readdirSync(uploads)[0]).toMatch(/\.part$/);
    req.destroy();
    await expect.poll(() => readdirSync(uploads)).toEqual([]);
  });

  it('that a killed desk left half done are removed at the next start', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'uploads'));
    writeFileSync(join(dataDir, 'uploads', 'half.csv.part'), 'x');
    writeFileSync(join(dataDir, 'uploads', 'whole.csv'), 'x');
    const desk = handMadeDesk(handMadeCore(() => ({ ok: true, value: {} })));
    const server = await startDeskServer({ desk, dataDir, pageDir: dataDir });
    afterwards(() => server.close());
    expect(existsSync(join(dataDir, 'uploads', 'half.csv.part'))).toBe(false);
    expect(existsSync(join(dataDir, 'uploads', 'whole.csv'))).toBe(true);
  });
});

describe('the event stream', () => {
  async function stream(desk: Awaited<ReturnType<typeof running>>, more: Record<string, string> = {}) {
    const headers = { ...desk.headers, ...more };
    const req = request({ host: '127.0.0.1', port: desk.server.port, path: '/api/events', headers });
    req.end();
    const [res] = (await once(req, 'response')) as [IncomingMessage];
    res.setEncoding('utf8');
    const seen = { text: '', req, res };
    res.on('data', (chunk: string) => {
      seen.text += chunk;
    });
    res.on('error', () => {});
    req.on('error', () => {});
    return seen;
  }

  it('tells each page of each change, says when to come back, and beats while nothing happens', async () => {
    const desk = await running(20);
    const one = await stream(desk);
    const two = await stream(desk);
    expect(one.res.headers['content-type']).toContain('text/event-stream');
    await expect.poll(() => one.text + two.text).toContain('retry: 1000\n\n');
    desk.core.emit({ topic: 'jobs' });
    desk.core.emit(null);
    for (const seen of [one, two]) {
      await expect.poll(() => seen.text).toContain('data: {"topic":"jobs"}\n\ndata: null\n\n');
      await expect.poll(() => seen.text).toMatch(/: here\n\n/);
    }
  });

  it('tells a page what changed between its first question and its stream', async () => {
    const desk = await running();
    const before = await stream(desk, { [AGE_HEADER]: '60000' });
    desk.core.emit({ topic: 'jobs' });
    await expect.poll(() => before.text).toBe('retry: 1000\n\ndata: {"topic":"jobs"}\n\n');
    const after = await stream(desk, { [AGE_HEADER]: '60000' });
    await expect.poll(() => after.text).toBe('retry: 1000\n\ndata: null\n\n');
    // One that asks for everything by itself is not told to.
    const other = await stream(desk);
    desk.core.emit({ topic: 'imports' });
    await expect.poll(() => other.text).toBe('retry: 1000\n\ndata: {"topic":"imports"}\n\n');
  });

  it('goes on for the others when a page goes away, and can be opened again', async () => {
    const desk = await running();
    const one = await stream(desk);
    const two = await stream(desk);
    one.req.destroy();
    const again = await stream(desk);
    desk.core.emit({ topic: 'imports' });
    await expect.poll(() => two.text).toContain('imports');
    await expect.poll(() => again.text).toContain('imports');
    expect(one.text).not.toContain('imports');
  });

  it('ends when the server closes', async () => {
    const desk = await running();
    const { res } = await stream(desk);
    const ended = new Promise((resolve) => res.on('close', resolve));
    await desk.server.close();
    await ended;
  });
});
