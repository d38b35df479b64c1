import { type Browser, test as base, type Page } from '@playwright/test';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { DEFAULT_WORLD } from '../../src-main/practice/dialer/world.ts';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  pathFields,
  reply,
} from '../../src-preload/contract/index.ts';
import { TOKEN_HEADER, TOKEN_STORED } from '../../src-preload/contract/page-session.ts';
import { keepDesks } from './kept/kept-desks.ts';
import { KeptContext } from './screen-context.ts';
import {
  type BuiltShell,
  electronBinary,
  launchChromium,
  newDataDir,
  openBrowserShell,
  openElectron,
  type Server,
  startBuiltShell,
} from './screen-shells.ts';

/** A user who may load leads into the `dialer` of a test. The password is a word that occurs nowhere else. */
export const LOADER = { user: 'loader', password: 'Kestrel-93-brook' } as const;

/** A desk with its own data folder, used through its screen. */
export interface Desk {
  /** The shell of the page; also `electron` for the built window in Chromium, which has the same bridge. */
  readonly shell: 'browser' | 'electron';
  /** The open page: a new one after `reopen`. */
  readonly page: Page;
  readonly dataDir: string;
  /** Opens a place of the desk by its path, `/deliveries`. */
  goTo(path: string): Promise<void>;
  /** Calls a command as the page does, to prepare what a test needs. */
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Closes the page and opens it again. The core is not affected. */
  reopen(): Promise<void>;
}

/** Calls a command over the page's bridge. */
export async function ask<N extends CommandName>(
  page: Page,
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const crossed: unknown = await page.evaluate(
    async ([name, body, header, stored]) => {
      if (window.trunkline !== undefined) return window.trunkline.call(name, JSON.parse(body));
      const headers = { 'content-type': 'application/json', [header]: localStorage.getItem(stored) ?? '' };
      return (await (window.fetchAtOnce ?? fetch)(`api/call/${name}`, { method: 'POST', headers, body })).json();
    },
    [command, JSON.stringify(input), TOKEN_HEADER, TOKEN_STORED] as const,
  );
  const answer = reply.parse(crossed);
  if (!answer.ok) throw new CommandError(answer.error.code, `${command}: ${answer.error.message}`);
  return commands[command].output.parse(answer.value) as CommandOutput<N>;
}

/** Calls a command over the terminal's socket, because a page can only name files that were passed to it. */
async function askOverSocket<N extends CommandName>(
  dataDir: string,
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const terminal = await connectLocalSocket(dataDir);
  if (terminal === null) throw new Error(`no desk answers for ${dataDir}`);
  try {
    const answer = await terminal.call(command, input);
    if (!answer.ok) throw new CommandError(answer.error.code, `${command}: ${answer.error.message}`);
    return commands[command].output.parse(answer.value) as CommandOutput<N>;
  } finally {
    terminal.close();
  }
}

interface OfWorker {
  /** A Chromium for all tests of a worker. */
  readonly launched: () => Promise<Browser>;
  /** The context in it that desks use one after the other. */
  readonly kept: KeptContext;
  /** A new desk; while it is used, the next one starts. */
  readonly served: () => Promise<Server>;
  /** The same for the built window. */
  readonly built: () => Promise<BuiltShell>;
}

/** Provides what takes long to start, and starts the next one in advance. The last one, which nobody took, has to be ended. */
function oneAhead<T>(start: () => Promise<T>): { take: () => Promise<T>; left: () => Promise<T | null> } {
  let next: Promise<T> | null = null;
  const begin = () => {
    const started = start();
    // The error is reported to the test that takes it.
    started.catch(() => undefined);
    return started;
  };
  return {
    take() {
      const taken = next ?? begin();
      next = begin();
      return taken;
    },
    left: async () => next?.catch(() => null) ?? null,
  };
}

/** `desk` is a new desk; `dialer` is a practice dialer under the test's control. */
export const test = base.extend<{ desk: Desk; dialer: PracticeDialer }, OfWorker>({
  launched: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
    async ({}, use) => {
      const browsers: Promise<Browser>[] = [];
      await use(() => {
        const browser = browsers[0] ?? launchChromium();
        browsers[0] = browser;
        return browser;
      });
      await (await browsers[0])?.close();
    },
    { scope: 'worker' },
  ],
  kept: [({ launched }, use) => use(new KeptContext(launched)), { scope: 'worker' }],
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
    async ({}, use) => {
      const kept = keepDesks();
      const ahead = oneAhead(kept.start);
      await use(ahead.take);
      await (await ahead.left())?.end();
      await kept.end();
    },
    { scope: 'worker' },
  ],
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
    async ({}, use) => {
      const ahead = oneAhead(() => startBuiltShell());
      await use(ahead.take);
      await (await ahead.left())?.close();
    },
    { scope: 'worker' },
  ],
  desk: async ({ kept, served, built }, use, info) => {
    const kind: unknown = info.project.metadata.shell;
    base.skip(kind === 'electron' && electronBinary() === null, 'Electron’s binary is not there');
    const inElectron = kind !== 'browser';
    const server = inElectron ? null : await served();
    const stand = kind === 'built' ? await built() : null;
    const dataDir = server?.dataDir ?? stand?.dataDir ?? newDataDir();
    const shell = server ? await openBrowserShell(server, kept) : (stand ?? (await openElectron(dataDir)));
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
      call: (command, input) =>
        pathFields(commands[command].input).size === 0
          ? ask(page, command, input)
          : askOverSocket(dataDir, command, input),
      reopen: async () => {
        if (!inElectron) await page.close();
        page = await shell.open();
        if (!inElectron) watch(page);
      },
    });
    await shell.close();
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
