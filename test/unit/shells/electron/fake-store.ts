import { ipcMain } from '../../../support/electron/index.ts';

/**
 * electron-store over memory: what each file holds, by folder and name, and the options it was opened with. Like the real one it opens a
 * channel of its own with the first store (electron-store, index.js, `initDataListener`).
 */
export const files = new Map<string, Record<string, unknown>>();
export const opened: Array<{ cwd: string; name: string; configFileMode?: number }> = [];

/** A disk that is full: what is asked of a store throws, also making one. */
export const disk = { isFull: false };

function refuseWhenFull(): void {
  if (disk.isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

export default class FakeStore {
  readonly #held: Record<string, unknown>;
  constructor(options: { cwd: string; name: string; configFileMode?: number }) {
    refuseWhenFull();
    opened.push(options);
    if (opened.length === 1) ipcMain.on('electron-store-get-data', () => {});
    const key = `${options.cwd}/${options.name}`;
    const held = files.get(key) ?? {};
    files.set(key, held);
    this.#held = held;
  }
  get store(): Record<string, unknown> {
    refuseWhenFull();
    return { ...this.#held };
  }
  get(name: string): unknown {
    refuseWhenFull();
    return this.#held[name];
  }
  set(name: string | Record<string, unknown>, value?: unknown): void {
    refuseWhenFull();
    if (typeof name === 'string') this.#held[name] = value;
    else Object.assign(this.#held, name);
  }
  delete(name: string): void {
    refuseWhenFull();
    delete this.#held[name];
  }
}
