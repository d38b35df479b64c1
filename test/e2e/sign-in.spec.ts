import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, Request } from '@playwright/test';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { EVENTS_SHARED, TOKEN_STORED } from '../../src-preload/contract/page-session.ts';
import { ask, type Desk, expect, test } from '../support/screen.ts';
import { freshAddress } from '../support/screen-shells.ts';

test.skip(({ desk }) => desk.shell === 'electron', 'a window of its own needs no key');

const shown = (page: Page) => expect(page.getByRole('navigation').first()).toBeVisible();

/** The page in a browser that has never seen it. */
async function stranger(desk: Desk): Promise<Page> {
  const browser = desk.page.context().browser();
  if (browser === null) throw new Error('no browser');
  return (await browser.newContext()).newPage();
}

test('a file for its owner opens the desk once, and nothing of the key or the token stays in sight', async ({
  desk,
}) => {
  const running = await connectLocalSocket(desk.dataDir);
  const file = (await running?.openerFile()) ?? '';
  running?.close();
  const page = await stranger(desk);
  await page.goto('about:blank');
  await page.goto(pathToFileURL(file).href);
  await shown(page);
  expect(readdirSync(join(desk.dataDir, 'open'))).toEqual([]);

  await test.step('the address, the document and scripts’ cookies hold neither', async () => {
    const token = await page.evaluate((name) => localStorage.getItem(name) ?? '', TOKEN_STORED);
    expect(token).toMatch(/^[\w-]{43}$/);
    const origin = new URL(page.url()).origin;
    expect(page.url().split('#')[0]).toBe(`${origin}/`);
    expect(await page.content()).not.toContain(token);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await page.evaluate(() => document.referrer)).not.toContain('key');
  });

  await test.step('reloading, a link typed by hand, and the back button go on working', async () => {
    await page.reload();
    await shown(page);
    const origin = new URL(page.url()).origin;
    const second = await page.context().newPage();
    await second.goto(`${origin}/#/settings`);
    await shown(second);
    // Typed without its hash, it leads to the same place.
    await second.goto(`${origin}/settings/look`);
    await expect(second.getByRole('radiogroup', { name: 'Theme' })).toBeVisible();
    expect(second.url()).toBe(`${origin}/#/settings/look`);
    await second.goto('about:blank');
    await second.goBack();
    await shown(second);
    await second.reload();
    await shown(second);
    const client = await page.context().newCDPSession(page);
    const { entries } = await client.send('Page.getNavigationHistory');
    expect(entries.filter(({ url }) => url.includes('key='))).toEqual([]);
  });

  await test.step('a link on another site leads to the page, and reloading it does, too', async () => {
    const origin = new URL(page.url()).origin;
    const site = createServer((_, res) => {
      res.setHeader('content-type', 'text/html').end(`<a href="${origin}/">desk</a>`);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const other = await page.context().newPage();
    await other.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    await other.getByRole('link').click();
    await shown(other);
    await other.reload();
    await shown(other);
    site.close();
  });
  await page.context().close();
});

test('an address that was used says what to do, to whoever has no part in it', async ({ desk }) => {
  const address = await freshAddress(desk.dataDir);
  const one = await stranger(desk);
  await one.goto(address);
  await shown(one);
  await one.goto(address);
  await shown(one);
  const two = await stranger(desk);
  await two.goto(address);
  await expect(two.getByText('This address was already used')).toBeVisible();
  await expect(two.getByText('npm run -s trunkline -- open')).toBeVisible();
  await one.evaluate(() => localStorage.clear());
  await one.reload();
  await expect(one.getByText('This browser is not signed in')).toBeVisible();
  await one.goto(await freshAddress(desk.dataDir));
  await shown(one);
  await one.context().close();
  await two.context().close();
});

test('twelve tabs share one stream: each shows what changes, commands answer, and another tab takes over', async ({
  desk,
}) => {
  const context = desk.page.context();
  const origin = new URL(desk.page.url()).origin;
  /** Which tabs read the stream now. */
  const reading = new Set<Page>();
  context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) reading.add(request.frame().page());
  });
  const over = (request: Request) => {
    if (request.url().endsWith('/api/events')) reading.delete(request.frame().page());
  };
  context.on('requestfailed', over);
  context.on('requestfinished', over);
  const tabs: Page[] = [];
  while (tabs.length < 12) {
    const tab = await context.newPage();
    await tab.goto(`${origin}/#/settings`);
    await shown(tab);
    tabs.push(tab);
  }
  // The tab that opened the desk reads the stream first; it goes, so that all who are left have been watched from the beginning.
  await desk.page.goto('about:blank');

  const eachShows = async (theme: 'dark' | 'light') => {
    const [first] = tabs;
    if (first === undefined) throw new Error('no tab');
    await ask(first, 'preferences.set', { theme });
    for (const tab of tabs) {
      await expect(tab.locator('html')).toHaveAttribute('data-theme', theme);
      await ask(tab, 'desk.status', {});
    }
    await expect.poll(() => reading.size).toBe(1);
  };
  await expect.poll(() => reading.size).toBe(1);
  await eachShows('dark');

  await test.step('the one that reads is closed', async () => {
    const [reader] = reading;
    if (reader === undefined) throw new Error('no reader');
    tabs.splice(tabs.indexOf(reader), 1);
    // What happens before another one reads is heard, too: every tab asks again.
    const closing = reader.close();
    reading.delete(reader);
    await eachShows('light');
    await closing;
  });

  await test.step('the one that reads is put to sleep, and woken', async () => {
    const [reader] = reading;
    if (reader === undefined) throw new Error('no reader');
    // What Chromium tells a page whose tab it freezes; in a browser without a window no tab is ever hidden.
    await reader.evaluate(() => document.dispatchEvent(new Event('freeze')));
    tabs.splice(tabs.indexOf(reader), 1);
    await eachShows('dark');
    await expect(reader.locator('html')).toHaveAttribute('data-theme', 'light');
    await reader.evaluate(() => document.dispatchEvent(new Event('resume')));
    tabs.push(reader);
    await expect(reader.locator('html')).toHaveAttribute('data-theme', 'dark');
    await eachShows('light');
  });
});

