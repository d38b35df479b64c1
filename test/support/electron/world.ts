import type { FakeWindow } from './window.ts';

/**
 * What the fake of Electron has to share between its parts, and how the machine around it behaves. No Electron binary can be had
 * where this is tested: each behaviour follows a line of Electron's documentation or source, named beside it.
 */
export interface World {
  /** The order in which things happened, where it matters. */
  readonly happened: string[];
  /** Windows that are not destroyed. */
  readonly windows: Set<FakeWindow>;
  /** Every window that was made, oldest first. */
  readonly made: FakeWindow[];
  /** Addresses that were handed to the system's own programs. */
  readonly handedOver: string[];
  /** Whether the app has become ready. */
  ready: boolean;
  /** An app that never becomes ready: a display that refuses, a GPU process that dies (app.md, event `ready`). */
  neverReady: boolean;
  /** Whether this is the first process on its user data folder (app.md, `requestSingleInstanceLock`). */
  firstInstance: boolean;
  /** On Wayland `ready-to-show` comes only once the window is shown (electron/electron issue 48859). */
  wayland: boolean;
  /** The error of every notice that is shown (notification.md, event `failed`); null while they work. */
  noticesFail: string | null;
  /** Whether a system tray is there (tray.md: on Linux it depends on the desktop). */
  tray: boolean;
}

export const world: World = {
  happened: [],
  windows: new Set(),
  made: [],
  handedOver: [],
  ready: false,
  neverReady: false,
  firstInstance: true,
  wayland: false,
  noticesFail: null,
  tray: true,
};

/** Everything as on a fresh start of the app. */
export function resetWorld(): void {
  world.happened.length = 0;
  world.windows.clear();
  world.made.length = 0;
  world.handedOver.length = 0;
  Object.assign(world, {
    ready: false,
    neverReady: false,
    firstInstance: true,
    wayland: false,
    noticesFail: null,
    tray: true,
  });
}

/** Electron throws for what must come before `ready` (app.md: `enableSandbox`, `setDesktopName`; protocol.md). */
export function mustComeBeforeReady(what: string): void {
  if (world.ready) throw new Error(`${what} must be called before app is ready`);
}

/** Electron throws for what can't be had before `ready` (notification.cc, safe_storage.cc, browser_window). */
export function mustComeAfterReady(what: string): void {
  if (!world.ready) throw new Error(`Cannot create ${what} before app is ready`);
}
