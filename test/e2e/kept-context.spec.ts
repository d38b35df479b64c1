import type { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { KeptContext } from '../support/screen-context.ts';

interface Left {
  readonly what: string;
  readonly leave: (page: Page, context: BrowserContext) => Promise<unknown>;
  /** What a page of the next test sees of it. */
  readonly see: (page: Page, context: BrowserContext) => Promise<unknown>;
  readonly unchanged: unknown;
  readonly keepsContext: boolean;
}

const YEAR_2000 = new Date(2000, 1, 1);
const yearOf = (page: Page) => page.evaluate(() => new Date().getFullYear() > 2000);
const mark = (page: Page) => page.evaluate(() => 'mark' in window);
const setMark = () => Object.assign(window, { mark: true });

const LEFT: readonly Left[] = [
  {
    what: 'what pages store',
    leave: async (page, context) => {
      await context.addCookies([{ name: 'b', value: '1', url: 'http://never-visited.test/' }]);
      await page.evaluate(async () => {
        await cookieStore.set('a', '1');
        localStorage.setItem('a', '1');
        sessionStorage.setItem('a', '1');
        await new Promise((done) => {
          indexedDB.open('a').onsuccess = done;
        });
        await caches.open('a');
      });
    },
    see: async (page, context) => [
      (await context.cookies()).length,
      ...(await page.evaluate(async () => [
        document.cookie,
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
      ])),
    ],
    unchanged: [0, '', 0, 0, 0, 0],
    keepsContext: true,
  },
  {
    what: 'routes, functions, scripts, colours and size of a page',
    leave: async (page) => {
      await page.route('**', (route) => route.fulfill({ body: 'routed' }));
      await page.exposeFunction('mark', () => undefined);
      await page.addInitScript(setMark);
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'no-preference' });
      await page.setViewportSize({ width: 400, height: 300 });
    },
    see: (page) =>
      page.evaluate(async () => [
        await (await fetch('/')).text(),
        'mark' in window,
        matchMedia('(prefers-color-scheme: dark)').matches,
        matchMedia('(prefers-reduced-motion: reduce)').matches,
        [innerWidth, innerHeight],
      ]),
    unchanged: ['served', false, false, true, [1280, 800]],
    keepsContext: true,
  },
  {
    what: 'another page',
    leave: (page) => page.context().newPage(),
    see: async (page, context) => context.pages().filter((one) => one !== page).length,
    unchanged: 1,
    keepsContext: true,
  },
  {
    what: 'a stopped clock',
    leave: (page) => page.clock.setFixedTime(YEAR_2000),
    see: yearOf,
    unchanged: true,
    keepsContext: false,
  },
  {
    what: 'a script of the context',
    leave: async (page, context) => {
      await context.addInitScript(setMark);
      await page.reload();
    },
    see: mark,
    unchanged: false,
    keepsContext: false,
  },
  {
    what: 'a function of the context',
    leave: (_, context) => context.exposeFunction('mark', () => undefined),
    see: mark,
    unchanged: false,
    keepsContext: false,
  },
  {
    what: 'a permission',
    leave: (_, context) => context.grantPermissions(['geolocation']),
    see: (page) => page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state),
    unchanged: 'prompt',
    keepsContext: false,
  },
  {
    what: 'a listener',
    leave: async (_, context) => context.on('request', () => undefined),
    see: async (_, context) => (context as unknown as EventEmitter).listenerCount('request'),
    unchanged: 0,
    keepsContext: false,
  },
  {
    what: 'a connection that is cut',
    leave: (_, context) => context.setOffline(true),
    see: (page) => page.evaluate(() => navigator.onLine),
    unchanged: true,
    keepsContext: false,
  },
  {
    what: 'a context that is closed',
    leave: (_, context) => context.close(),
    see: async (page) => page.isClosed(),
    unchanged: false,
    keepsContext: false,
  },
];

test('nothing that one test leaves in its context reaches the next one', async ({ launched }, info) => {
  test.skip(info.project.metadata.shell !== 'browser', 'a window has a context of its own');
  const site = createServer((_, res) => {
    res.setHeader('content-type', 'text/html').end('served');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  const kept = new KeptContext(launched);
  const openPage = async () => {
    const context = await kept.take();
    const page = await context.newPage();
    await page.goto(address);
    return { context, page };
  };
  for (const { what, leave, see, unchanged, keepsContext } of LEFT)
    await test.step(what, async () => {
      const before = await openPage();
      await leave(before.page, before.context);
      if (!before.page.isClosed()) expect(await see(before.page, before.context)).not.toEqual(unchanged);
      await kept.giveBack();
      const after = await openPage();
      expect(await see(after.page, after.context)).toEqual(unchanged);
      expect(after.context === before.context).toBe(keepsContext);
      await kept.giveBack();
    });
  await (await kept.take()).close();
  site.close();
});
