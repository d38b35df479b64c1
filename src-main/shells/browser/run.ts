import { join } from 'node:path';
import Conf from 'conf';
import type { Preferences } from '../../../src-preload/contract/index.ts';
import { type CoreHost, type CoreHostOptions, startCoreHost } from '../../core/host.ts';
import { guardDataFolder } from '../../files/own-files.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { prepareDataDir } from '../shared/data-dir.ts';
import { createDesk } from '../shared/desk.ts';
import { openFileVault } from '../shared/file-vault.ts';
import { serveLocalSocket } from '../shared/local-socket.ts';
import { preferenceStore } from '../shared/preferences.ts';
import { openDownloads } from './downloads.ts';
import { startDeskServer } from './server.ts';

export interface BrowserShellOptions {
  readonly dataDir: string;
  /** 0 or left out for a free one. */
  readonly port?: number;
  /** The built page; left out for this checkout's. */
  readonly pageDir?: string;
  /** Told what the operator should know. */
  readonly onTrouble?: (sentence: string) => void;
  /** Left out for the real core. */
  readonly startCore?: (options: CoreHostOptions) => Promise<CoreHost>;
}

export interface BrowserShell {
  /** The first address for the operator's browser; like every one, it works once and for a minute. */
  readonly url: string;
  readonly dataDir: string;
  /** See `DeskServer`. */
  address(): string;
  /** See `DeskServer`. */
  openerFile(): string;
  /** Lets what is on its way end, then frees the data folder. */
  close(): Promise<void>;
}

/** The built page: from the source it is looked for in the checkout, from a build beside the folder this file went to. */
const PAGE_DIR = join(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../../../out/renderer' : '../renderer');

/**
 * Runs the desk for a browser on this machine: core, loopback server, local socket, passwords in the owner-only file.
 *
 * @throws CommandError `busy` when another Trunkline works on the data; Error when the port is taken
 */
export async function runBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  makeFilesOwnerOnly();
  const dataDir = prepareDataDir(options.dataDir);
  guardDataFolder(dataDir);
  const onTrouble = options.onTrouble ?? (() => {});
  const core = await (options.startCore ?? startCoreHost)({ dataDir, secrets: openFileVault(dataDir), onTrouble });
  const open: Array<() => Promise<void>> = [() => core.close()];
  const close = async () => {
    // The doors first, so that nothing new comes in while the core ends.
    for (const end of open.splice(0).reverse()) await end();
  };
  try {
    const file = new Conf<Preferences>({
      cwd: dataDir,
      configName: 'preferences',
      clearInvalidConfig: true,
      configFileMode: 0o600,
    });
    const downloads = openDownloads(dataDir);
    const desk = createDesk({
      core,
      preferences: preferenceStore(file, dataDir),
      chooseFile: async () => ({ supported: false, path: null }),
      reveal: async (path) => ({ download: downloads.address(path) }),
      onFault: onTrouble,
    });
    const pageDir = options.pageDir ?? PAGE_DIR;
    const server = await startDeskServer({ desk, dataDir, pageDir, downloads, port: options.port ?? 0 });
    open.push(() => server.close());
    const socket = await serveLocalSocket(desk.callFromTerminal, dataDir, server);
    open.push(() => socket.close());
    return { url: server.address(), dataDir, address: server.address, openerFile: server.openerFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}
