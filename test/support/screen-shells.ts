import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { SHOWN } from '../../src-main/shells/electron/signs.ts';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { devToolsAddress, profileOf } from './electron/chromium/browser.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';
import { ACTION_MS, type DeskContexts } from './screen-context.ts';
import { noteMessagesOf } from './screen-messages.ts';

/** A shell with its screen. */
export interface Shell {
  readonly page: Page;
  /** Opens a new page instead of this one. The core is not affected. */
  readonly open: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** The path of the electron package's binary, if it was downloaded. */
export function electronBinary(): string | null {
  const folder = join(process.cwd(), 'node_modules', 'electron');
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** A Chromium in which all pages of a context that belong to desks have one renderer process. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS, '--process-per-site'] });
}

/** A running browser shell. */
export interface Server {
  readonly dataDir: string;
  /** A new address of it. Each works once, and for a minute. */
  readonly address: () => Promise<string>;
  /** Stops it and keeps its data. */
  readonly stop: () => Promise<void>;
  /** Stops it and deletes its data. */
  readonly end: () => Promise<void>;
}

/** A new data folder. */
export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'trunkline-desk-'));

/** The output of `trunkline open` for the desk of a data folder. */
export async function freshAddress(dataDir: string): Promise<string> {
  const desk = await connectLocalSocket(dataDir);
  const address = await desk?.address().finally(() => desk.close());
  if (!address) throw new Error(`no desk of a browser runs on ${dataDir}`);
  return address;
}

/** Starts the built browser shell, which starts a second faster than its source. */
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
export async function openBrowserShell({ address, end }: Server, contexts: DeskContexts): Promise<Shell> {
  const context = await contexts.take();
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
      await contexts.giveBack();
      await end();
    },
  };
}

/** Loads the page of a window again, also if a test has replaced it by an empty page. */
async function loadAgain(page: Page, start: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(start);
  else await page.reload();
}

/** The Electron shell with a data folder, and its window. */
export async function openElectron(dataDir: string): Promise<Shell> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ args: [...sandbox, '.', '--data', dataDir] });
  const page = await app.firstWindow();
  const start = page.url();
  await noteMessagesOf(page);
  // The window existed already.
  await page.reload();
  page.setDefaultTimeout(ACTION_MS);
  const open = async () => {
    await loadAgain(page, start);
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

/** What the stand-in for Electron reports: an address that was passed to the system, or an error box. */
export interface Told {
  readonly is: string;
  readonly url?: string;
  readonly action?: string;
  readonly content?: string;
  readonly path?: string;
}

/** The built main process in plain Node, with its window in a separate Chromium; see `electron/chromium`. */
export interface BuiltShell extends Shell {
  readonly process: ChildProcess;
  readonly dataDir: string;
  readonly told: readonly Told[];
  /** Its output on stderr. */
  readonly complaints: () => string;
  /** Answers the next file dialog. */
  readonly choose: (...paths: string[]) => void;
  /** Quits the app and keeps its data. @returns its exit code */
  readonly quit: () => Promise<number | null>;
}

/** Starts `main`, and with it the page; `out/main/index.js` is the output of the build. */
export async function startBuiltShell(dataDir = newDataDir(), main = 'out/main/index.js'): Promise<BuiltShell> {
  const app = spawn(
    process.execPath,
    ['--import', './test/support/electron/chromium/register.ts', main, '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const told: Told[] = [];
  app.on('message', (message) => told.push(message as Told));
  let complaints = '';
  app.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ended = new Promise<number | null>((resolve) => app.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    let out = '';
    app.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes(SHOWN)) resolve();
    });
    void ended.then((code) => reject(new Error(`the built shell ended with ${code}: ${complaints}`)));
  });
  const address = devToolsAddress(profileOf(join(dataDir, 'window')));
  if (address === null) throw new Error('the Chromium of the built shell can not be driven');
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0];
  const page = context?.pages()[0];
  if (!context || !page) throw new Error('the built shell has no page');
  context.setDefaultTimeout(ACTION_MS);
  const start = page.url();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await noteMessagesOf(page);
  const quit = () => {
    if (app.connected) app.send({ is: 'quit' });
    return ended;
  };
  return {
    page,
    process: app,
    dataDir,
    told,
    complaints: () => complaints,
    choose: (...paths) => void app.send({ is: 'choose', paths }),
    quit,
    async open() {
      await loadAgain(page, start);
      return page;
    },
    async close() {
      await quit();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
