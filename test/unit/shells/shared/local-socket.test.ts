import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  connectLocalSocket,
  type PageAccess,
  serveLocalSocket,
} from '../../../../src-main/shells/shared/local-socket.ts';
import { prepareSocketPlace, socketPlace } from '../../../../src-main/shells/shared/socket-place.ts';
import type { Reply } from '../../../../src-preload/contract/index.ts';
import { afterwards, folder } from '../support.ts';

const ok = (value: unknown): Reply => ({ ok: true, value });

async function connected(dir: string) {
  const desk = await connectLocalSocket(dir);
  if (!desk) throw new Error('no desk');
  afterwards(() => desk.close());
  return desk;
}

async function served(call: Parameters<typeof serveLocalSocket>[0], dir = folder(), page?: PageAccess) {
  const server = await serveLocalSocket(call, dir, page);
  afterwards(() => server.close());
  return { dir, server };
}

describe('the local socket', () => {
  it('carries commands to the running desk and its replies back', async () => {
    const { dir } = await served(async (command, input) => ok({ command, input }));
    const desk = await connected(dir);
    const input = { text: 'naïve ☎ \n "quoted"', deep: [1, { a: null }] };
    expect(await desk.call('desk.status', input)).toEqual(ok({ command: 'desk.status', input }));
    expect(await desk.address()).toBeNull();
  });

  it('answers many calls at once, each as it ends', async () => {
    const waiting = new Map<string, (reply: Reply) => void>();
    let all = () => {};
    const arrived = new Promise<void>((resolve) => {
      all = resolve;
    });
    const { dir } = await served(
      (command) =>
        new Promise((resolve) => {
          waiting.set(command, resolve);
          if (waiting.size === 200) all();
        }),
    );
    const desk = await connected(dir);
    const order: number[] = [];
    const calls = Array.from({ length: 200 }, (_, i) => desk.call(`c${i}`, {}).finally(() => order.push(i)));
    await arrived;
    for (let i = 199; i >= 0; i--) waiting.get(`c${i}`)?.(ok(i));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 200 }, (_, i) => ok(i)));
    expect(order).toEqual(Array.from({ length: 200 }, (_, i) => 199 - i));
  });

  it('carries replies of many megabytes', async () => {
    const big = 'ä'.repeat(5_000_000);
    const { dir } = await served(async () => ok(big));
    expect(await (await connected(dir)).call('jobs.list', {})).toEqual(ok(big));
  });

  it('settles a call whose handler throws', async () => {
    const { dir } = await served(() => Promise.reject(new Error('broke')));
    expect(await (await connected(dir)).call('x', {})).toEqual({
      ok: false,
      error: { code: 'failed', message: 'broke' },
    });
  });

  it('settles every call when the desk goes away, and those made afterwards', async () => {
    let arrived = () => {};
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { dir, server } = await served(() => {
      arrived();
      return new Promise(() => {});
    });
    const desk = await connected(dir);
    const calls = [desk.call('a', {}), desk.call('b', {}), desk.address().then(() => desk.address())];
    await first;
    await server.close();
    const [a, b, address] = await Promise.all(calls);
    expect(a).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(b).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(address).toBeNull();
    expect(await desk.call('c', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(await connectLocalSocket(dir)).toBeNull();
  });

  it('goes on for others when one peer vanishes or talks nonsense', async () => {
    const { dir, server } = await served(async () => ok('here'));
    for (const nonsense of ['GET / HTTP/1.1\r\n\r\n', '{"id":"no number"}\n', '[1,2]\n']) {
      const raw = createConnection(server.path);
      await once(raw, 'connect');
      raw.on('error', () => {});
      raw.write(nonsense);
      await once(raw, 'close');
    }
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('here'));
  });

  it('is open to its owner alone', async () => {
    const before = process.umask(0);
    afterwards(() => process.umask(before));
    const { server } = await served(async () => ok(1));
    expect(statSync(server.path).mode & 0o777).toBe(0o600);
    expect(process.umask()).toBe(0);
  });

  it('replaces the socket that a killed desk left behind', async () => {
    const dir = folder();
    const path = socketPlace(dir).path;
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.stdout.write('up'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(lstatSync(path).isSocket()).toBe(true);
    expect(await connectLocalSocket(dir)).toBeNull();
    await served(async () => ok('new'), dir);
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('new'));
  });

  it('does not take the socket of a desk that answers', async () => {
    const { dir } = await served(async () => ok('first'));
    await expect(serveLocalSocket(async () => ok('second'), dir)).rejects.toThrow('Another Trunkline answers');
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('first'));
  });

  it('takes its file away when it closes', async () => {
    const { server } = await served(async () => ok(1));
    await server.close();
    expect(existsSync(server.path)).toBe(false);
  });

  it('gives addresses and opener files of a desk that has a page, and why it could not', async () => {
    let given = 0;
    const page: PageAccess = {
      address: () => `http://127.0.0.1:1/?key=${++given}`,
      openerFile: () => {
        if (given > 1) throw new Error('ENOSPC: no space left on device');
        return '/data/open/a.html';
      },
    };
    const { dir } = await served(async () => ok(1), folder(), page);
    const desk = await connected(dir);
    expect(await desk.address()).toBe('http://127.0.0.1:1/?key=1');
    expect(await desk.openerFile()).toBe('/data/open/a.html');
    expect(await desk.address()).toBe('http://127.0.0.1:1/?key=2');
    await expect(desk.openerFile()).rejects.toThrow('no space left');
    const none = await connected((await served(async () => ok(1))).dir);
    expect([await none.address(), await none.openerFile()]).toEqual([null, null]);
  });

  it('is not looked for where there is no data folder', async () => {
    expect(await connectLocalSocket(join(folder(), 'nowhere'))).toBeNull();
  });
});

