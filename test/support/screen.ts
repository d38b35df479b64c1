import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, chromium, type Page } from '@playwright/test';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';

/** A desk on a data folder of its own, seen through its screen. */
export interface Desk {
  readonly page: Page;
  readonly dataDir: string;
  /** Goes to a place of the desk by its path, `/deliveries`. */
  goTo(path: string): Promise<void>;
}

interface Shell {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Where the electron package keeps its binary, once it has been fetched. */
function electronBinary(): string | null {
  const folder = join(process.cwd(), 'node_modules', 'electron');
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

async function openBrowserShell(dataDir: string): Promise<Shell> {
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
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...CHROMIUM_ARGS],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  return {
    page,
    async close() {
      await browser.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function openElectron(dataDir: string): Promise<Shell> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ args: [...sandbox, '.', '--data', dataDir] });
  return { page: await app.firstWindow(), close: () => app.close() };
}

/** `desk` is a fresh desk; `dialer` a practice dialer that the test holds. */
export const test = base.extend<{ desk: Desk; dialer: PracticeDialer }>({
  desk: async ({ browserName: _ }, use, info) => {
    const inElectron = info.project.metadata.shell === 'electron';
    base.skip(inElectron && electronBinary() === null, 'Electron’s binary is not there');
    const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-desk-'));
    const shell = inElectron ? await openElectron(dataDir) : await openBrowserShell(dataDir);
    const problems: string[] = [];
    shell.page.on('pageerror', (error) => problems.push(error.message));
    shell.page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await use({
      page: shell.page,
      dataDir,
      goTo: async (path) => {
        await shell.page.evaluate((hash) => {
          location.hash = hash;
        }, path);
      },
    });
    await shell.close();
    rmSync(dataDir, { recursive: true, force: true });
    base.expect(problems, 'the page reported errors').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
  dialer: async ({}, use) => {
    const dialer = await startPracticeDialer();
    await use(dialer);
    await dialer.close();
  },
});

export { expect } from '@playwright/test';
