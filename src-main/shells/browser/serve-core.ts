import { join } from 'node:path';
import Conf from 'conf';
import type { CoreHost } from '../../core/host.ts';
import { createDesk } from '../shared/desk.ts';
import { serveLocalSocket } from '../shared/local-socket.ts';
import { openPreferences, PREFERENCES, preferenceStore } from '../shared/preferences.ts';
import { openSettingsFile } from '../shared/settings-file.ts';
import { openDownloads } from './downloads.ts';
import { type DeskServer, startDeskServer } from './server.ts';

interface ServeCoreOptions {
  readonly core: CoreHost;
  readonly dataDir: string;
  readonly port?: number;
  readonly pageDir?: string;
  readonly onTrouble: (sentence: string) => void;
  /** Takes the functions that close what was opened. */
  readonly open: (() => Promise<void>)[];
}

/** The built page: in the checkout when running from source, beside this file's folder in a build. */
const PAGE_DIR = join(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../../../out/renderer' : '../renderer');

/** Serves a running core to a browser and to the terminal. @throws Error if the port is taken */
export async function serveCore(options: ServeCoreOptions): Promise<DeskServer> {
  const { core, dataDir, onTrouble, open } = options;
  const file = openSettingsFile(
    { dataDir, onDamage: onTrouble, ...PREFERENCES },
    () => new Conf<Record<string, unknown>>({ cwd: dataDir, configName: PREFERENCES.name, configFileMode: 0o600 }),
  );
  const downloads = openDownloads(dataDir);
  const desk = createDesk({
    core,
    preferences: preferenceStore(openPreferences(file, onTrouble), dataDir),
    chooseFile: async () => ({ supported: false, path: null }),
    reveal: async (path) => ({ download: downloads.address(path) }),
    onFault: onTrouble,
  });
  const pageDir = options.pageDir ?? PAGE_DIR;
  const server = await startDeskServer({ desk, dataDir, pageDir, downloads, port: options.port ?? 0 });
  open.push(() => server.close());
  const socket = await serveLocalSocket(desk.callFromTerminal, dataDir, server);
  open.push(() => socket.close());
  return server;
}
