import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { build, isBuilt } from '../../../../build/start/build-if-needed.ts';
import { chooseShell } from '../../../../build/start/choose-shell.ts';
import { readOptions } from '../../../../build/start/options.ts';
import { runElectron, type WindowRun } from '../../../../build/start/run-electron.ts';
import { eventually } from '../../../support/eventually.ts';
import { folder } from '../support.ts';

describe('which shell npm start opens', () => {
  const found = async () => ({ binary: '/electron' });
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}, uid: number | undefined = 1000) => ({
    platform,
    env,
    uid,
  });

  it('is the window where something can be shown and Electron is there', async () => {
    for (const machine of [
      at('linux', { DISPLAY: ':0' }),
      at('linux', { WAYLAND_DISPLAY: 'wayland-0' }),
      at('darwin'),
      at('win32', {}, undefined),
    ]) {
      expect(await chooseShell(machine, false, found)).toEqual({ shell: 'electron', binary: '/electron' });
    }
  });

  it('is the browser where it was asked for, or nothing can be shown, without fetching Electron', async () => {
    const look = vi.fn(found);
    expect(await chooseShell(at('darwin'), true, look)).toEqual({ shell: 'browser', because: null });
    for (const env of [{}, { DISPLAY: '', WAYLAND_DISPLAY: '' }] as Record<string, string>[]) {
      expect(await chooseShell(at('linux', env), false, look)).toEqual({
        shell: 'browser',
        because: 'there is no display',
      });
    }
    expect(await chooseShell(at('linux', { DISPLAY: ':0' }, 0), false, look)).toEqual({
      shell: 'browser',
      because: 'its sandbox does not run as root',
    });
    expect(look).not.toHaveBeenCalled();
  });

  it('is the browser where Electron can not be had', async () => {
    const because = 'its binary could not be downloaded';
    expect(await chooseShell(at('linux', { DISPLAY: ':0' }), false, async () => ({ because }))).toEqual({
      shell: 'browser',
      because,
    });
  });
});

describe('the options of npm start', () => {
  it('are read, and anything else is refused', () => {
    expect(readOptions(['--browser', '--port', '8080', '--data=/d', '--no-open'])).toEqual({
      browser: true,
      port: 8080,
      dataDir: '/d',
      open: false,
      isNew: false,
    });
    expect(readOptions(['--data', '/d'])).toEqual({
      browser: false,
      port: 0,
      dataDir: '/d',
      open: true,
      isNew: false,
    });
    expect(() => readOptions(['--brwser'])).toThrow('does not know --brwser');
    expect(() => readOptions(['--port', '99999'])).toThrow('0 to 65535');
    expect(() => readOptions(['--data', '--browser'])).toThrow('needs a value');
  });
});

