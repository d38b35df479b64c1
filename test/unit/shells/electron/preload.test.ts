import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventChannel } from '../../../../src-preload/contract/channels.ts';
import { contextBridge, exposed, ipcRenderer, startAnew, webUtils } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

interface Exposed {
  call(command: unknown, input: unknown): Promise<unknown>;
  on(listener: unknown): () => void;
  pathOf(file: File): string;
}
let trunkline: Exposed;
let exposures: unknown[];

beforeAll(async () => {
  await import('../../../../src-preload/index.ts');
  exposures = contextBridge.exposeInMainWorld.mock.calls.map(([name]) => name);
  trunkline = exposed.trunkline as Exposed;
});
beforeEach(startAnew);

describe('what the page gets of Electron', () => {
  it('is call() and on(), and the path of a file that the person dropped; nothing else', () => {
    expect(exposures).toEqual(['trunkline']);
    expect(Object.keys(trunkline).sort()).toEqual(['call', 'on', 'pathOf']);
    const file = new File(['x'], 'list.csv');
    expect(trunkline.pathOf(file)).toBe('/dropped/list.csv');
    expect(webUtils.getPathForFile).toHaveBeenCalledWith(file);
  });

  it('sends commands of the contract on their own channel, and no other name', async () => {
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: true, value: { path: 1 } });
    expect(await trunkline.call('desk.status', { a: 1 })).toEqual({ ok: true, value: { path: 1 } });
    expect(ipcRenderer.invoke.mock.calls).toEqual([['trunkline:desk.status', { a: 1 }]]);
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
    ipcRenderer.invoke.mockRejectedValueOnce(new Error("Error invoking remote method 'x': secret detail"));
    const lost = await trunkline.call('desk.status', {});
    expect(lost).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(JSON.stringify(lost)).not.toContain('secret detail');
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: 'maybe' });
    expect(await trunkline.call('desk.status', {})).toMatchObject({ ok: false, error: { code: 'failed' } });
    ipcRenderer.invoke.mockResolvedValueOnce({ ok: false, error: { code: 'busy', message: 'Wait.' } });
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
