import { existsSync } from 'node:fs';
import { type Preferences, preferences } from '../../../src-preload/contract/index.ts';
import { DataFolderGone } from '../../db/disk-trouble.ts';
import { forgiving, type SettingsFile } from './settings-file.ts';

/** The settings file with the preferences, and the message if it was damaged. */
export const PREFERENCES = { name: 'preferences', lost: 'Appearance and keyboard shortcuts were reset.' };

/** Preferences that can't be read have their defaults. If they can't be written, the change is refused. */
export function openPreferences(file: SettingsFile, print: (sentence: string) => void): PreferenceFile {
  const readable = forgiving(file, print);
  return {
    get store() {
      return readable.store;
    },
    set: (values) => file.set(values),
  };
}

/** The parts of `conf` and `electron-store` that are used here. */
export interface PreferenceFile {
  readonly store: unknown;
  set(values: Partial<Preferences>): void;
}

export interface PreferenceStore {
  get(): Preferences;
  set(changes: Partial<Preferences>): Preferences;
}

/**
 * Preferences in a settings file: the file's valid values, and defaults for the others. Setting one throws `DataFolderGone` if the file's
 * folder no longer exists, instead of creating it.
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
