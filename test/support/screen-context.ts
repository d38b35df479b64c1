import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { noteMessages } from './screen-messages.ts';
import { slowDown } from './screen-slow.ts';

/** How long a click or a key waits for its element. */
export const ACTION_MS = 60_000;

/** How many tests use one context at most, because the memory of their pages is given back late. */
const TESTS_AT_MOST = 40;

/** A page of the site of all desks, which is answered here and never by a server. */
const WAITING_PAGE = 'http://127.0.0.1/';

/** What can be called on a context without changing anything in it that outlasts its pages and is not deleted between tests. */
const LEAVES_NOTHING: ReadonlySet<string> = new Set([
  ...['addCookies', 'browser', 'clearCookies', 'cookies', 'isClosed', 'newPage', 'pages', 'storageState'],
  // Called by Playwright itself.
  ...['emit', 'eventNames', 'getMaxListeners', 'listenerCount', 'listeners', 'off', 'rawListeners', 'removeListener'],
]);

/** Provides the contexts of desks, one at a time. */
export interface DeskContexts {
  take(): Promise<BrowserContext>;
  /** Ends the use of the context, and all its pages. */
  giveBack(): Promise<void>;
}

async function newDeskContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(ACTION_MS);
  await slowDown(context);
  await noteMessages(context);
  return context;
}

/** Replaces the methods of an object by ones that call `onCall` first, except those of `excepted` and Playwright's private ones. */
function watchCalls(object: object, excepted: ReadonlySet<string>, onCall: () => void): void {
  const known = new Set(['constructor', ...excepted]);
  for (let holder = object; holder !== Object.prototype; holder = Object.getPrototypeOf(holder))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      if (typeof value !== 'function' || known.has(name) || name.startsWith('_')) continue;
      known.add(name);
      Object.defineProperty(object, name, {
        configurable: true,
        value(this: unknown, ...args: unknown[]) {
          onCall();
          return Reflect.apply(value, this, args);
        },
      });
    }
}

/**
 * One context for the tests of a worker, which saves each of them a renderer process and the compilation of the page: Chromium keeps what
 * it has compiled for an address, and desks of one worker take turns on the same ports.
 *
 * Between two tests their pages are closed, and with them routes, emulations, exposed functions and sessions of pages; cookies and all that
 * the visited origins have stored are deleted. Files of the page stay in the cache. Whatever else a test changes in the context (its clock,
 * scripts that each page runs first, permissions, listeners), by any method that is not known to leave nothing, ends the context, and the
 * next test has a new one.
 */
export class KeptContext implements DeskContexts {
  readonly #browser: () => Promise<Browser>;
  #kept: Kept | null = null;

  constructor(browser: () => Promise<Browser>) {
    this.#browser = browser;
  }

  async take(): Promise<BrowserContext> {
    this.#kept ??= await begin(await this.#browser());
    this.#kept.tests++;
    return this.#kept.context;
  }

  async giveBack(): Promise<void> {
    const kept = this.#kept;
    if (kept === null) return;
    if (kept.isChanged || kept.tests >= TESTS_AT_MOST) {
      this.#kept = null;
      await kept.context.close();
      return;
    }
    const { context, waiting, visited } = kept;
    await Promise.all(context.pages().map((page) => (page === waiting.page ? null : page.close())));
    await context.clearCookies();
    for (const origin of visited)
      await waiting.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    visited.clear();
  }
}

interface Kept {
  readonly context: BrowserContext;
  /** A page that stays open, because a renderer process ends with its last page. */
  readonly waiting: { readonly page: Page; readonly session: CDPSession };
  /** The origins that pages have visited during the current test. */
  readonly visited: Set<string>;
  tests: number;
  /** A test has changed something in the context that can not be undone here. */
  isChanged: boolean;
}

async function begin(browser: Browser): Promise<Kept> {
  const context = await newDeskContext(browser);
  const page = await context.newPage();
  await page.route(WAITING_PAGE, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(WAITING_PAGE);
  const session = await context.newCDPSession(page);
  const visited = new Set<string>();
  context.on('page', (opened) => {
    opened.on('framenavigated', (frame) => {
      const { origin } = new URL(frame.url());
      if (origin !== 'null') visited.add(origin);
    });
  });
  const kept: Kept = { context, waiting: { page, session }, visited, tests: 0, isChanged: false };
  const onChange = () => {
    kept.isChanged = true;
  };
  watchCalls(context, LEAVES_NOTHING, onChange);
  watchCalls(context.clock, new Set(), onChange);
  return kept;
}
