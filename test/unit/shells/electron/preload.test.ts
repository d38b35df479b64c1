import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropChannel, eventChannel, goChannel } from '../../../../src-preload/contract/channels.ts';
import { contextBridge, exposed, ipcRenderer, startAnew, webUtils } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

interface Exposed {
  call(command: unknown, input: unknown): Promise<unknown>;
  on(listener: unknown): () => void;
  take(file: File): Promise<unknown>;
}
let trunkline: Exposed;
let exposures: unknown[];
let goTo: (event: unknown, at: unknown) => void;

beforeAll(async () => {
  await import('../../../../src-preload/index.ts');
  exposures = vi.mocked(contextBridge.exposeInMainWorld).mock.calls.map(([name]) => name);
  trunkline = exposed.trunkline as Exposed;
  goTo = ipcRenderer.listeners(goChannel)[0] as typeof goTo;
});
beforeEach(startAnew);

describe('what the page gets of Electron', () => {
  it('is shown another of its addresses by what stands behind # alone, and no other page', () => {
    const location = { hash: '#/offers', href: 'trunkline://desk/#/offers' };
    vi.stubGlobal('location', location);
    goTo({}, '/offers/11');
    expect(location).toEqual({ hash: '/offers/11', href: 'trunkline://desk/#/offers' });
    for (const at of ['https://example.com/', 'javascript:1', '', null, 7, undefined]) goTo({}, at);
    expect(location.hash).toBe('/offers/11');
    vi.unstubAllGlobals();
  });

  it('is call() and on(), and the handing over of a file that the person dropped; nothing else', async () => {
    expect(exposures).toEqual(['trunkline']);
    expect(Object.keys(trunkline).sort()).toEqual(['call', 'on', 'take']);
    const file = new File(['x'], 'list.csv');
    vi.mocked(ipcRenderer.invoke).mockResolvedValueOnce({ ok: true, value: '/dropped/list.csv' });
    expect(await trunkline.take(file)).toEqual({ ok: true, value: '/dropped/list.csv' });
    expect(webUtils.getPathForFile).toHaveBeenCalledWith(file);
    expect(vi.mocked(ipcRenderer.invoke).mock.calls).toEqual([[dropChannel, '/dropped/list.csv']]);
  });

  it('hands over no file that a script has made, and no path', async () => {
    vi.mocked(webUtils.getPathForFile).mockReturnValueOnce('');
    expect(await trunkline.take(new File(['x'], 'made.csv'))).toBe(null);
    // As Electron does with what is no file.
    vi.mocked(webUtils.getPathForFile).mockImplementationOnce(() => {
      throw new TypeError('not a File');
    });
    await expect(trunkline.take('/etc/passwd' as unknown as File)).rejects.toThrow(TypeError);
    expect(ipcRenderer.invoke).not.toHaveBeenCalled();
  });

  it('sends commands of the contract on their own channel, and no other name', async () => {
    vi.mocked(ipcRenderer.invoke).mockResolvedValueOnce({ ok: true, value: { path: 1 } });
    expect(await trunkline.call('desk.status', { a: 1 })).toEqual({ ok: true, value: { path: 1 } });
    expect(vi.mocked(ipcRenderer.invoke).mock.calls).toEqual([['trunkline:desk.status', { a: 1 }]]);
    for (const name of [
      'trunkline:desk.status',
      'electron-store-get-data',
      '__proto__',
      'constructor',
      '',
      7,
      null,
      {},
      [],
    ]) {
      expect(await trunkline.call(name, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    }
    expect(ipcRenderer.invoke).toHaveBeenCalledOnce();
  });

  it('answers always in the form of a reply', async () => {
    vi.mocked(ipcRenderer.invoke).mockRejectedValueOnce(new Error("Error invoking remote method 'x': secret detail"));
    const lost = await trunkline.call('desk.status', {});
    expect(lost).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(JSON.stringify(lost)).not.toContain('secret detail');
    vi.mocked(ipcRenderer.invoke).mockResolvedValueOnce({ ok: 'maybe' });
    expect(await trunkline.call('desk.status', {})).toMatchObject({ ok: false, error: { code: 'failed' } });
    vi.mocked(ipcRenderer.invoke).mockResolvedValueOnce({ ok: false, error: { code: 'busy', message: 'Wait.' } });
    expect(await trunkline.call('desk.status', {})).toEqual({ ok: false, error: { code: 'busy', message: 'Wait.' } });
  });

  it('hears events of the contract, without the raw event, until it stops', () => {
    const heard: unknown[][] = [];
    const stop = trunkline.on((...args: unknown[]) => heard.push(args));
    const sender = { sender: 'raw' };
    ipcRenderer.emit(eventChannel, sender, { topic: 'jobs', extra: 1 });
    ipcRenderer.emit(eventChannel, sender, { topic: 'nonsense' });
    ipcRenderer.emit(eventChannel, sender, null);
    stop();
    ipcRenderer.emit(eventChannel, sender, null);
    expect(heard).toEqual([[{ topic: 'jobs' }], [null]]);
    expect(ipcRenderer.listenerCount(eventChannel)).toBe(0);
    expect(() => trunkline.on('no function')).toThrow(TypeError);
  });
});
