import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Background } from '../../../../src-main/shells/electron/background.ts';
import { setMenu } from '../../../../src-main/shells/electron/menu.ts';
import { app, FakeWindow, Menu, startReady, Tray, world } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);
afterEach(() => {
  vi.useRealTimers();
});

function hidden({ rows = 5, whenClosed = 'send-on' as 'send-on' | 'quit' } = {}) {
  const state = { rows, whenClosed, quitting: false, answers: true };
  const said: string[] = [];
  const window = new FakeWindow({ webPreferences: {} });
  const asWindow = window as unknown as BrowserWindow;
  app.on('before-quit', () => {
    state.quitting = true;
  });
  const background = new Background({
    look: () =>
      state.answers ? Promise.resolve({ isSending: state.rows > 0, rows: state.rows }) : new Promise(() => {}),
    whenClosed: () => state.whenClosed,
    isQuitting: () => state.quitting,
    toFront: () => window.show(),
    notify: (sentence) => said.push(sentence),
  });
  background.watch(asWindow);
  const turns = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return { state, said, window, background, turns, byKey: () => background.closeByKey(asWindow) };
}

describe('a window that is closed', () => {
  it('ends the desk where there is nothing to send', async () => {
    const { window, turns, said } = hidden({ rows: 0 });
    window.close();
    window.close();
    await turns();
    expect(window.destroyed).toBe(true);
    expect(said).toEqual([]);
    expect(world.happened).toContain('quit');
  });

  it('goes on in the tray while there is, and says so', async () => {
    const { window, turns, said } = hidden({ rows: 1 });
    window.close();
    window.close();
    await turns();
    expect(window.destroyed).toBe(false);
    expect(window.visible).toBe(false);
    expect(said).toEqual([
      'Trunkline keeps running in the background: 1 row to send. Open it from the tray or start it again; it quits when they are sent.',
    ]);
    expect(Tray.made).toHaveLength(1);
    expect(app.quit).not.toHaveBeenCalled();
  });

  it('ends in order where that is the setting, and says so', async () => {
    const { window, turns, said } = hidden({ rows: 12_000, whenClosed: 'quit' });
    window.close();
    await turns();
    expect(window.destroyed).toBe(true);
    expect(said).toEqual(['Trunkline is quitting: 12,000 rows are waiting and will be sent when you start it again.']);
  });

  it('by Ctrl+W never ends a desk that is sending, whatever the setting', async () => {
    const { window, turns, byKey, state } = hidden({ whenClosed: 'quit' });
    byKey();
    await turns();
    expect(window.destroyed).toBe(false);
    expect(window.visible).toBe(false);
    window.show();
    // The button does as it is set, also after the key.
    window.close();
    await turns();
    expect(window.destroyed).toBe(true);
    expect(state.whenClosed).toBe('quit');
  });

  it('by Ctrl+W ends a desk that has nothing to send', async () => {
    const { window, turns, byKey } = hidden({ rows: 0 });
    byKey();
    await turns();
    expect(window.destroyed).toBe(true);
  });

  it('is not held back by a core that does not answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { window, turns, state } = hidden();
    state.answers = false;
    window.close();
    await turns();
    expect(window.destroyed).toBe(false);
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(window.destroyed).toBe(true);
  });

  it('is not held back where the app quits', async () => {
    const { window, turns } = hidden();
    app.quit();
    await turns();
    expect(window.destroyed).toBe(true);
    expect(world.happened).toContain('quit');
  });
});

describe('a desk in the tray', () => {
  it('comes back by its icon and its menu, and ends by it', async () => {
    const { window, turns } = hidden();
    for (const open of ['click', 'Open Trunkline']) {
      window.close();
      await turns();
      const tray = Tray.made.at(-1);
      const menu = tray?.menu as Array<{ label: string; click: () => void }>;
      if (open === 'click') tray?.emit('click');
      else menu.find(({ label }) => label === open)?.click();
      expect(window.visible).toBe(true);
      expect(tray?.destroyed).toBe(true);
    }
    window.close();
    await turns();
    const menu = Tray.made.at(-1)?.menu as Array<{ label: string; click: () => void }>;
    menu.find(({ label }) => label === 'Quit')?.click();
    await turns();
    expect(window.destroyed).toBe(true);
    expect(Tray.made.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('ends when all is sent, and only there', async () => {
    const { window, turns, background, said } = hidden();
    background.sends(false);
    expect(app.quit).not.toHaveBeenCalled();
    window.close();
    await turns();
    background.sends(true);
    expect(app.quit).not.toHaveBeenCalled();
    background.sends(false);
    expect(said.at(-1)).toBe('All rows are sent. Trunkline has closed.');
    expect(app.quit).toHaveBeenCalledOnce();
  });
});

describe('the menu', () => {
  interface Item {
    readonly role?: string;
    readonly label?: string;
    readonly accelerator?: string;
    readonly submenu?: Item[];
    readonly click?: (item: unknown, window: unknown) => void;
  }
  function items(platform: NodeJS.Platform) {
    const closed: unknown[] = [];
    setMenu(app as never, (window) => closed.push(window), platform);
    const menu = vi.mocked(Menu.setApplicationMenu).mock.lastCall?.[0] as Item[];
    return { closed, all: menu.flatMap((item) => [item, ...(item.submenu ?? [])]) };
  }

  it('closes a window by Ctrl+W through the desk, and by no role that would close it at once', () => {
    for (const platform of ['linux', 'win32'] as const) {
      const { all, closed } = items(platform);
      expect(all.filter(({ role }) => role === 'close' || role === 'windowMenu')).toEqual([]);
      const close = all.find(({ accelerator }) => accelerator === 'CmdOrCtrl+W');
      const window = new FakeWindow({ webPreferences: {} });
      close?.click?.({}, window);
      close?.click?.({}, undefined);
      expect(closed).toEqual([window]);
    }
    expect(items('darwin').all.some(({ role }) => role === 'close')).toBe(true);
  });
});
