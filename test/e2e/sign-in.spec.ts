import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { TOKEN_STORED } from '../../src-preload/contract/page-session.ts';
import { type Desk, expect, test } from '../support/screen.ts';
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
  await expect(two.getByText('This address was used already')).toBeVisible();
  await expect(two.getByText('npm run -s trunkline -- open')).toBeVisible();
  await one.evaluate(() => localStorage.clear());
  await one.reload();
  await expect(one.getByText('This browser is not signed in')).toBeVisible();
  await one.goto(await freshAddress(desk.dataDir));
  await shown(one);
  await one.context().close();
  await two.context().close();
});
