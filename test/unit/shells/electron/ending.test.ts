import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endInOrder } from '../../../../src-main/shells/electron/ending.ts';
import { eventually } from '../../../support/eventually.ts';
import { app, FakeWindow, happened, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);

function ending(withinMs?: number) {
  const said: string[] = [];
  const kill = vi.fn();
  const one = endInOrder({
    say: (sentence) => said.push(sentence),
    kill,
    ...(withinMs === undefined ? {} : { withinMs }),
  });
  return { one, said, kill };
}

describe('the end of the app', () => {
  it('closes the windows first, then what was started, last first, and only then ends', async () => {
    const { one, kill } = ending();
    new FakeWindow({ webPreferences: {} }).on('closed', () => happened.push('window'));
    for (const name of ['core', 'socket']) {
      one.ends({
        async close() {
          await Promise.resolve();
          happened.push(name);
        },
      });
    }
    expect(one.life()).toBe('open');
    app.quit();
    expect(one.isQuitting()).toBe(true);
    expect(one.life()).toBe('closing');
    await eventually(() => expect(happened).toContain('quit'));
    expect(happened).toEqual(['window', 'socket', 'core', 'quit']);
    expect(kill).not.toHaveBeenCalled();
  });

  it('does not wait for ever for a core that never closes: the process is ended, and its lock with it', async () => {
    const { one, said, kill } = ending(5);
    one.ends({ close: () => new Promise(() => {}) });
    app.quit();
    await eventually(() => expect(kill).toHaveBeenCalledOnce());
    expect(said).toEqual([expect.stringContaining('Trunkline did not stop within 0.005 s and was stopped.')]);
  });

  it('comes also where something can not be closed in order, and says why', async () => {
    const { one, said } = ending();
    one.ends({ close: () => Promise.reject(new Error('stuck')) });
    app.quit();
    await eventually(() => expect(happened).toContain('quit'));
    expect(said).toEqual(['Error: stuck']);
  });

  it('leaves no listener of signals behind', async () => {
    const before = process.listenerCount('SIGTERM');
    const { one } = ending();
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    one.quit();
    expect(one.life()).toBe('closing');
    await eventually(() => expect(happened).toContain('quit'));
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
