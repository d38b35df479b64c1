import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  connectLocalSocket,
  type PageAccess,
  serveLocalSocket,
} from '../../../../src-main/shells/shared/local-socket.ts';
import { findSocketPlace, makeSocketPlace } from '../../../../src-main/shells/shared/socket-place.ts';
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
    const path = join(dir, 'desk.sock');
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.stdout.write('up'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(lstatSync(path).isSocket()).toBe(true);
    chmodSync(path, 0o600);
    expect(await connectLocalSocket(dir)).toBeNull();
    await served(async () => ok('new'), dir);
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('new'));
  });

  it('does not take the socket of a desk that answers', async () => {
    const { dir } = await served(async () => ok('first'));
    await expect(serveLocalSocket(async () => ok('second'), dir)).rejects.toThrow('Another Trunkline is using');
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
  /** A data folder whose path is too long for a socket. */
  const longFolder = () => {
    const dir = join(folder(), 'd'.repeat(120));
    mkdirSync(dir);
    return dir;
  };

  it('is a folder of the user’s own where the path of the data is too long for a socket, and no longer than the desk', async () => {
    const dir = longFolder();
    const { server } = await served(async () => ok('far'), dir);
    expect(Buffer.byteLength(server.path)).toBeLessThanOrEqual(100);
    expect(server.path.startsWith(dir)).toBe(false);
    expect(statSync(dirname(server.path)).mode & 0o777).toBe(0o700);
    expect(statSync(server.path).mode & 0o777).toBe(0o600);
    const link = join(folder(), 'link');
    symlinkSync(dir, link);
    expect(await (await connected(link)).call('x', {})).toEqual(ok('far'));
    await server.close();
    expect(existsSync(dirname(server.path))).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('can not be worked out by others, and is another one each time', () => {
    const dir = longFolder();
    const shared = [folder()];
    const one = makeSocketPlace(dir, 'linux', shared);
    const two = makeSocketPlace(dir, 'linux', shared);
    expect(two.path).not.toBe(one.path);
    const onWindows = [makeSocketPlace(dir, 'win32').path, makeSocketPlace(dir, 'win32').path];
    expect(new Set(onWindows).size).toBe(2);
    for (const path of onWindows) expect(path).toMatch(/^\\\\\.\\pipe\\trunkline-[0-9a-f]{32}$/);
    expect(findSocketPlace(dir, 'win32')?.path).toBe(onWindows[1]);
  });

  it('of a killed desk is taken away by the next', async () => {
    const dir = longFolder();
    const shared = [folder()];
    const { path } = makeSocketPlace(dir, 'linux', shared);
    const script = `process.umask(0o177); require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.stdout.write('up'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(findSocketPlace(dir)?.path).toBe(path);
    expect(await connectLocalSocket(dir)).toBeNull();
    makeSocketPlace(dir, 'linux', shared);
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('is not created in a folder in which others could replace it', () => {
    const dir = longFolder();
    const open = folder();
    chmodSync(open, 0o777);
    expect(() => makeSocketPlace(dir, 'linux', [open, join(open, 'none'), `/${'t'.repeat(90)}`])).toThrow(
      'Choose a data folder with a shorter path',
    );
    expect(readdirSync(open)).toEqual([]);
    chmodSync(open, 0o1777);
    expect(makeSocketPlace(dir, 'linux', [open]).path.startsWith(open)).toBe(true);
  });

  it('is not connected to when others could have put it there', async () => {
    const dir = longFolder();
    const { server } = await served(async () => ok('far'), dir);
    const ownFolder = dirname(server.path);
    const pointer = join(dir, 'desk.sock.at');
    expect(findSocketPlace(dir)?.path).toBe(server.path);
    for (const [path, right, wrong] of [
      [ownFolder, 0o700, 0o755],
      [server.path, 0o600, 0o666],
      [pointer, 0o600, 0o644],
    ] as const) {
      chmodSync(path, wrong);
      expect([path, findSocketPlace(dir)]).toEqual([path, null]);
      expect(await connectLocalSocket(dir)).toBeNull();
      chmodSync(path, right);
    }
    const linked = join(folder(), 'linked');
    symlinkSync(ownFolder, linked);
    writeFileSync(pointer, join(linked, 'desk.sock'));
    expect(await connectLocalSocket(dir)).toBeNull();
    writeFileSync(pointer, server.path);
    expect(await (await connected(dir)).call('x', {})).toEqual(ok('far'));
  });

  it('is not connected to when it is no socket of the user’s own', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'desk.sock'), '', { mode: 0o600 });
    expect(await connectLocalSocket(dir)).toBeNull();
  });

  const isRoot = process.getuid?.() === 0;
  it.runIf(isRoot)('lets no other user of the computer in, and takes none of theirs for a desk', async () => {
    const { dir, server } = await served(async () => ok(1));
    // Also where somebody has opened the way to it.
    chmodSync(dir, 0o755);
    process.seteuid?.(65_534);
    const other = createConnection(server.path);
    process.seteuid?.(0);
    const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('EACCES');
    chownSync(server.path, 65_534, 65_534);
    expect(await connectLocalSocket(dir)).toBeNull();
  });
});
