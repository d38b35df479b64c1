import { renameSync } from 'node:fs';
import { join } from 'node:path';

/** A small settings file of the shell with values by name. */
export interface SettingsFile {
  readonly store: Record<string, unknown>;
  get(name: string): unknown;
  set(name: string | Record<string, unknown>, value?: unknown): void;
  delete(name: string): void;
}

/** `electron-store` or `conf` with such a file. They throw a SyntaxError if it is not JSON. */
interface KeptFile {
  store: Record<string, unknown>;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  set(values: Record<string, unknown>): void;
  delete(name: string): void;
}

export interface SettingsFileOptions {
  readonly dataDir: string;
  readonly name: string;
  /** Called when a damaged file was renamed, with its new name. The sentence also says what to do. */
  readonly onDamage: (sentence: string) => void;
  /** The consequence of losing the file: "The window’s place is forgotten." */
  readonly lost: string;
  readonly now?: () => Date;
}

/**
 * Opens a settings file of the shell, `NAME.json` in the data folder. Opening never fails, so that neither a damaged file nor a disk error
 * prevents the desk from starting. The file is read at each access. A file that is not JSON is renamed, never overwritten, and reported.
 *
 * Accesses throw the disk's error while it can't be read or written.
 */
export function openSettingsFile(options: SettingsFileOptions, make: () => KeptFile): SettingsFile {
  let opened: KeptFile | null = null;
  const open = () => {
    opened ??= make();
    return opened;
  };
  function whole<T>(run: (store: KeptFile) => T): T {
    try {
      return run(open());
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      setAside(options);
      return run(open());
    }
  }
  return {
    get store() {
      return whole((store) => store.store);
    },
    get: (name) => whole((store) => store.get(name)),
    set: (name, value) => whole((store) => (typeof name === 'string' ? store.set(name, value) : store.set(name))),
    delete: (name) => whole((store) => store.delete(name)),
  };
}

function setAside({ dataDir, name, onDamage, lost, now = () => new Date() }: SettingsFileOptions): void {
  const aside = `${name}.damaged-${now().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  renameSync(join(dataDir, `${name}.json`), join(dataDir, aside));
  onDamage(`${name}.json was damaged and is kept as ${aside}. ${lost}`);
}

/** The same file for optional data: if it can't be read it counts as empty, and if it can't be written that is only reported. */
export function forgiving(file: SettingsFile, say: (sentence: string) => void): SettingsFile {
  function tried<T>(run: () => T, otherwise: T): T {
    try {
      return run();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  }
  return {
    get store() {
      return tried(() => file.store, {});
    },
    get: (name) => tried(() => file.get(name), undefined),
    set: (name, value) => tried(() => file.set(name, value), undefined),
    delete: (name) => tried(() => file.delete(name), undefined),
  };
}
