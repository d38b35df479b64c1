import Store from 'electron-store';
import { openSettingsFile, type SettingsFile, type SettingsFileOptions } from '../shared/settings-file.ts';
import { closeStoreChannel } from './ipc.ts';

/** Opens a settings file of the window with `electron-store`; as `openSettingsFile`. */
export const openStore = (options: SettingsFileOptions): SettingsFile =>
  openSettingsFile(options, () => makeStore(options));

function makeStore({ dataDir, name }: SettingsFileOptions): Store<Record<string, unknown>> {
  try {
    return new Store<Record<string, unknown>>({
      cwd: dataDir,
      name,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    });
  } finally {
    closeStoreChannel();
  }
}
