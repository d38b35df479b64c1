import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';

/** A shell with its screen. */
export interface Shell {
  readonly page: Page;
  /** Another page in the place of this one; the core knows nothing of it. */
  readonly open: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Longest that a click or a key waits for what it is about. */
const ACTION_MS = 15_000;

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
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_ARGS] });
}

/** The browser shell on a data folder, and its page. */
export async function openBrowserShell(dataDir: string, browser: Browser): Promise<Shell> {
  const server = spawn(process.execPath, ['src-main/shells/browser/main.ts', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text);
      if (found) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`the browser shell ended with ${code}: ${text}`)));
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(ACTION_MS);
  const open = async () => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  return {
    page: await open(),
    open,
    async close() {
      await context.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** The Electron shell on a data folder, and its window. */
export async function openElectron(dataDir: string): Promise<Shell> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ args: [...sandbox, '.', '--data', dataDir] });
  const page = await app.firstWindow();
  page.setDefaultTimeout(ACTION_MS);
  const open = async () => {
    await page.reload();
    return page;
  };
  return { page, open, close: () => app.close() };
}
