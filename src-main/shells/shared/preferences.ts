import { existsSync } from 'node:fs';
import { type Preferences, preferences } from '../../../src-preload/contract/index.ts';
import { DataFolderGone } from '../../db/disk-trouble.ts';
import { forgiving, type SettingsFile } from './settings-file.ts';

/** The settings file that holds the preferences, and what is told where it was damaged. */
export const PREFERENCES = { name: 'preferences', lost: 'Appearance and keyboard shortcuts were reset.' };

/** Preferences that can't be read are those of a new desk; what can't be written is refused to whoever changes it. */
export function openPreferences(file: SettingsFile, tell: (sentence: string) => void): PreferenceFile {
  const readable = forgiving(file, tell);
  return {
    get store() {
      return readable.store;
    },
    set: (values) => file.set(values),
  };
}

/** The part of `conf` and `electron-store` that is used here. */
export interface PreferenceFile {
  readonly store: unknown;
  set(values: Partial<Preferences>): void;
}

export interface PreferenceStore {
  get(): Preferences;
  set(changes: Partial<Preferences>): Preferences;
}

/**
 * Preferences over a settings file: what the file holds and is sound, the defaults for the rest. Setting one throws `DataFolderGone` where
 * the folder of the file is not there any more: it is not made anew.
 */
export function preferenceStore(file: PreferenceFile, folder: string | null = null): PreferenceStore {
  const get = () => {
    const kept = file.store;
    const held = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
    const sound: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(preferences.shape)) {
      const value = schema.safeParse(held[name]);
      if (value.success) sound[name] = value.data;
    }
    return preferences.parse(sound);
  };
  return {
    get,
    set(changes) {
      const next = preferences.parse({ ...get(), ...changes });
      if (folder !== null && !existsSync(folder)) throw new DataFolderGone(folder);
      file.set(next);
      return next;
    },
  };
}
