import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runDeskApp } from '../../../../src-main/shells/electron/desk-app.ts';
import { SHOWN } from '../../../../src-main/shells/electron/signs.ts';
import { goChannel } from '../../../../src-preload/contract/channels.ts';
import { eventually } from '../../../support/eventually.ts';
import { news } from '../shared/offer-news.ts';
import { afterwards, folder } from '../support.ts';
import { coreThatOffers, coreThatSends, resetFakes, running } from './desk-app-support.ts';
import {
  app,
  dialog,
  FakeEvent,
  happened,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  shell,
  Tray,
  world,
} from './fake-electron.ts';
import { disk, files } from './fake-store.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
vi.mock('electron-store', () => import('./fake-store.ts'));
beforeEach(resetFakes);

describe('the desk in a window, and the system around it', () => {
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
