import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreHost, CoreHostOptions } from '../../../../src-main/core/host.ts';
import { runDeskApp } from '../../../../src-main/shells/electron/desk-app.ts';
import { handleOtherInstance } from '../../../../src-main/shells/electron/other-instance.ts';
import { REFUSED, SHOWN } from '../../../../src-main/shells/electron/signs.ts';
import { refusal } from '../../../../src-main/shells/shared/desk.ts';
import { connectLocalSocket } from '../../../../src-main/shells/shared/local-socket.ts';
import { eventChannel, goChannel } from '../../../../src-preload/contract/channels.ts';
import { CommandError } from '../../../../src-preload/contract/index.ts';
import type { OfferNews } from '../../../../src-preload/contract/offer-notices.ts';
import { eventually } from '../../../support/eventually.ts';
import { news, SETTINGS } from '../shared/offer-news.ts';
import { afterwards, folder, handMadeCore } from '../support.ts';
import { statusOf } from './desk-status.ts';
import {
  app,
  dialog,
  FakeContents,
  FakeEvent,
  type FakeWindow,
  happened,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  session,
  shell,
  startAnew,
  Tray,
  world,
} from './fake-electron.ts';
import { disk, files, opened as storesOpened } from './fake-store.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
vi.mock('electron-store', () => import('./fake-store.ts'));
beforeEach(() => {
  startAnew();
  files.clear();
  storesOpened.length = 0;
});

async function running(answers: { arrivals?: OfferNews['arrivals'] } = {}) {
  const dataDir = realpathSync(folder());
  const offers = { alerts: [], settings: SETTINGS, ...answers };
  const core = handMadeCore((command) => {
    if (command === 'desk.status') return { ok: true, value: statusOf(0) };
    const [, about = ''] = /^offers\.(.+)$/.exec(command) ?? [];
    if (about in offers) return { ok: true, value: offers[about as keyof typeof offers] };
    if (command === 'agents.list') return { ok: true, value: { me: 'Bo', agents: ['Bo'] } };
    return about === '' ? { ok: true, value: {} } : refusal(new CommandError('not-found', 'No offers here.'));
  });
  let given: CoreHostOptions | undefined;
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const error = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  afterwards(() => {
    write.mockRestore();
    error.mockRestore();
  });
  await runDeskApp({
    dataDir,
    pageDir: folder(),
    preload: '/preload.cjs',
    limits: { lookMs: 1 },
    async startCore(options) {
      happened.push('core');
      given = options;
      return core;
    },
  });
  const [window] = world.made;
  afterwards(async () => {
    app.quit();
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(given !== undefined);
  });
  const invoke = async (command: string, input: unknown) => {
    const contents = window?.webContents;
    return ipcMain.handlers.get(`trunkline:${command}`)?.(
      { sender: contents, senderFrame: contents?.mainFrame },
      input,
    );
  };
  return { dataDir, core, out, invoke, window: window as FakeWindow, options: () => given as CoreHostOptions };
}

/** The same core while it has rows to send. */
const coreThatSends =
  (call: CoreHost['call'], rows: number): CoreHost['call'] =>
  async (command, input) =>
    command === 'desk.status' ? { ok: true, value: statusOf(rows) } : call(command, input);

