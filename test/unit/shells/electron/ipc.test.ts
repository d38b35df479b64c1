import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { serveIpc } from '../../../../src-main/shells/electron/ipc.ts';
import { channels, dropChannel, eventChannel } from '../../../../src-preload/contract/channels.ts';
import { commands } from '../../../../src-preload/contract/index.ts';
import { folder, handMadeCore, handMadeDesk } from '../support.ts';
import { FakeContents, FakeWindow, ipcMain, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);

function serving(answer: unknown = {}) {
  const core = handMadeCore(() => ({ ok: true, value: answer }));
  const window = new FakeWindow({ webPreferences: {} });
  const state: { window: FakeWindow | null } = { window };
  const desk = handMadeDesk(core);
  serveIpc(desk, () => state.window as unknown as BrowserWindow | null);
  const trusted = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
  const invoke = async (command: string, input: unknown, event: unknown = trusted) => {
    const handler = ipcMain.handlers.get(`trunkline:${command}`);
    if (!handler) throw new Error(`nothing handles ${command}`);
    return handler(event, input);
  };
  return { core, window, state, desk, trusted, invoke };
}

describe('the channels', () => {
  it('are one for each command of the contract and one for files that were dropped, the same on both sides, and no other', () => {
    serving();
    expect([...ipcMain.handlers.keys()].sort()).toEqual([...Object.values(channels), dropChannel].sort());
    expect(Object.keys(channels).sort()).toEqual(Object.keys(commands).sort());
    expect(new Set(Object.values(channels)).size).toBe(Object.keys(commands).length);
    expect(Object.values<string>(channels)).not.toContain(eventChannel);
  });

  it('are touched by one file on each side', () => {
    const shell = 'src-main/shells/electron';
    const touching = readdirSync(shell).filter((name) => /\bipcMain\b/.test(readFileSync(join(shell, name), 'utf8')));
    expect(touching).toEqual(['ipc.ts']);
    const page = readdirSync('src-preload', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => /\bipcRenderer\b/.test(readFileSync(join('src-preload', name), 'utf8')));
    expect(page).toEqual(['index.ts']);
  });

  it('are served once: a second serving throws', () => {
    const { desk } = serving();
    expect(() => serveIpc(desk, () => null)).toThrow('second handler');
  });
});

describe('a call of the window', () => {
  it('is parsed on its way in and on its way out', async () => {
    const { invoke, core } = serving({ added: 2, known: 0, unreadable: [], secret: 'x' });
    expect(await invoke('dnc.add', { phones: ['1'], stranger: 1 })).toEqual({
      ok: true,
      value: { added: 2, known: 0, unreadable: [] },
    });
    expect(core.asked).toEqual([{ command: 'dnc.add', input: { phones: ['1'], source: 'typed in' } }]);
    expect(await invoke('dnc.add', { phones: 'all' })).toMatchObject({ ok: false, error: { field: 'phones' } });
    expect(await invoke('dnc.remove', { phones: ['1'] })).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(core.asked).toHaveLength(2);
  });

  it('is taken from the main frame of the desk’s own window, on its own page, and from nobody else', async () => {
    const { invoke, core, window, state, trusted } = serving();
    const main = window.webContents.mainFrame;
    const other = new FakeContents();
    const strangers = {
      'another window': { ...trusted, sender: other },
      'another window and its frame': { sender: other, senderFrame: other.mainFrame },
      'a frame inside the page': { ...trusted, senderFrame: { url: main.url, parent: main } },
      'a frame that is gone': { ...trusted, senderFrame: null },
      'another page': { ...trusted, senderFrame: { ...main, url: 'https://example.com/' } },
      'another host': { ...trusted, senderFrame: { ...main, url: 'trunkline://evil/' } },
      'a name that looks like ours': { ...trusted, senderFrame: { ...main, url: 'trunkline://desk.evil/' } },
      'a file': { ...trusted, senderFrame: { ...main, url: 'file:///desk/' } },
      'no page yet': { ...trusted, senderFrame: { ...main, url: '' } },
    };
    for (const [who, event] of Object.entries(strangers)) {
      for (const command of Object.keys(commands)) {
        await expect(invoke(command, {}, event), who).rejects.toThrow('is not allowed to use');
      }
    }
    window.destroyed = true;
    await expect(invoke('desk.dismissNotice', {})).rejects.toThrow('is not allowed to use');
    state.window = null;
    await expect(invoke('desk.dismissNotice', {})).rejects.toThrow('is not allowed to use');
    expect(core.asked).toEqual([]);
  });

  it('works from a trusted frame', async () => {
    const { invoke } = serving();
    expect(await invoke('desk.dismissNotice', {})).toEqual({ ok: true, value: {} });
  });
});