describe('the place of the local socket', () => {
  it('is a folder of the user’s own where the path of the data is too long for a socket', async () => {
    const dir = join(folder(), 'd'.repeat(120));
    mkdirSync(dir);
    const place = socketPlace(dir);
    expect(Buffer.byteLength(place.path)).toBeLessThanOrEqual(100);
    expect(place.path.startsWith(dir)).toBe(false);
    const { server } = await served(async () => ok('far'), dir);
    expect(server.path).toBe(place.path);
    expect(statSync(join(server.path, '..')).mode & 0o777).toBe(0o700);
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('far'));
  });

  it('is the same through a link, another for other data, and a pipe on Windows', () => {
    const dir = join(folder(), 'e'.repeat(120));
    const other = join(folder(), 'f'.repeat(120));
    mkdirSync(dir);
    mkdirSync(other);
    const link = join(folder(), 'link');
    symlinkSync(dir, link);
    expect(socketPlace(link)).toEqual(socketPlace(dir));
    expect(socketPlace(other).path).not.toBe(socketPlace(dir).path);
    expect(socketPlace(dir, 'win32').path).toMatch(/^\\\\\.\\pipe\\trunkline-[0-9a-f]{24}$/);
    expect(socketPlace(dir, 'linux', `/${'t'.repeat(90)}`).path.startsWith('/tmp/trunkline-')).toBe(true);
  });

  it('is refused when others could have put it there', () => {
    const dir = folder();
    const place = { path: join(dir, 'taken', 'desk.sock'), ownFolder: join(dir, 'taken') };
    mkdirSync(place.ownFolder, { mode: 0o755 });
    expect(() => prepareSocketPlace(place)).toThrow('not yours alone');
    const linked = { path: join(dir, 'linked', 'desk.sock'), ownFolder: join(dir, 'linked') };
    mkdirSync(join(dir, 'target'), { mode: 0o700 });
    symlinkSync(join(dir, 'target'), linked.ownFolder);
    expect(() => prepareSocketPlace(linked)).toThrow('not yours alone');
  });

  it('is not connected to when it is no socket of the user’s own', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'desk.sock'), '', { mode: 0o600 });
    expect(await connectLocalSocket(dir)).toBeNull();
  });
});