/** The same core once a lead was offered. */
const coreThatOffers =
  (call: CoreHost['call']): CoreHost['call'] =>
  async (command, input) =>
    command === 'offers.arrivals' ? { ok: true, value: news({ arrived: 1 }).arrivals } : call(command, input);

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

  it('is known to the system by its name, before it is ready', async () => {
    await running();
    expect(app.userModelId).toBe('desk.trunkline.app');
    expect(readFileSync('build/electron-builder.yml', 'utf8')).toContain('appId: desk.trunkline.app');
    expect(app.desktopName).toBe('trunkline.desktop');
  });

  it('does not wait for ever for Electron to become ready', async () => {
    world.neverReady = true;
    const startCore = vi.fn();
    const options = { dataDir: folder(), pageDir: folder(), preload: '/p.cjs', startCore, limits: { readyMs: 5 } };
    await expect(runDeskApp(options)).rejects.toThrow('did not become ready within 0.005 s');
    expect(startCore).not.toHaveBeenCalled();
  });

  it('asks for files by the system’s dialog and shows what it has written in its folder', async () => {
    const { invoke, dataDir } = await running();
    expect(await invoke('files.choose', { purpose: 'dial-list' })).toEqual({
      ok: true,
      value: { supported: true, path: null },
    });
    expect(vi.mocked(dialog.showOpenDialog).mock.lastCall?.[1]).not.toHaveProperty('defaultPath');
    const lists = folder();
    const list = join(lists, 'list.csv');
    writeFileSync(list, 'phone\n');
    vi.mocked(dialog.showOpenDialog).mockResolvedValueOnce({ canceled: false, filePaths: [list] });
    expect(await invoke('files.choose', { purpose: 'do-not-call' })).toEqual({
      ok: true,
      value: { supported: true, path: list },
    });
    await invoke('files.choose', { purpose: 'dial-list' });
    expect(vi.mocked(dialog.showOpenDialog).mock.lastCall?.[1]).toMatchObject({ defaultPath: lists });
    rmSync(lists, { recursive: true });
    await invoke('files.choose', { purpose: 'dial-list' });
    expect(vi.mocked(dialog.showOpenDialog).mock.lastCall?.[1]).not.toHaveProperty('defaultPath');
    mkdirSync(join(dataDir, 'exports'));
    const path = join(dataDir, 'exports', 'rejects.csv');
    writeFileSync(path, '');
    expect(await invoke('files.reveal', { path })).toEqual({ ok: true, value: { download: null } });
    expect(await invoke('files.reveal', { path: '/etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    expect(vi.mocked(shell.showItemInFolder).mock.calls).toEqual([[path]]);
  });

  it('tells the operator of trouble, whatever window is in front', async () => {
    const { options } = await running();
    options().onTrouble?.('Trunkline’s core stopped and is being restarted.');
    expect(Notification.shown).toEqual(['Trunkline’s core stopped and is being restarted.']);
  });

  it('a click on the notice of an offer brings the window to the front at that offer, and opens one where none is', async () => {
    const answers = { arrivals: news({}).arrivals };
    const { core, window, dataDir } = await running(answers);
    await eventually(() => expect(files.get(`${dataDir}/offers-told`)).toMatchObject({ told: { latest: 10 } }));
    Object.assign(core, { call: coreThatOffers(core.call) });
    core.emit({ topic: 'offers' });
    await eventually(() => expect(Notification.made).toHaveLength(1));
    const [notice] = Notification.made;
    window.minimized = true;
    notice?.emit('click');
    // A page that is still being loaded is told once it is there.
    const told = () => window.webContents.sent.filter(({ channel }) => channel === goChannel);
    expect(told()).toEqual([]);
    window.finishLoad();
    expect(told()).toEqual([{ channel: goChannel, value: '/offers/11' }]);
    // Clicked again, and once more at the address that is shown: the page is never loaded anew.
    notice?.emit('click');
    window.webContents.follow('trunkline://desk/#/offers/11');
    notice?.emit('click');
    expect(told()).toHaveLength(3);
    expect(window.webContents.loaded).toEqual(['trunkline://desk/']);
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledTimes(3);
    const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    window.close();
    await eventually(() => expect(window.destroyed).toBe(true));
    platform.mockRestore();
    notice?.emit('click');
    expect(world.made[1]?.webContents.loaded).toEqual(['trunkline://desk/#/offers/11']);
  });

  it('a window that is closed while rows are sent goes on in the tray, and ends once they are sent', async () => {
    const { core, window } = await running();
    const call = core.call;
    Object.assign(core, { call: coreThatSends(call, 1200) });
    core.emit({ topic: 'jobs' });
    await eventually(() => expect([...powerSaveBlocker.started.values()]).toEqual(['prevent-app-suspension']));
    window.finishLoad();
    window.close();
    await eventually(() => expect(window.visible).toBe(false));
    expect(window.destroyed).toBe(false);
    expect(Notification.shown).toEqual([expect.stringMatching(/background: 1,200 rows to send.*tray/)]);
    expect(Tray.made).toHaveLength(1);
    app.emit('second-instance');
    expect(window.visible).toBe(true);
    expect(Tray.made[0]?.destroyed).toBe(true);
    window.close();
    await eventually(() => expect(window.visible).toBe(false));
    Object.assign(core, { call });
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(true);
    expect(powerSaveBlocker.started.size).toBe(0);
  });

  it('a quit that is asked for is not held back by what is to be sent', async () => {
    const { core, window } = await running();
    Object.assign(core, { call: coreThatSends(core.call, 3) });
    app.quit();
    await eventually(() => expect(happened).toContain('quit'));
    expect(window.destroyed).toBe(true);
    expect(Tray.made).toEqual([]);
  });

  it('ends in order when the system shuts down, which waits for it', async () => {
    const { core } = await running();
    const event = new FakeEvent();
    powerMonitor.emit('shutdown', event);
    expect(event.defaultPrevented).toBe(true);
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(true);
  });

  it('starts and shows its window also where the disk takes nothing', async () => {
    disk.isFull = true;
    afterwards(() => {
      disk.isFull = false;
    });
    const { window, invoke, options, out } = await running();
    window.finishLoad();
    expect(out).toEqual([`${SHOWN}\n`]);
    expect(await invoke('preferences.get', {})).toMatchObject({ ok: true, value: { theme: 'system' } });
    expect(await invoke('files.choose', { purpose: 'dial-list' })).toMatchObject({ ok: true });
    window.close();
    await eventually(() => expect(window.destroyed).toBe(true));
    // What would be lost is refused, with the disk's own words.
    await expect(options().secrets.set('connection:1', 'x')).rejects.toThrow('ENOSPC');
  });
});
