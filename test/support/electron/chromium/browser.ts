import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_ARGS, findChromium } from '../../find-chromium.ts';
import { CdpConnection } from './cdp.ts';

/** Chromium's own folder inside the `userData` of the app, and the file in which it says where it can be driven. */
const FOLDER = 'Chromium';
const PORT_FILE = 'DevToolsActivePort';

/** The folder in which an app's Chromium keeps its files. */
export const profileOf = (userData: string): string => join(userData, FOLDER);

/** Where a Chromium of this profile can be driven; null as long as it can't. */
export function devToolsAddress(profile: string): string | null {
  try {
    const [port, path] = readFileSync(join(profile, PORT_FILE), 'utf8').split('\n');
    return port && path ? `ws://127.0.0.1:${port}${path}` : null;
  } catch {
    return null;
  }
}

export interface Chromium {
  readonly cdp: CdpConnection;
  readonly process: ChildProcess;
  close(): Promise<void>;
}

/** Starts a Chromium without a page, to be driven by more than one client. */
export async function startChromium(userData: string): Promise<Chromium> {
  const profile = profileOf(userData);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  rmSync(join(profile, PORT_FILE), { force: true });
  const child = spawn(
    findChromium(),
    [
      ...CHROMIUM_ARGS,
      '--headless',
      '--no-startup-window',
      '--no-default-browser-check',
      '--password-store=basic',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
      '--mute-audio',
      '--disable-dev-shm-usage',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
      '--remote-debugging-port=0',
      // Nothing is said over it: Chromium ends with the process that holds its other end.
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const cdp = await CdpConnection.open(await addressOf(child, profile));
  return {
    cdp,
    process: child,
    async close() {
      await cdp.send('Browser.close').catch(() => {});
      await ended;
    },
  };
}

function addressOf(child: ChildProcess, profile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const watching = watch(profile, () => look());
    const look = () => {
      const address = devToolsAddress(profile);
      if (address === null) return;
      watching.close();
      resolve(address);
    };
    child.once('error', reject);
    child.once('exit', (code) => {
      watching.close();
      reject(new Error(`Chromium ended with ${code} before it could be driven`));
    });
    look();
  });
}
