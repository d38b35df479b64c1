import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runDeskApp } from '../../../../src-main/shells/electron/desk-app.ts';
import { handleOtherInstance } from '../../../../src-main/shells/electron/other-instance.ts';
import { REFUSED, SHOWN } from '../../../../src-main/shells/electron/signs.ts';
import { connectLocalSocket } from '../../../../src-main/shells/shared/local-socket.ts';
import { eventChannel } from '../../../../src-preload/contract/channels.ts';
import { CommandError } from '../../../../src-preload/contract/index.ts';
import { eventually } from '../../../support/eventually.ts';
import { afterwards, folder } from '../support.ts';
import { resetFakes, running } from './desk-app-support.ts';
import {
  app,
  dialog,
  FakeContents,
  FakeEvent,
  happened,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  session,
  world,
} from './fake-electron.ts';
import { files, opened as storesOpened } from './fake-store.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
vi.mock('electron-store', () => import('./fake-store.ts'));
beforeEach(resetFakes);

describe('the desk in a window', () => {
  it('does what must come first before the app is ready, and locks before it opens', async () => {
    const { dataDir } = await running();
    expect(happened).toEqual([
      'register scheme',
      'sandbox',
      `lock in ${join(dataDir, 'window')}`,
      'wait for ready',
      'serve trunkline',
      'core',
    ]);
    expect(Object.keys(session.defaultSession.handlers).sort()).toEqual(['check', 'device', 'load', 'page', 'request']);
    expect(world.made).toHaveLength(1);
    expect(Menu.setApplicationMenu).toHaveBeenCalledOnce();
    expect(statSync(join(dataDir, 'window')).mode & 0o777).toBe(0o700);
  });

  it('locks every page that is ever made', async () => {
    const { window } = await running();
    const later = new FakeContents();
    app.emit('web-contents-created', new FakeEvent(), later);
    for (const contents of [window.webContents, later]) {
      expect(contents.openWindow('https://example.com')).toBe('denied');
      expect(contents.follow('https://example.com/')).toBe('prevented');
      expect(contents.loaded).not.toContain('https://example.com/');
    }
    expect(world.handedOver).toEqual([]);
  });

  it('hands a phone number to the system’s telephone program, once', async () => {
    const { window } = await running();
    window.webContents.follow('tel:+19165550200');
    await eventually(() => expect(world.handedOver).toEqual(['tel:+19165550200']));
  });

  it('says on stdout when it shows', async () => {
    const { window, out } = await running();
    expect(out).toEqual([]);
    window.finishLoad();
    expect(out).toEqual([`${SHOWN}\n`]);
  });

  it('is one a data folder: a second one brings it to the front', async () => {
    const { window, core } = await running();
    window.minimized = true;
    app.emit('second-instance');
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
    expect(core.closed).toBe(false);
  });

  it('ends at once where another one has the data folder', async () => {
    world.firstInstance = false;
    const startCore = vi.fn();
    const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    afterwards(() => write.mockRestore());
    const dataDir = realpathSync(folder());
    await runDeskApp({ dataDir, pageDir: folder(), preload: '/p.cjs', startCore });
    expect(write.mock.calls).toEqual([
      [`Trunkline is already starting on ${dataDir}. Its window opens in a moment.\n`],
    ]);
    expect(happened).toContain('quit');
    expect(app.exitCode).toBe(0);
    expect(startCore).not.toHaveBeenCalled();
    expect(world.made).toEqual([]);
  });

  it('tells in a dialog why it can not start, and ends', async () => {
    const startCore = () => Promise.reject(new CommandError('busy', 'Another Trunkline already works on /data.'));
    await runDeskApp({ dataDir: folder(), pageDir: folder(), preload: '/p.cjs', startCore });
    expect(vi.mocked(dialog.showErrorBox).mock.calls).toEqual([
      ['Trunkline can’t start', 'Another Trunkline already works on /data.'],
    ]);
    expect(vi.mocked(app.exit).mock.calls).toEqual([[REFUSED]]);
    expect(world.made).toEqual([]);
  });

  it('quits only when the core has let go of the data', async () => {
    const { core, dataDir } = await running();
    let release = () => {};
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    core.close = () =>
      new Promise((resolve) => {
        isAsked();
        release = () => {
          core.closed = true;
          resolve();
        };
      });
    app.quit();
    app.quit();
    await asked;
    expect(happened).not.toContain('quit');
    // A start meanwhile hears why no window opens, and a command why it is not carried out.
    const said: string[] = [];
    expect(await handleOtherInstance(dataDir, (sentence) => said.push(sentence))).toBe(REFUSED);
    expect(said).toEqual([
      expect.stringContaining(`Trunkline is closing on ${dataDir} and waiting for requests in flight`),
    ]);
    app.emit('second-instance');
    expect(Notification.shown).toEqual([expect.stringContaining('still closing')]);
    const terminal = await connectLocalSocket(dataDir);
    expect(await terminal?.call('desk.dismissNotice', {})).toMatchObject({ error: { code: 'unavailable' } });
    terminal?.close();
    release();
    await eventually(() => expect(happened.filter((what) => what === 'quit')).toHaveLength(1));
    expect(core.closed).toBe(true);
    expect(existsSync(join(dataDir, 'desk.sock'))).toBe(false);
  });

  it('quits also when the core can not end in order', async () => {
    const { core } = await running();
    core.close = async () => {
      core.closed = true;
      throw new Error('stuck');
    };
    app.quit();
    await eventually(() => expect(happened).toContain('quit'));
  });

  it('quits with its last window, except on a Mac, where it opens it again', async () => {
    const { window } = await running();
    const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    window.close();
    await eventually(() => expect(window.destroyed).toBe(true));
    expect(app.quit).not.toHaveBeenCalled();
    app.emit('activate');
    expect(world.made).toHaveLength(2);
    app.emit('activate');
    expect(world.made).toHaveLength(2);
    platform.mockRestore();
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledOnce();
  });

  it('asks the page to look again when the machine wakes', async () => {
    const { window } = await running();
    powerMonitor.emit('resume');
    expect(window.webContents.sent).toEqual([{ channel: eventChannel, value: null }]);
  });

  it('serves the terminal over the local socket', async () => {
    const { dataDir } = await running();
    const desk = await connectLocalSocket(dataDir);
    afterwards(() => desk?.close());
    expect(await desk?.call('desk.dismissNotice', {})).toEqual({ ok: true, value: {} });
    expect(await desk?.address()).toBeNull();
  });

  it('keeps preferences and the theme, and its passwords sealed and apart', async () => {
    const { invoke, dataDir, options } = await running();
    await invoke('preferences.set', { theme: 'dark' });
    expect(nativeTheme.themeSource).toBe('dark');
    expect(files.get(`${dataDir}/preferences`)).toMatchObject({ theme: 'dark', listWidth: 560, keys: {} });
    await options().secrets.set('connection:1', 'hunter2');
    expect(Object.keys(files.get(`${dataDir}/sealed`) ?? {})).toEqual(['connection:1']);
    expect(JSON.stringify([...files])).not.toContain('hunter2');
    expect(new Set(storesOpened.map(({ configFileMode }) => configFileMode))).toEqual(new Set([0o600]));
  });

  it('leaves no channel of electron-store’s open', async () => {
    await running();
    expect(storesOpened.length).toBeGreaterThan(0);
    expect(ipcMain.eventNames()).toEqual([]);
    // The name is electron-store’s own.
    expect(readFileSync('node_modules/electron-store/index.js', 'utf8')).toContain("'electron-store-get-data'");
  });

  it('ends in order with the system’s session, which asks neither before-quit nor will-quit', async () => {
    const { window, core } = await running();
    window.endSession();
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(true);
    expect(happened).not.toContain('ended by the system');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends in order by %s, however often it comes', async (signal) => {
    const { core } = await running();
    let release = () => {};
    core.close = () =>
      new Promise((resolve) => {
        release = () => {
          core.closed = true;
          resolve();
        };
      });
    for (let i = 0; i < 3; i++) process.emit(signal);
    expect(process.listenerCount(signal)).toBeGreaterThan(0);
    await eventually(() => {
      release();
      expect(happened.filter((what) => what === 'quit')).toHaveLength(1);
    });
    expect(core.closed).toBe(true);
  });

  it('ends in order when it is told to over the local socket', async () => {
    const { core, dataDir } = await running();
    const desk = await connectLocalSocket(dataDir);
    expect(await desk?.life()).toBe('open');
    expect(await desk?.quit()).toBe(true);
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(true);
  });
});
