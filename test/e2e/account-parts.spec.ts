import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Locator, type Page, test } from '@playwright/test';
import { type GalleryServer, serveGallery } from '../gallery/serve.ts';
import { CHROMIUM_ARGS, findChromium } from '../support/find-chromium.ts';

// The criteria builder, the week grid and the mapping table, each by keyboard alone, over the gallery. One server and one browser.
test.describe.configure({ mode: 'default' });

let gallery: GalleryServer;
let browser: Browser;
let page: Page;
const cacheDir = mkdtempSync(join(tmpdir(), 'trunkline-parts-'));

test.beforeAll(async () => {
  gallery = await serveGallery({ port: 0, cacheDir });
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
});
test.beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${gallery.origin}/?theme=system`);
  await expect(page.getByRole('heading', { level: 1, name: 'Components' })).toBeVisible();
});
test.afterEach(() => page.close());
test.afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

/** Puts a text on the clipboard of a paste into what has the focus. */
async function paste(into: Locator, text: string): Promise<void> {
  await into.focus();
  await into.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function shot(of: Locator, name: string): Promise<void> {
  if (process.env.SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await of.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('criteria read as a sentence, and are added, changed and removed by keys', async () => {
  const builder = page.getByRole('region', { name: 'Criteria' });
  await expect(builder.getByText('Zip is one of 90210, 10001, 94105, 60601 and 2 more')).toBeVisible();
  await shot(page.getByRole('region', { name: 'CriteriaBuilder' }), 'criteria');

  // A clause leads to its row.
  await builder.getByRole('button', { name: 'Age is between 25 and 40' }).press('Enter');
  const field = builder.getByRole('combobox', { name: 'Field, criterion 2' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(builder.getByRole('combobox', { name: 'Operator, criterion 2' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('30');
  await expect(builder.getByRole('button', { name: 'Age is between 30 and 40' })).toBeVisible();

  // Chips: Backspace removes the last, a paste adds many, text that can't be read stays text.
  const zips = builder
    .getByRole('textbox', { name: 'Values of Zip, criterion 1' })
    .or(builder.getByRole('combobox', { name: 'Values of Zip, criterion 1' }));
  await zips.focus();
  await page.keyboard.press('Backspace');
  await expect(builder.getByRole('button', { name: 'Remove 30301' })).toHaveCount(0);
  await paste(zips, '30301\n30302\n90210');
  await expect(builder.getByRole('button', { name: 'Remove 30302' })).toBeVisible();
  await expect(builder.getByRole('button', { name: 'Remove 90210' })).toHaveCount(1);
  await expect(builder.getByRole('textbox', { name: /^Value as text, BirthDate, criterion 8/ })).toHaveValue(
    'LAST WEEK',
  );

  await page.keyboard.press('Alt+n');
  await expect(builder.getByRole('combobox', { name: 'Field, criterion 10' })).toBeFocused();
  await page.keyboard.press('Alt+Delete');
  await expect(builder.getByRole('combobox', { name: 'Field, criterion 10' })).toHaveCount(0);
  await expect(builder.getByRole('combobox', { name: 'Field, criterion 9' })).toBeFocused();
});

test('the week is painted by keys and typed as text, and each follows the other', async () => {
  const week = page.getByRole('region', { name: 'Schedule' });
  const text = week.getByRole('textbox', { name: 'Hours, Pacific Time' });
  await expect(text).toHaveValue('Mon–Fri 8:15 AM–12 PM and 1–5 PM; Sat 10 AM–2 PM; Jan 1, 2027 closed');
  await shot(page.getByRole('region', { name: 'WeekEditor' }), 'week');

  // The lunch hour of Monday to Wednesday is opened.
  const cell = (name: string) => week.getByRole('gridcell', { name, exact: true });
  await cell('Monday 12 PM, closed').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(cell('Wednesday 12:30 PM, closed')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(text).toHaveValue(/^Mon–Wed 8:15 AM–5 PM; Thu, Fri 8:15 AM–12 PM and 1–5 PM; Sat/);
  await page.keyboard.press('Space');
  await expect(text).toHaveValue(/^Mon–Fri 8:15 AM–12 PM and 1–5 PM/);

  // A day's hours are copied to another.
  await page.keyboard.press('Control+c');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+v');
  await expect(text).toHaveValue(/Sat 10 AM–2 PM|Sun 8:15 AM–12 PM and 1–5 PM/);
  await expect(text).toHaveValue(/^Mon–Fri, Sun 8:15 AM–12 PM and 1–5 PM; Sat 10 AM–2 PM/);

  await text.fill('weekdays 9-5pm');
  await expect(cell('Friday 4:30 PM, open')).toHaveCount(1);
  await expect(cell('Saturday 10 AM, closed')).toHaveCount(1);
  await text.fill('weekdays whenever');
  await expect(week.getByText('“whenever” can’t be read.')).toBeVisible();
  await text.press('Escape');
  await expect(text).toHaveValue(/^Mon–Fri, Sun 8:15/);
});

test('the week is painted by dragging', async () => {
  const week = page.getByRole('region', { name: 'Schedule' });
  const text = week.getByRole('textbox', { name: 'Hours, Pacific Time' });
  const from = week.getByRole('gridcell', { name: 'Monday 6 PM, closed' });
  await from.scrollIntoViewIfNeeded();
  await from.hover();
  await page.mouse.down();
  await week.getByRole('gridcell', { name: /^Tuesday 7:30 PM/ }).hover();
  await page.mouse.up();
  await expect(text).toHaveValue(/^Mon, Tue 8:15 AM–12 PM and 1–5 PM and 6–8 PM; Wed–Fri/);
});

test('the mapping is filled, moved, pasted and shown for a lead by keys', async () => {
  const part = page.getByRole('region', { name: 'MappingTable' });
  const table = part.getByRole('region', { name: 'Fields sent' });
  const name = (row: number) => table.getByRole('textbox', { name: `Sent as, row ${row}` });
  await expect(part.getByRole('region', { name: 'Preview' })).toContainText('owner=Y');
  await shot(part, 'mapping');

  await name(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(name(2)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(name(1)).toHaveValue('owner');
  await expect(name(1)).toBeFocused();
  await page.keyboard.press('Alt+v');
  await expect(table.getByRole('textbox', { name: 'Sent instead of value 1 of owner' })).toHaveValue('Y');

  await paste(name(1), 'name\tfrom\npartner\tus\nstate\t[State]');
  await expect(table.getByRole('status')).toContainText('Pasted 2 fields: 1 new, 1 changed.');
  await expect(name(7)).toHaveValue('state');
  await expect(part.getByRole('region', { name: 'Preview' })).toContainText('partner=us');
  await table.getByRole('button', { name: 'Undo paste' }).press('Enter');
  await expect(name(7)).toHaveCount(0);

  await page.keyboard.press('Alt+n');
  await expect(name(7)).toBeFocused();
  await page.keyboard.press('Alt+Delete');
  await expect(name(7)).toHaveCount(0);
  await name(3).focus();
  await page.keyboard.press('Alt+Delete');
  await expect(name(3)).toBeDisabled();
  await expect(table.getByText('2 fields removed when saved.')).toBeVisible();
});
