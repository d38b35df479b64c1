import type { Page } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { connect, plainList, putFile, startedList } from '../support/screen-lists.ts';

/** Presses Tab until what is wanted has the focus. */
async function tabTo(page: Page, role: 'grid' | 'button' | 'link', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name });
  await expect(wanted).toBeVisible();
  for (let press = 0; press < 80; press++) {
    if (await wanted.evaluate((el) => el === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`80 Tabs did not lead to ${role} “${name}”`);
}

test('a whole import by keyboard alone', async ({ desk, dialer }) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  await connect(desk, dialer);
  const path = putFile(desk, 'by keyboard.csv', `${plainList(30)}72755,Bo,Short,Tampa,FL,33602\n`);
  await desk.reopen();
  const keys = desk.page.keyboard;
  const now = desk.page;
  await expect(now.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await pressInTurn(now, 'g', 'l');
  await expect(now.getByRole('heading', { level: 1, name: 'Dial lists' })).toBeVisible();

  await test.step('the palette leads to a new import, a key to the file', async () => {
    await keys.press('Control+k');
    await expect(now.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    await keys.type('import a f');
    await keys.press('Enter');
    await expect(now.getByRole('heading', { level: 1, name: 'New import' })).toBeVisible();
    const chooser = now.waitForEvent('filechooser');
    await keys.press('o');
    await (await chooser).setFiles(path);
    await expect(now.getByRole('region', { name: 'File format' })).toBeVisible();
    await keys.press('Control+Enter');
  });

  await test.step('what is missing gets the focus and is typed', async () => {
    await expect(now.getByLabel('Phone becomes')).toBeVisible();
    await keys.press('Control+Enter');
    await expect(now.getByLabel('List', { exact: true })).toBeFocused();
    await keys.type('101');
    // What the dialer says of its lists brings a button that picks one of them.
    await expect(now.getByText(/Lists and campaigns from/)).toBeVisible();
    await keys.press('Tab');
    await expect(now.getByRole('button', { name: /^Lists of/ })).toBeFocused();
    await keys.press('Tab');
    await expect(now.getByLabel('Campaign', { exact: true })).toBeFocused();
    await keys.type('PRACTICE');
    await keys.press('Control+Enter');
    await expect(now.getByRole('button', { name: 'Start: 30 rows' })).toBeVisible();
  });

  await test.step('a row is opened from the table, mended and closed', async () => {
    await tabTo(now, 'link', 'Can’t be sent 1');
    await keys.press('Enter');
    await expect(now).toHaveURL(/verdict=error/);
    await tabTo(now, 'grid', 'Checked rows');
    await keys.press('j');
    await keys.press('Enter');
    const row = now.getByRole('region', { name: 'The row', exact: true });
    await expect(row.getByLabel('Phone', { exact: true })).toBeFocused();
    await keys.press('Control+a');
    await keys.type('727 599 0001');
    await keys.press('Enter');
    await expect(now.getByRole('button', { name: 'Start: 31 rows' })).toBeVisible();
    await keys.press('Escape');
    await expect(row).toHaveCount(0);
    await keys.press('Control+Enter');
  });

  await test.step('dry run, start, result', async () => {
    await expect(now.getByRole('button', { name: 'Send 31 rows' })).toBeVisible();
    await keys.press('d');
    await expect(now.getByRole('heading', { name: 'Dry run: nothing is sent' })).toBeVisible();
    expect(dialer.admin.counts().requests).toBe(0);
    await keys.press('Control+Enter');
    await expect(now.getByRole('heading', { name: 'All 31 rows done' })).toBeVisible();
    expect(dialer.admin.count()).toBe(31);
    expect(dialer.admin.leadsByPhone('7275990001')).toHaveLength(1);
  });

  await test.step('its deliveries: from row to row, and out again', async () => {
    await pressInTurn(now, 'g', 'd');
    const log = now.getByRole('grid', { name: 'Deliveries' });
    await expect(log).toBeFocused();
    await expect(log.getByRole('row', { name: /Delivered/ })).not.toHaveCount(0);
    await keys.press('j');
    await keys.press('Enter');
    const detail = now.getByRole('region', { name: 'The open row' });
    const phone = await detail.getByRole('heading', { level: 2 }).textContent();
    await keys.press('j');
    await expect(detail.getByRole('heading', { level: 2 })).not.toHaveText(phone ?? '');
    await keys.press('Escape');
    await expect(detail).toHaveCount(0);
    await expect(log).toBeFocused();
  });
});

test('a key that comes before the rows of a table moves the cursor once they are there', async ({ desk, dialer }) => {
  const { page } = desk;
  await startedList(desk, await connect(desk, dialer), 5);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  // Electron's bridge can't be held up from here; there the rows may be the first.
  await page.route('**/api/call/jobs.list', async (route) => {
    await answered;
    await route.continue();
  });
  await desk.goTo('/deliveries');
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await log.focus();
  await page.keyboard.press('j');
  answer();
  await expect(log).toHaveAttribute('aria-activedescendant', /-0$/);
});
