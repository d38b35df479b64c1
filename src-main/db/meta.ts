import type { Store } from './store.ts';

/** Single values that the desk stores about itself. */
export interface Meta {
  get(key: string): string | null;
  set(key: string, value: string): void;
  drop(key: string): void;
}

/** The table `meta` of a store. */
export function metaOf(store: Store): Meta {
  return {
    get: (key) => store.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key) ?? null,
    set(key, value) {
      store.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
    },
    drop(key) {
      store.prepare('DELETE FROM meta WHERE key = ?').run(key);
    },
  };
}