describe('a file that is dropped on the window', () => {
  const dropped = (path: unknown, event: unknown) => ipcMain.handlers.get(dropChannel)?.(event, path);

  it('may be named by the page from then on, as long as it is that very file; no other may', async () => {
    const { invoke, trusted, core } = serving({
      ...{ added: 0, known: 0, removed: 0, kept: 0, mayCall: 0, unreadable: 0, refused: [], column: '' },
    });
    const dir = folder();
    const [list, other] = [join(dir, 'list.csv'), join(dir, 'other.csv')];
    for (const path of [list, other]) writeFileSync(path, 'phone\n');
    expect(await invoke('dnc.import', { path: list })).toMatchObject({
      ok: false,
      error: { code: 'file', field: 'path' },
    });
    expect(await dropped(list, trusted)).toEqual({ ok: true, value: list });
    expect(await invoke('dnc.import', { path: list })).toMatchObject({ ok: true });
    for (const path of [other, `${dir}/./list.csv`, `${dir}//list.csv`, '/etc/passwd', '']) {
      expect(await invoke('dnc.import', { path })).toMatchObject({ ok: false, error: { code: 'file' } });
    }
    renameSync(other, list);
    expect(await invoke('dnc.import', { path: list })).toMatchObject({ ok: false, error: { code: 'file' } });
    rmSync(list);
    symlinkSync('/etc/passwd', list);
    expect(await invoke('dnc.import', { path: list })).toMatchObject({ ok: false, error: { code: 'file' } });
    expect(core.asked).toEqual([{ command: 'dnc.import', input: { path: list } }]);
  });

  it('is refused where it is a folder, is gone, is the desk’s own, or comes from another page', async () => {
    const { trusted, window } = serving();
    const dir = folder();
    const own = join(dir, 'vault.json');
    for (const path of [own, join(dir, 'owner.lock')]) writeFileSync(path, '{}');
    symlinkSync(own, join(folder(), 'link.csv'));
    for (const path of [dir, join(dir, 'none.csv'), own, '\0', '', null, 7, {}]) {
      expect(await dropped(path, trusted)).toMatchObject({ ok: false, error: { code: 'file' } });
    }
    const framed = { ...trusted, senderFrame: { url: 'trunkline://desk/', parent: window.webContents.mainFrame } };
    expect(() => dropped(own, framed)).toThrow('is not allowed to use');
  });

  it('is never one to write to', async () => {
    const { invoke, trusted } = serving({ path: '', rows: 0 });
    const list = join(folder(), 'list.csv');
    writeFileSync(list, 'phone\n');
    await dropped(list, trusted);
    expect(await invoke('jobs.export', { path: list })).toMatchObject({ ok: false, error: { code: 'file' } });
    expect(await invoke('jobs.export', {})).toMatchObject({ ok: true });
  });
});

describe('events', () => {
  it('go to the window that is there', () => {
    const { core, window, state } = serving();
    core.emit({ topic: 'jobs' });
    core.emit(null);
    expect(window.webContents.sent).toEqual([
      { channel: eventChannel, value: { topic: 'jobs' } },
      { channel: eventChannel, value: null },
    ]);
    window.destroyed = true;
    core.emit(null);
    state.window = null;
    core.emit(null);
    expect(window.webContents.sent).toHaveLength(2);
  });
});
