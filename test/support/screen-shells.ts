import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';
import { noteMessages } from './screen-messages.ts';

/** A shell with its screen. */
export interface Shell {
  readonly page: Page;
  /** Another page in the place of this one; the core knows nothing of it. */
  readonly open: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Longest that a click or a key waits for what it is about. */
const ACTION_MS = 60_000;

/** Where the electron package keeps its binary, once it has been fetched. */
export function electronBinary(): string | null {
  const folder = join(process.cwd(), 'node_modules', 'electron');
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** A Chromium; each desk has a context of its own in it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
}

/** A browser shell that runs. */
export interface Server {
  readonly dataDir: string;
  /** A new address of it: each works once, and for a minute. */
  readonly address: () => Promise<string>;
  /** Ends it and leaves its data. */
  readonly stop: () => Promise<void>;
  /** Ends it and takes its data away. */
  readonly end: () => Promise<void>;
}

/** A data folder of a desk's own. */
export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'trunkline-desk-'));

/** What `trunkline open` gives for the desk that runs on a data folder. */
export async function freshAddress(dataDir: string): Promise<string> {
  const desk = await connectLocalSocket(dataDir);
  const address = await desk?.address().finally(() => desk.close());
  if (!address) throw new Error(`no desk of a browser runs on ${dataDir}`);
  return address;
}

/** Starts the browser shell as it was built, which is there a second sooner than its source. */
export async function startServer(dataDir = newDataDir()): Promise<Server> {
  const server = spawn(process.execPath, ['out/main/browser.js', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let text = '';
    server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (/http:\/\/127\.0\.0\.1:\d+\/\S*\n/.test(text)) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the browser shell ended with ${code}: ${text}`)));
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  return {
    dataDir,
    address: () => freshAddress(dataDir),
    stop,
    async end() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A page of a browser shell. */
export async function openBrowserShell({ address, end }: Server, browser: Browser): Promise<Shell> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(ACTION_MS);
  await noteMessages(context);
  const first = await context.newPage();
  await first.goto(await address());
  const origin = new URL(first.url()).origin;
  const open = async () => {
    const page = await context.newPage();
    await page.goto(origin);
    return page;
  };
  return {
    page: first,
    open,
    async close() {
      await context.close();
      await end();
    },
  };
}

/** The Electron shell on a data folder, and its window. */
export async function openElectron(dataDir: string): Promise<Shell> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ args: [...sandbox, '.', '--data', dataDir] });
  const page = await app.firstWindow();
  await noteMessages(app.context());
  // The window was there before.
  await page.reload();
  page.setDefaultTimeout(ACTION_MS);
  const open = async () => {
    await page.reload();
    return page;
  };
  return {
    page,
    open,
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
