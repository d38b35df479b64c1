import { type BrowserWindow, nativeTheme, shell } from 'electron';
import { CommandError } from '../../../src-preload/contract/index.ts';
import { type CoreHost, type CoreHostOptions, startCoreHost } from '../../core/host.ts';
import { createDesk, type Desk, refusal } from '../shared/desk.ts';
import { openFileVault } from '../shared/file-vault.ts';
import { type Call, type LocalSocketServer, serveLocalSocket } from '../shared/local-socket.ts';
import { openPreferences, PREFERENCES, type PreferenceStore, preferenceStore } from '../shared/preferences.ts';
import { writtenFile } from '../shared/written-files.ts';
import { chooseFile, type FolderFile } from './choose-file.ts';
import type { Ending } from './ending.ts';
import { sealedSecrets } from './sealed-secrets.ts';
import { openStore } from './stores.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly startCore?: ((options: CoreHostOptions) => Promise<CoreHost>) | undefined;
  readonly window: () => BrowserWindow | null;
  readonly folders: FolderFile;
  readonly ending: Ending;
  /** Notifies the person, whatever window is in front. */
  readonly notify: (sentence: string) => void;
}

export interface StartedDesk {
  readonly desk: Desk;
  readonly preferences: PreferenceStore;
}

/**
 * Starts the core, adds the window's own commands and serves the terminal. `ending` closes all of it.
 *
 * @throws CommandError `busy` if another Trunkline uses the data
 */
export async function startDesk(options: StartOptions): Promise<StartedDesk> {
  const { dataDir, ending, notify } = options;
  const sealed = openStore({
    dataDir,
    name: 'sealed',
    onDamage: notify,
    lost: 'Enter the password of each connection again in Settings.',
  });
  const core = await (options.startCore ?? startCoreHost)({
    dataDir,
    secrets: sealedSecrets(sealed, openFileVault(dataDir)),
    onTrouble: notify,
  });
  let socket: LocalSocketServer | null = null;
  const close = async () => {
    try {
      await core.close();
    } finally {
      // It is closed last, so that a start meanwhile is told that this desk is closing.
      await socket?.close();
    }
  };
  try {
    const preferences = preferenceStore(
      openPreferences(openStore({ dataDir, onDamage: notify, ...PREFERENCES }), notify),
      dataDir,
    );
    const desk = createDesk({
      core,
      preferences,
      chooseFile: (purpose) => chooseFile(options.window(), purpose, options.folders),
      reveal: async (path) => {
        shell.showItemInFolder(writtenFile(dataDir, path));
        return { download: null };
      },
      onFault: notify,
    });
    followTheme(desk, preferences);
    socket = await serveTerminal(desk, options);
    ending.ends({ close });
    return { desk, preferences };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The socket for the terminal is optional: if the disk doesn't allow it, the window still opens. */
async function serveTerminal(desk: Desk, { dataDir, ending, notify }: StartOptions): Promise<LocalSocketServer | null> {
  try {
    return await serveLocalSocket(untilClosing(desk.callFromTerminal, ending), dataDir, null, ending);
  } catch (error) {
    notify(`Terminal commands can’t reach this window: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function followTheme(desk: Desk, preferences: PreferenceStore): void {
  const follow = () => {
    nativeTheme.themeSource = preferences.get().theme;
  };
  follow();
  desk.subscribe((event) => {
    if (event?.topic === 'preferences') follow();
  });
}

function untilClosing(call: Call, ending: Ending): Call {
  return async (command, input) =>
    ending.life() === 'open'
      ? call(command, input)
      : refusal(new CommandError('unavailable', 'Trunkline is closing. Start it again, then repeat the command.'));
}
