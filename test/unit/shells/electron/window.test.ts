import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWindow } from '../../../../src-main/shells/electron/window.ts';
import { app, dialog, screen, startReady, world } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);
afterEach(() => {
  vi.useRealTimers();
});

function opened(place?: unknown) {
  const held: { place?: unknown } = { place };
  let shown = 0;
  openWindow({
    preload: '/out/preload/index.cjs',
    places: { get: (name) => held[name], set: (name, value) => void Object.assign(held, { [name]: value }) },
    onShown: () => {
      shown++;
    },
  });
  const [window] = world.made;
  if (!window) throw new Error('no window');
  return { window, held, shown: () => shown };
}

describe('the window', () => {
  it('shuts the page off from Node and from the rest of the web', () => {
    const { window } = opened();
    expect(window.options.webPreferences).toMatchObject({
      preload: '/out/preload/index.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    expect(window.webContents.loaded).toEqual(['trunkline://desk/']);
  });

  it('has developer tools in a checkout only', () => {
    expect(opened().window.options.webPreferences.devTools).toBe(true);
    startReady();
    app.isPackaged = true;
    expect(opened().window.options.webPreferences.devTools).toBe(false);
  });

  it('shows once there is something to see', () => {
    const { window, shown } = opened();
    expect(window.options.show).toBe(false);
    expect(window.show).not.toHaveBeenCalled();
    window.finishLoad();
    expect(window.show).toHaveBeenCalledOnce();
    expect(shown()).toBe(1);
  });

  it('shows on Wayland, where ready-to-show comes only for a window that is shown', () => {
    world.wayland = true;
    const { window, shown } = opened();
    window.finishLoad();
    expect(window.show).toHaveBeenCalledOnce();
    expect(shown()).toBe(1);
  });

  it('shows where the page can not be loaded, and where nothing is heard of it', () => {
    const failed = opened();
    failed.window.webContents.failLoad(-6);
    expect(failed.shown()).toBe(1);
    startReady();
    vi.useFakeTimers();
    const silent = opened();
    vi.advanceTimersByTime(3_999);
    expect(silent.shown()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(silent.shown()).toBe(1);
    silent.window.finishLoad();
    expect(silent.shown()).toBe(1);
    startReady();
    const gone = opened();
    gone.window.destroy();
    vi.advanceTimersByTime(10_000);
    expect(gone.shown()).toBe(0);
  });

  it('comes back where it was, maximized if it was', () => {
    const place = { x: 100, y: 50, width: 1100, height: 720, maximized: true };
    const { window } = opened(place);
    expect(window.options).toMatchObject({ x: 100, y: 50, width: 1100, height: 720 });
    window.finishLoad();
    expect(window.maximize).toHaveBeenCalledOnce();
  });

  it('opens in the middle where that place is gone or makes no sense', () => {
    for (const place of [
      undefined,
      { x: 5000, y: 50, width: 1100, height: 720, maximized: false },
      { x: -1090, y: 50, width: 1100, height: 720, maximized: false },
      { x: 100, y: 1070, width: 1100, height: 720, maximized: false },
      { x: 100, y: 50, width: 3, height: 720, maximized: false },
      { x: 'left', y: 50, width: 1100, height: 720, maximized: false },
    ]) {
      startReady();
      const { window } = opened(place);
      expect(window.options).toMatchObject({ width: 1280, height: 800 });
      expect(window.options).not.toHaveProperty('x');
    }
    startReady();
    vi.mocked(screen.getAllDisplays).mockReturnValueOnce([
      { workArea: { x: 0, y: 0, width: 1920, height: 1080 } },
      { workArea: { x: 4800, y: 0, width: 1920, height: 1080 } },
    ]);
    expect(opened({ x: 5000, y: 50, width: 1100, height: 720, maximized: false }).window.options).toMatchObject({
      x: 5000,
    });
  });

  it('writes its place when it has come to rest and when it closes', () => {
    vi.useFakeTimers();
    const { window, held } = opened();
    for (let i = 0; i < 20; i++) {
      window.emit('move');
      vi.advanceTimersByTime(100);
    }
    expect(held.place).toBeUndefined();
    vi.advanceTimersByTime(400);
    expect(held.place).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: false });
    window.bounds = { x: 1, y: 2, width: 900, height: 600 };
    window.maximized = true;
    window.emit('close', { preventDefault() {} });
    expect(held.place).toEqual({ x: 1, y: 2, width: 900, height: 600, maximized: true });
    window.bounds = { x: 9, y: 9, width: 900, height: 600 };
    window.emit('resize');
    window.destroy();
    vi.runAllTimers();
    expect(held.place).toMatchObject({ x: 1 });
  });

  it('loads its page again when that dies', () => {
    const { window } = opened();
    const reload = vi.spyOn(window.webContents, 'reload');
    const die = (reason: string) => window.webContents.die(reason);
    die('clean-exit');
    expect(reload).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++) die('crashed');
    expect(reload).toHaveBeenCalledTimes(3);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });

  it('asks what to do about a page that keeps dying, once, and goes on as the person says', async () => {
    const { window } = opened();
    const reload = vi.spyOn(window.webContents, 'reload');
    for (let i = 0; i < 6; i++) window.webContents.die('oom');
    expect(vi.mocked(dialog.showMessageBox).mock.calls).toEqual([
      [window, expect.objectContaining({ detail: expect.stringContaining('(oom). Nothing was lost') })],
    ]);
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(4));
    vi.mocked(dialog.showMessageBox).mockResolvedValueOnce({ response: 1 });
    for (let i = 0; i < 4; i++) window.webContents.die('oom');
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
  });
});
