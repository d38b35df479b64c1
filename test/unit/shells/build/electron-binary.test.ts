import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FetchOptions, findElectron, type Unpack } from '../../../../build/start/electron-binary.ts';
import { electronSource } from '../../../../build/start/electron-source.ts';
import { zip } from '../../../support/make-xlsx.ts';
import { folder } from '../support.ts';

const VERSION = '45.4.1';
/** What Electron's own package unpacks with. */
const { extract } = createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('electron'))(
  '@electron-internal/extract-zip',
) as { extract: Unpack };

const FILE = electronSource(VERSION, {}).file;

/** An archive as Electron publishes them, if smaller: what does not pack stands for its size. */
function archiveOf(version = VERSION): Buffer {
  const path = join(folder(), 'electron.zip');
  const noise = Buffer.alloc(200_000);
  for (let at = 0; at < noise.length; at += 32) createHash('sha256').update(String(at)).digest().copy(noise, at);
  zip(path, { version, electron: '#!/bin/sh\n', 'electron.exe': '', noise });
  return readFileSync(path);
}

/** The electron package as npm leaves it, without its program. */
function packageFor(archive: Buffer): string {
  const dir = join(folder(), 'electron');
  mkdirSync(dir);
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ version: VERSION }));
  writeFileSync(join(dir, 'install.js'), '');
  const sum = createHash('sha256').update(archive).digest('hex');
  writeFileSync(join(dir, 'checksums.json'), JSON.stringify({ [FILE]: sum }));
  return dir;
}

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** A mirror on this machine. */
async function mirror(answer: Answer): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? 'all'}`);
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** Gives the archive, from where it was asked for. */
function give(archive: Buffer, { headers: { range } }: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const rest = archive.subarray(from);
  response.writeHead(range ? 206 : 200, { 'content-length': rest.length }).end(rest);
}

/** Gives so many bytes from where it was asked for, then cuts the line once some of them are on the disk of who asked. */
function cutAfter(
  dir: string,
  archive: Buffer,
  bytes: number,
  { headers: { range } }: IncomingMessage,
  response: ServerResponse,
) {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const rest = archive.subarray(from);
  response.writeHead(range ? 206 : 200, { 'content-length': rest.length });
  response.write(rest.subarray(0, bytes));
  const part = join(dir, '..', '.cache', 'trunkline-electron', `${FILE}.part`);
  const looking = setInterval(() => {
    if ((statSync(part, { throwIfNoEntry: false })?.size ?? 0) <= from) return;
    clearInterval(looking);
    response.destroy();
  }, 5).unref();
}

const at = (url: string, more: FetchOptions['env'] = {}) => ({
  unpack: extract,
  env: { ELECTRON_MIRROR: url, ...more },
});
const program = (dir: string) => ({
  binary: join(dir, 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron'),
});
const left = (dir: string) => {
  const kept = join(dir, '..', '.cache', 'trunkline-electron');
  return existsSync(kept) ? readdirSync(kept) : [];
};

describe('Electron’s program', () => {
  it('is fetched once, from the address its own installer would ask', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const { url, asked } = await mirror((request, response) => give(archive, request, response));
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    expect(asked).toEqual([`/v${VERSION}/${FILE} all`]);
    expect(left(dir)).toEqual([]);
    expect(readdirSync(dir)).not.toContain('dist.part');
  });

  it('is fetched again when what is there is another version or not whole', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const { url, asked } = await mirror((request, response) => give(archive, request, response));
    await findElectron(dir, at(url));
    writeFileSync(join(dir, 'dist', 'version'), '44.0.0');
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    rmSync(program(dir).binary);
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    expect(asked).toHaveLength(3);
  });

  it('goes on where the line was cut, as often as more arrives', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const { url, asked } = await mirror((request, response, nth) =>
      nth <= 2 ? cutAfter(dir, archive, 60_000, request, response) : give(archive, request, response),
    );
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    expect(asked).toHaveLength(3);
    expect(asked.slice(1).every((one) => /bytes=[1-9]\d*-$/.test(one))).toBe(true);
  });

  it('goes on in a later start with what an earlier one left', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    let isUp = false;
    const { url, asked } = await mirror((request, response, nth) => {
      if (isUp) give(archive, request, response);
      else if (nth === 1) cutAfter(dir, archive, 60_000, request, response);
      else response.destroy();
    });
    expect(await findElectron(dir, at(url))).toEqual({ because: expect.stringMatching(/could not be downloaded: \w/) });
    expect(left(dir)).toEqual([`${FILE}.part`]);
    isUp = true;
    expect(await findElectron(dir, at(url))).toEqual(program(dir));
    expect(asked.at(-1)).toMatch(/bytes=[1-9]\d*-$/);
  });

  it('is begun anew where the mirror can’t go on, or what was left was of another file', async () => {
    const archive = archiveOf();
    for (const ranges of [true, false]) {
      const dir = packageFor(archive);
      const kept = join(dir, '..', '.cache', 'trunkline-electron');
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, `${FILE}.part`), 'of another file');
      const { url } = await mirror((request, response) => {
        if (!ranges) delete request.headers.range;
        give(archive, request, response);
      });
      expect(await findElectron(dir, at(url))).toEqual(program(dir));
    }
  });

  it('of another content than its checksum says is thrown away, and said so', async () => {
    const dir = packageFor(archiveOf());
    const other = archiveOf('44.0.0');
    const { url, asked } = await mirror((request, response) => give(other, request, response));
    expect(await findElectron(dir, at(url))).toEqual({ because: expect.stringContaining('its checksum is wrong') });
    expect(asked).toHaveLength(1);
    expect(left(dir)).toEqual([]);
    expect(existsSync(join(dir, 'dist'))).toBe(false);
  });

  it('is waited for as long as something arrives, and the progress is told', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const said: string[] = [];
    const { url } = await mirror((_, response) => {
      response.writeHead(200, { 'content-length': archive.length });
      const pieces = Array.from({ length: 20 }, (_, n) =>
        archive.subarray((n * archive.length) / 20, ((n + 1) * archive.length) / 20),
      );
      const next = () => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece, () => setTimeout(next, 50));
      };
      next();
    });
    // In all a second: more than nothing may arrive for.
    const options = { ...at(url), stallMs: 700, progressMs: 1, tell: (sentence: string) => said.push(sentence) };
    expect(await findElectron(dir, options)).toEqual(program(dir));
    expect(said[0]).toMatch(/^Fetching Electron 45\.4\.1, about 120 MB, from 127\.0\.0\.1:\d+\. This happens once\.$/);
    expect(said.some((one) => /^Fetching Electron: 0\.\d of 0\.2 MB \(\d+%\), \d+ s left\.$/.test(one))).toBe(true);
  });

  it('is given up where nothing arrives, with what has arrived kept', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const { url } = await mirror((request, response, nth) => {
      const { range } = request.headers;
      response.writeHead(range ? 206 : 200, { 'content-length': archive.length });
      response.write(nth === 1 ? archive.subarray(0, 60_000) : '');
    });
    expect(await findElectron(dir, { ...at(url), stallMs: 300 })).toEqual({
      because: 'its binary could not be downloaded: nothing arrived for 0.3 s',
    });
    expect(left(dir)).toEqual([`${FILE}.part`]);
  });

  it('that can’t be had is told with its cause', async () => {
    const archive = archiveOf();
    const dir = packageFor(archive);
    const { url } = await mirror((_, response) => response.writeHead(404).end());
    const host = new URL(url).host;
    expect(await findElectron(dir, at(url))).toEqual({
      because: `its binary could not be downloaded: ${host} answered 404 Not Found`,
    });
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise<void>((resolve) => gone.close(() => resolve()));
    expect(await findElectron(dir, at(`http://127.0.0.1:${port}/`))).toEqual({
      because: `its binary could not be downloaded: connect ECONNREFUSED 127.0.0.1:${port}`,
    });
    expect(await findElectron(join(folder(), 'none'))).toEqual({ because: 'its package is not installed' });
    writeFileSync(join(dir, 'checksums.json'), '{}');
    expect(await findElectron(dir, at(url))).toEqual({ because: expect.stringContaining('for this machine') });
  });

  it('comes through the proxy that the environment or npm names, and past it where that is said', async () => {
    const archive = archiveOf();
    for (const names of [['HTTP_PROXY'], ['http_proxy'], ['npm_config_proxy']]) {
      const dir = packageFor(archive);
      const tunnels: string[] = [];
      const direct = await mirror((request, response) => give(archive, request, response));
      const proxy = createServer((request, response) => {
        tunnels.push(request.url ?? '');
        give(archive, request, response);
      });
      proxy.on('connect', (request, socket) => {
        tunnels.push(request.url ?? '');
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void proxy.close());
      const through = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const env = Object.fromEntries(names.map((name) => [name, through]));
      await findElectron(dir, at('http://mirror.invalid/', env));
      expect(tunnels[0]).toContain('mirror.invalid');
      const past = await findElectron(dir, at(direct.url, { ...env, NO_PROXY: '127.0.0.1' }));
      expect(past).toEqual(program(dir));
      expect(tunnels).toHaveLength(1);
    }
  });
});
