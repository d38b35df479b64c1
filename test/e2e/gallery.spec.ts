import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, test } from '@playwright/test';
import { type GalleryServer, serveGallery } from '../gallery/serve.ts';
import { CHROMIUM_ARGS, findChromium } from '../support/find-chromium.ts';
import { looksRight } from '../support/screen-look.ts';

// One server and one browser for all of them.
test.describe.configure({ mode: 'default' });

let gallery: GalleryServer;
let browser: Browser;
const cacheDir = mkdtempSync(join(tmpdir(), 'trunkline-gallery-'));

test.beforeAll(async () => {
  gallery = await serveGallery({ port: 0, cacheDir });
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
});

test.afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

/** The gallery in the theme of the system. */
async function open() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${gallery.origin}/?theme=system`);
  await expect(page.getByRole('heading', { level: 1, name: 'Components' })).toBeVisible();
  return page;
}

test('every component breaks no rule of axe, in light, dark and forced colors', async () => {
  const page = await open();
  await expect(page.getByRole('grid', { name: 'Leads', exact: true }).getByRole('row').nth(3)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'This part couldn’t be displayed' })).toBeVisible();
  await looksRight(page, 'the components');
  await page.close();
});

test('what opens over the page breaks none either', async () => {
  const page = await open();
  for (const [button, role] of [
    ['Small dialog …', 'dialog'],
    ['Large dialog …', 'dialog'],
    ['Ask for a name …', 'dialog'],
    ['Pick one …', 'dialog'],
    ['Menu', 'menu'],
    ['Search in a popover', 'dialog'],
    ['Tick in a popover', 'dialog'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole(role), button).toBeVisible();
    // A menu lies over the page, in no landmark of it.
    await looksRight(page, button, role === 'menu' ? ['region'] : []);
    await page.keyboard.press('Escape');
    await expect(page.getByRole(role), button).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Error message' }).click();
  await page.getByRole('button', { name: 'Message with undo' }).click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('listitem')).toHaveCount(2);
  await looksRight(page, 'messages');
  await page.close();
});

test('a long choice ends with an ellipsis before the arrow, and its tooltip is the whole text', async () => {
  const page = await open();
  const short = page.getByRole('combobox', { name: 'State', exact: true });
  await short.hover();
  await expect(short).toHaveAttribute('title', '');
  const long = page.getByRole('combobox', { name: 'Too long' });
  await long.hover();
  await expect(long).toHaveAttribute('title', /^(Delivery accounts of agencies,\s?)+$/);
  const text = await long.evaluate((select) => {
    const { overflow, textOverflow, width } = getComputedStyle(select, '::before');
    return { overflow, textOverflow, beyond: Number.parseFloat(width) > select.clientWidth };
  });
  expect(text).toEqual({ overflow: 'hidden', textOverflow: 'ellipsis', beyond: false });
  // The text that Chromium shows itself, which can't be cut well, takes no room.
  expect(await long.evaluate((select) => select.scrollWidth <= select.clientWidth)).toBe(true);
  await page.close();
});

test('light and dark are shown beside each other on one page', async () => {
  const page = await browser.newPage({ viewport: { width: 1600, height: 800 } });
  await page.goto(`${gallery.origin}/`);
  const grounds: string[] = [];
  for (const theme of ['light', 'dark']) {
    const half = page.frameLocator(`iframe[title="The components, ${theme}"]`);
    await expect(half.getByRole('heading', { level: 1 })).toBeVisible();
    grounds.push(await half.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor));
  }
  expect(grounds[0]).not.toBe(grounds[1]);
  await page.close();
});
