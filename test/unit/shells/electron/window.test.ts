import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWindow } from '../../../../src-main/shells/electron/window.ts';
import { app, screen, startReady, world } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);
afterEach(() => {
  vi.useRealTimers();
});

function opened(place?: unknown) {
  const held: { place?: unknown } = { place };
  let shown = 0;
  openWindow(
    '/out/preload/index.cjs',
    { get: (name) => held[name], set: (name, value) => void Object.assign(held, { [name]: value }) },
    () => {
      shown++;
    },
  );
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

  it('loads its page again when that dies, but not for ever', () => {
    const { window } = opened();
    const reload = vi.spyOn(window.webContents, 'reload');
    const die = (reason: string) => window.webContents.die(reason);
    die('clean-exit');
    expect(reload).not.toHaveBeenCalled();
    for (let i = 0; i < 10; i++) die('crashed');
    expect(reload).toHaveBeenCalledTimes(3);
  });
});
