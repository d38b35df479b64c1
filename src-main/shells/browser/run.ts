import { type CoreHost, type CoreHostOptions, startCoreHost } from '../../core/host.ts';
import { guardDataFolder } from '../../files/own-files.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { prepareDataDir } from '../shared/data-dir.ts';
import { openFileVault } from '../shared/file-vault.ts';

export interface BrowserShellOptions {
  readonly dataDir: string;
  /** 0 or undefined for a free port. */
  readonly port?: number;
  /** The built page; by default this checkout's. */
  readonly pageDir?: string;
  /** Called with what the operator should know. */
  readonly onTrouble?: (sentence: string) => void;
  /** Replaces the real core in tests. */
  readonly startCore?: (options: CoreHostOptions) => Promise<CoreHost>;
}

export interface BrowserShell {
  /** The first address for the operator's browser. Like every address, it works once and for a minute. */
  readonly url: string;
  readonly dataDir: string;
  /** See `DeskServer`. */
  address(): string;
  /** See `DeskServer`. */
  openerFile(): string;
  /** Waits for open requests, then frees the data folder. */
  close(): Promise<void>;
}

/**
 * Runs the desk for a browser on this machine: core, loopback server, local socket, and passwords in the owner-only file.
 *
 * @throws CommandError `busy` if another Trunkline uses the data; Error if the port is taken
 */
export async function runBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  makeFilesOwnerOnly();
  const dataDir = prepareDataDir(options.dataDir);
  guardDataFolder(dataDir);
  const onTrouble = options.onTrouble ?? (() => {});
  const starting = (options.startCore ?? startCoreHost)({ dataDir, secrets: openFileVault(dataDir), onTrouble });
  // The server's modules are loaded while the core's thread starts.
  const [core, served] = await Promise.allSettled([starting, import('./serve-core.ts')]);
  if (core.status === 'rejected') throw core.reason;
  const open: Array<() => Promise<void>> = [() => core.value.close()];
  const close = async () => {
    // The servers are closed first, so that nothing new comes in while the core ends.
    for (const end of open.splice(0).reverse()) await end();
  };
  try {
    if (served.status === 'rejected') throw served.reason;
    const server = await served.value.serveCore({ ...options, core: core.value, dataDir, onTrouble, open });
    return { url: server.address(), dataDir, address: server.address, openerFile: server.openerFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}