describe('the window’s process', () => {
  function run(script: string, more: Partial<WindowRun> = {}) {
    const told: string[] = [];
    const end = runElectron({
      binary: process.execPath,
      args: ['-e', script],
      shown: 'It is open.',
      refused: 3,
      quit: async () => false,
      tell: (sentence) => told.push(sentence),
      ...more,
    });
    return { end, told };
  }

  it('that shows and ends has its own exit code', async () => {
    expect(
      await run('process.stdout.write("It is "); setTimeout(() => process.stdout.write("open.\\n"), 20)').end,
    ).toEqual({ exitCode: 0 });
    const { end, told } = run('console.log("It is open."); setTimeout(() => process.exit(7), 20)');
    expect(await end).toEqual({ exitCode: 7 });
    expect(told).toEqual(['Trunkline’s window ended by itself (exit code 7). Nothing is lost: start it again.']);
  });

  it.each([
    ['SIGSEGV', 139],
    ['SIGTRAP', 133],
    ['SIGKILL', 137],
  ])('that crashes by %s after it was shown has an exit code other than 0', async (signal, exitCode) => {
    const { end, told } = run(`process.stdout.write("It is open.", () => process.kill(process.pid, "${signal}"))`);
    expect(await end).toEqual({ exitCode });
    expect(told).toEqual([`Trunkline’s window ended by itself (${signal}). Nothing is lost: start it again.`]);
  });

  it('that found the window open, or said itself why it can not start, is the end of it, and is heard', async () => {
    const found = run('console.error("[12:ERROR] noise"); console.error("It is in front now."); process.exit(0)');
    expect(await found.end).toEqual({ exitCode: 0 });
    expect(found.told).toEqual(['It is in front now.']);
    expect(await run('process.exit(3)').end).toEqual({ exitCode: 3 });
  });

  it('whose sandbox the system refuses is told with its cure', async () => {
    const helper = join(dirname(process.execPath), 'chrome-sandbox');
    for (const complaint of [
      '[1:0/1.2:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro',
      '[1:0/1.2:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly.',
    ]) {
      const script = `console.error(${JSON.stringify(complaint)}); console.error("Trace/breakpoint trap"); process.exit(133)`;
      expect(await run(script).end).toEqual({ because: expect.stringContaining(`sudo chmod 4755 "${helper}"`) });
    }
  });

  it('that dies before it shows is told with its last words', async () => {
    const library = 'error while loading shared libraries: libnss3.so: cannot open shared object file';
    expect(await run(`console.error("[1:1121/022.0:FATAL:x.cc(1)] ${library}."); process.exit(127)`).end).toEqual({
      because: `it ended at once: ${library}`,
    });
    expect(await run('process.kill(process.pid, "SIGKILL")').end).toEqual({ because: 'it ended at once: SIGKILL' });
    expect(await run('process.exit(5)').end).toEqual({ because: 'it ended at once: exit code 5' });
    const none = await run('', { binary: join(folder(), 'none'), args: [] }).end;
    expect(none).toMatchObject({ because: expect.stringContaining('could not be started') });
  });

  /** Ends in order 50 ms after it was told to, and dies of a second signal; says by its exit code how it was. */
  const ENDS_IN_ORDER = `
    setInterval(() => {}, 1000);
    process.once('SIGTERM', () => setTimeout(() => process.exit(0), 50));
    process.stdout.write('It is open.');`;

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is told to end once, however often %s comes', async (signal) => {
    const dir = folder();
    const { end, told } = run(`${ENDS_IN_ORDER} require('node:fs').writeFileSync('${dir}/up', '')`);
    await eventually(() => expect(readdirSync(dir)).toEqual(['up']));
    for (let i = 0; i < 3; i++) process.emit(signal);
    expect(await end).toEqual({ exitCode: 0 });
    expect(told).toEqual(['Closing Trunkline. It waits for requests that are on their way, 20 s at most.']);
    expect(process.listenerCount(signal)).toBe(0);
  });

  it('is told over its local socket where that answers, and hears no signal then', async () => {
    const dir = folder();
    const path = join(dir, 'quit');
    const { end } = run(
      `process.on('SIGTERM', () => process.exit(9));
      require('node:fs').writeFileSync('${dir}/up', '');
      setInterval(() => require('node:fs').existsSync('${path}') && process.exit(0), 5);`,
      {
        quit: async () => {
          writeFileSync(path, '');
          return true;
        },
      },
    );
    await eventually(() => expect(readdirSync(dir)).toContain('up'));
    process.emit('SIGINT');
    expect(await end).toEqual({ exitCode: 0 });
  });

  it('has a session of its own, so that the terminal’s signals come to it through us alone', async () => {
    const dir = folder();
    const { end } = run(
      `require('node:fs').writeFileSync('${dir}/stat', require('node:fs').readFileSync('/proc/self/stat', 'utf8'))`,
    );
    expect(await end).toEqual({ exitCode: 0 });
    const [pid, , , , , session] = readFileSync(join(dir, 'stat'), 'utf8').split(' ');
    expect(session).toBe(pid);
  });

  it('that does not end is stopped when the time is up', async () => {
    const dir = folder();
    const { end, told } = run(
      `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
      process.stdout.write('It is open.'); require('node:fs').writeFileSync('${dir}/up', '')`,
      { limits: { giveUpMs: 20 } },
    );
    await eventually(() => expect(readdirSync(dir)).toEqual(['up']));
    process.emit('SIGINT');
    expect(await end).toEqual({ exitCode: 1 });
    expect(told.at(-1)).toContain('did not end and was stopped');
  });

  it('that shows nothing is told of', async () => {
    const { end, told } = run('setTimeout(() => process.exit(0), 100)', { limits: { slowMs: 1 } });
    await end;
    expect(told[0]).toContain('window has not come up yet');
    expect(told[0]).toContain('npm start -- --browser');
  });

  it('is not told to be plain Node', async () => {
    process.env.ELECTRON_RUN_AS_NODE = '1';
    expect(await run('process.exit(process.env.ELECTRON_RUN_AS_NODE ? 9 : 0)').end).toEqual({ exitCode: 0 });
    delete process.env.ELECTRON_RUN_AS_NODE;
  });
});

describe('the build', () => {
  const put = (root: string, path: string, at: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), at, at);
  };
  /** Folders count too: a file taken away changes what is built. */
  const age = (root: string, at: number) => {
    for (const name of ['src-main', 'src-main/core', 'src-preload', 'src-renderer'])
      utimesSync(join(root, name), at, at);
  };

  function project() {
    const root = folder();
    for (const path of ['src-main/core/a.ts', 'src-preload/index.ts', 'src-renderer/main.tsx', 'package.json']) {
      put(root, path, 1_000);
    }
    for (const path of ['out/main/index.js', 'out/main/start.js', 'out/preload/index.cjs', 'out/renderer/index.html'])
      put(root, path, 2_000);
    age(root, 1_000);
    return root;
  }

  it('is needed when a part is missing or older than any source', () => {
    expect(isBuilt(project())).toBe(true);
    for (const part of ['out/main/index.js', 'out/main/start.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
      const root = project();
      rmSync(join(root, part));
      expect([part, isBuilt(root)]).toEqual([part, false]);
    }
    for (const source of ['src-main/core/a.ts', 'src-renderer/main.tsx', 'build/start/options.ts', 'package.json']) {
      const root = project();
      put(root, source, 3_000);
      age(root, 1_000);
      expect([source, isBuilt(root)]).toEqual([source, false]);
    }
    const root = project();
    rmSync(join(root, 'src-main/core/a.ts'));
    expect(isBuilt(root)).toBe(false);
    expect(isBuilt(folder())).toBe(false);
  });

  it('that fails is told with what it said', async () => {
    const root = folder();
    const bin = join(root, 'node_modules', 'electron-vite', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'electron-vite.js'), 'console.error("no such file: x.tsx"); process.exitCode = 1');
    chmodSync(bin, 0o755);
    await expect(build(root)).rejects.toThrow('no such file: x.tsx\nTrunkline could not be built');
    writeFileSync(
      join(bin, 'electron-vite.js'),
      'require("node:fs").writeFileSync("args", process.argv.slice(2).join())',
    );
    await build(root);
    expect(readFileSync(join(root, 'args'), 'utf8')).toMatch(/^build/);
    expect(readdirSync(root)).toContain('args');
  });
});
