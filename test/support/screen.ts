import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, chromium, type Page } from '@playwright/test';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { DEFAULT_WORLD } from '../../src-main/practice/dialer/world.ts';
import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  reply,
} from '../../src-preload/contract/index.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';

/** Who may load leads into the `dialer` of a test. The password is a word that stands nowhere else. */
export const LOADER = { user: 'loader', password: 'Kestrel-93-brook' } as const;

/** A desk on a data folder of its own, seen through its screen. */
export interface Desk {
  readonly shell: 'browser' | 'electron';
  /** The page now open: another one after `reopen`. */
  readonly page: Page;
  readonly dataDir: string;
  /** Goes to a place of the desk by its path, `/deliveries`. */
  goTo(path: string): Promise<void>;
  /** Asks the desk as its page does: to bring about what a test is not about. */
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Closes the page and opens the desk anew. The core knows nothing of it. */
  reopen(): Promise<void>;
}

interface Shell {
  readonly page: Page;
  readonly open: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Longest that a click or a key waits for what it is about. */
const ACTION_MS = 15_000;

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
  const page = await app.firstWindow();
  page.setDefaultTimeout(ACTION_MS);
  const open = async () => {
    await page.reload();
    return page;
  };
  return { page, open, close: () => app.close() };
}

/** A command over whichever bridge the page has. */
async function ask<N extends CommandName>(page: Page, command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const crossed: unknown = await page.evaluate(
    async ([name, body]) => {
      if (window.trunkline !== undefined) return window.trunkline.call(name, JSON.parse(body));
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`api/call/${name}`, { method: 'POST', headers, body })).json();
    },
    [command, JSON.stringify(input)] as const,
  );
  const answer = reply.parse(crossed);
  if (!answer.ok) throw new CommandError(answer.error.code, `${command}: ${answer.error.message}`);
  return commands[command].output.parse(answer.value) as CommandOutput<N>;
}

/** `desk` is a fresh desk; `dialer` a practice dialer that the test holds. */
export const test = base.extend<{ desk: Desk; dialer: PracticeDialer }>({
  desk: async ({ browserName: _ }, use, info) => {
    const inElectron = info.project.metadata.shell === 'electron';
    base.skip(inElectron && electronBinary() === null, 'Electron’s binary is not there');
    const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-desk-'));
    const shell = inElectron ? await openElectron(dataDir) : await openBrowserShell(dataDir);
    const problems: string[] = [];
    const watch = (page: Page) => {
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
    };
    let page = shell.page;
    watch(page);
    await use({
      shell: inElectron ? 'electron' : 'browser',
      get page() {
        return page;
      },
      dataDir,
      goTo: async (path) => {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, path);
      },
      call: (command, input) => ask(page, command, input),
      reopen: async () => {
        if (!inElectron) await page.close();
        page = await shell.open();
        if (!inElectron) watch(page);
      },
    });
    await shell.close();
    rmSync(dataDir, { recursive: true, force: true });
    base.expect(problems, 'the page reported errors').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
  dialer: async ({}, use) => {
    const loader = { userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };
    const users = [...DEFAULT_WORLD.users, { user: LOADER.user, pass: LOADER.password, ...loader }];
    const dialer = await startPracticeDialer({ world: { users } });
    await use(dialer);
    await dialer.close();
  },
});

export { expect } from '@playwright/test';
