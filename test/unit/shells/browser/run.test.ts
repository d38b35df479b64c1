import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoreHostOptions } from '../../../../src-main/core/host.ts';
import { runBrowserShell } from '../../../../src-main/shells/browser/run.ts';
import { connectLocalSocket } from '../../../../src-main/shells/shared/local-socket.ts';
import { opener } from '../../../../src-main/shells/shared/open-in-browser.ts';
import { CommandError } from '../../../../src-preload/contract/index.ts';
import { TOKEN_HEADER } from '../../../../src-preload/contract/page-session.ts';
import { afterwards, folder, handMadeCore } from '../support.ts';

async function running(dataDir = folder(), onTrouble?: (sentence: string) => void) {
  const core = handMadeCore(() => ({ ok: true, value: {} }));
  let given: CoreHostOptions | undefined;
  const shell = await runBrowserShell({
    dataDir,
    pageDir: folder(),
    ...(onTrouble === undefined ? {} : { onTrouble }),
    async startCore(options) {
      given = options;
      return core;
    },
  });
  afterwards(() => shell.close());
  return { shell, core, dataDir, options: given as CoreHostOptions };
}

/** Starts a program and waits until it has told its address and what is about it, or has ended; it ends with the test at the latest. */
async function started(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  afterwards(() => child.kill('SIGKILL'));
  let out = '';
  let err = '';
  // Two lines may come in any number of pieces.
  const told = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.split('\n').length > 2) resolve();
    });
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  await Promise.race([told, ended]);
  return {
    child,
    ended,
    out: () => out,
    err: () => err,
    url: /http:\/\/127\.0\.0\.1:\d+\/\?key=\S+/.exec(out)?.[0] ?? '',
  };
}

const MAIN = 'src-main/shells/browser/main.ts';

describe('the browser shell', () => {
  it('keeps passwords in the owner-only file and preferences in the data folder', async () => {
    const { options, dataDir } = await running();
    await options.secrets.set('connection-1', 'hunter2');
    expect(statSync(join(dataDir, 'vault.json')).mode & 0o777).toBe(0o600);
    const desk = await connectLocalSocket(dataDir);
    afterwards(() => desk?.close());
    await desk?.call('preferences.set', { theme: 'dark' });
    expect(await desk?.call('preferences.get', {})).toEqual({
      ok: true,
      value: {
        theme: 'dark',
        clock: 'system',
        listWidth: 560,
        keys: {},
        whenClosed: 'send-on',
        keepAwake: true,
        postTurnsSeen: 0,
      },
    });
    expect(statSync(join(dataDir, 'preferences.json')).mode & 0o777).toBe(0o600);
  });

  it('sets damaged preferences aside and says so: shortcuts of one’s own are not lost in silence', async () => {
    const dataDir = folder();
    const cut = '{"theme":"dark","keys":{"inbox.unl';
    writeFileSync(join(dataDir, 'preferences.json'), cut);
    const told: string[] = [];
    await running(dataDir, (sentence) => told.push(sentence));
    const desk = await connectLocalSocket(dataDir);
    afterwards(() => desk?.close());
    expect(await desk?.call('preferences.get', {})).toMatchObject({ ok: true, value: { theme: 'system' } });
    expect(told).toEqual([
      expect.stringMatching(/^preferences\.json was damaged and is kept as preferences\.damaged-.*\.json\./),
    ]);
    const [aside] = readdirSync(dataDir).filter((name) => name.startsWith('preferences.damaged-'));
    expect(readFileSync(join(dataDir, aside ?? ''), 'utf8')).toBe(cut);
    await desk?.call('preferences.set', { theme: 'dark' });
    expect(await desk?.call('preferences.get', {})).toMatchObject({ ok: true, value: { theme: 'dark' } });
  });

  it('lets go of the core, the port and the socket when it closes, once', async () => {
    const { shell, core, dataDir } = await running();
    await shell.close();
    await shell.close();
    expect(core.closed).toBe(true);
    expect(existsSync(join(dataDir, 'desk.sock'))).toBe(false);
    await expect(fetch(shell.url)).rejects.toThrow();
  });

  it('lets go of the core when the port is taken', async () => {
    const { shell } = await running();
    const core = handMadeCore(() => ({ ok: true, value: {} }));
    const port = Number(new URL(shell.url).port);
    await expect(runBrowserShell({ dataDir: folder(), port, startCore: async () => core })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect(core.closed).toBe(true);
  });

  it('does not start where the core refuses', async () => {
    const startCore = () => Promise.reject(new CommandError('busy', 'Another Trunkline already works on it.'));
    await expect(runBrowserShell({ dataDir: folder(), startCore })).rejects.toThrow('Another Trunkline');
  });

  it('opens a page by the system’s own way', () => {
    const file = '/data/open/a.html';
    expect(opener('linux', file)).toEqual(['xdg-open', file]);
    expect(opener('darwin', file)).toEqual(['open', file]);
    expect(opener('win32', file)).toEqual(['rundll32', 'url.dll,FileProtocolHandler', file]);
  });
});

describe('the browser shell’s process', () => {
  it('tells its address first, answers by the real core, and ends in order on SIGTERM', async () => {
    const dataDir = folder();
    const desk = await started([MAIN, '--data', dataDir]);
    const about = `It works once, within a minute. For another: npm run -s trunkline -- open --data ${dataDir}\n`;
    expect(desk.out()).toBe(`Trunkline runs in your browser: ${desk.url}\n${about}`);
    const origin = new URL(desk.url).origin;
    const page = await fetch(desk.url);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    const token = /name="trunkline-token" content="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const answer = await fetch(`${origin}/api/call/desk.status`, {
      method: 'POST',
      headers: { cookie, origin, [TOKEN_HEADER]: token, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await answer.json()).toMatchObject({ ok: true, value: { idle: true, imports: [] } });

    // A second start on the same data finds the first.
    const second = await started([MAIN, '--data', dataDir]);
    expect(await second.ended).toBe(0);
    expect(second.out()).toBe(`Trunkline already runs in your browser: ${second.url}\n${about}`);
    expect(second.url).not.toBe(desk.url);
    expect((await fetch(second.url)).status).toBe(200);

    desk.child.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    expect(desk.err()).toBe('');
    expect(existsSync(join(dataDir, 'desk.sock'))).toBe(false);
  });

  it('starts again on the data of one that was killed', async () => {
    const dataDir = folder();
    const first = await started([MAIN, '--data', dataDir]);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(join(dataDir, 'desk.sock'))).toBe(true);
    const second = await started([MAIN, '--data', dataDir]);
    expect(second.err()).toBe('');
    expect(second.url).not.toBe('');
    expect(second.url).not.toBe(first.url);
  });

  it.skipIf(process.platform === 'win32')(
    'ends though its core never does, says so, and leaves the data free',
    async () => {
      const dataDir = folder();
      const desk = await started(['test/support/never-closing-shell.ts', dataDir]);
      desk.child.kill('SIGTERM');
      await once(desk.child, 'exit');
      expect(desk.child.signalCode).toBe('SIGKILL');
      await expect.poll(desk.err).toContain('Trunkline did not stop within 0.2 s and was stopped.');
      const next = await started([MAIN, '--data', dataDir]);
      expect(next.err()).toBe('');
      expect(next.url).not.toBe('');
    },
  );

  it('says in a sentence what is wrong with its command line', async () => {
    const wrong = await started([MAIN, '--data', folder(), '--port', 'seventy']);
    expect(await wrong.ended).toBe(1);
    expect(wrong.err()).toBe('--port must be a number from 0 to 65535.\n');
  });
});