test('a tab that can be seen takes the stream from one that has fallen silent', async ({ desk }) => {
  const context = desk.page.context();
  const origin = new URL(desk.page.url()).origin;
  const silent = await context.newPage();
  await silent.goto(`${origin}/signed-out`);
  const tab = await context.newPage();
  await tab.clock.install();
  await tab.goto(origin);
  await shown(tab);
  // Holds the turn as a tab does that the browser has put to sleep without a word.
  await silent.evaluate((name) => {
    void navigator.locks.request(name, { steal: true }, () => new Promise(() => {}));
  }, EVENTS_SHARED);
  await desk.page.goto('about:blank');
  await ask(tab, 'preferences.set', { theme: 'dark' });
  expect(await tab.locator('html').getAttribute('data-theme')).toBeNull();
  await tab.clock.fastForward(60_000);
  await expect(tab.locator('html')).toHaveAttribute('data-theme', 'dark');
  await silent.close();
});

test('a page on another port gets the cookie, and nothing by it', async ({ desk }) => {
  const { page } = desk;
  const origin = new URL(page.url()).origin;
  let cookie = '';
  const site = createServer((req, res) => {
    cookie = req.headers.cookie ?? '';
    res.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const other = await page.context().newPage();
  await other.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const before = await desk.call('preferences.get', {});

  await test.step('replayed by its server, as if it were the desk’s page', async () => {
    expect(cookie).toMatch(/^trunkline-\d+=/);
    const headers = {
      cookie,
      origin,
      referer: `${origin}/`,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
    };
    for (const path of ['/api/call/preferences.set', '/api/upload?name=a.csv', '/api/events', '/api/file?ticket=x']) {
      const isRead = path.startsWith('/api/events') || path.startsWith('/api/file');
      const answer = await fetch(origin + path, {
        method: isRead ? 'GET' : 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        ...(isRead ? {} : { body: '{"theme":"dark"}' }),
      });
      expect([path, answer.status]).toEqual([path, path.startsWith('/api/file') ? 404 : 401]);
    }
  });

  await test.step('by the page itself', async () => {
    const got = await other.evaluate(async (url) => {
      const tries = [
        () => fetch(`${url}/api/call/preferences.get`, { method: 'POST', credentials: 'include', body: '{}' }),
        () => fetch(`${url}/`, { credentials: 'include' }),
        () => fetch(`${url}/api/events`, { credentials: 'include', mode: 'no-cors' }),
      ];
      const texts: string[] = [];
      for (const one of tries)
        texts.push(
          await one().then(
            (answer) => answer.text(),
            () => 'refused',
          ),
        );
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        enctype: 'text/plain',
        action: `${url}/api/call/preferences.set`,
      });
      form.append(Object.assign(document.createElement('input'), { name: '{"theme":"dark","x":"', value: '"}' }));
      document.body.append(form);
      const frame = Object.assign(document.createElement('iframe'), { src: `${url}/`, name: 'desk' });
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      let framed = '';
      try {
        framed = frame.contentDocument?.body.textContent ?? '';
      } catch {
        framed = 'refused';
      }
      form.target = 'desk';
      form.submit();
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      return [...texts, framed, String(localStorage.length)];
    }, origin);
    expect(got).toEqual(['refused', 'refused', 'refused', '', '0']);
  });
  expect(await desk.call('preferences.get', {})).toEqual(before);
  await other.close();
  site.close();
});
