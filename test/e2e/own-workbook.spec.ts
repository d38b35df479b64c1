import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeXlsx } from '../support/make-xlsx.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { holdAnswers } from '../support/screen-intercept.ts';
import { connect } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

test.beforeEach(({ desk }) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
});

/** Gives the page a file where it asks for one. */
async function choose(page: Page, button: string | RegExp, file: { name: string; buffer: Buffer }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).first().click();
  await (await chooser).setFiles({ ...file, mimeType: 'application/octet-stream' });
}

async function newList(desk: Desk, file: { name: string; buffer: Buffer }): Promise<void> {
  await desk.goTo('/dial-lists/new');
  await choose(desk.page, 'Choose a file', file);
  await expect(desk.page.getByRole('heading', { level: 1, name: file.name })).toBeVisible();
}

async function check(page: Page): Promise<void> {
  await page.getByLabel('List', { exact: true }).fill('101');
  await page.getByLabel('Campaign', { exact: true }).fill('PRACTICE');
  await page.getByRole('button', { name: /^Check about/ }).click();
}

test('a workbook: its sheet is chosen, its names are split, and how its days are read is changed beside the reason', async ({
  desk,
  dialer,
}) => {
  await connect(desk, dialer);
  await desk.call('dnc.add', { phones: ['7275550111', '3055550103'] });
  const { page } = desk;
  const path = join(desk.dataDir, 'book.xlsx');
  const head = ['Phone', 'Phone 2', 'Name', 'Birth Date', 'State'];
  makeXlsx(path, {
    sheets: [
      {
        name: 'Notes',
        rows: [
          ['Phone', 'Note'],
          ['7275550199', 'old'],
        ],
      },
      {
        name: 'March',
        rows: [
          head,
          [7275550101, 7275550111, 'Quill, Nora A.', '03/04/1980', 'FL'],
          [8135550102, '', 'Omar Vance', '05/06/1975', 'FL'],
          [3055550103, '', 'Pia Reed', '05/06/1975', 'FL'],
          [4075550104, '', 'Acme Roofing LLC', '05/06/1975', 'CA'],
        ],
      },
    ],
  });

  await test.step('the sheet is chosen', async () => {
    await newList(desk, { name: 'Book.xlsx', buffer: readFileSync(path) });
    const first = page.getByRole('region', { name: 'First rows of the file' });
    await expect(first).toContainText('old');
    await page.getByLabel('Sheet').selectOption({ label: 'March' });
    await expect(first).toContainText('Quill, Nora A.');
    await looksRight(page, 'a sheet of a workbook');
    await page.getByRole('button', { name: 'Columns' }).click();
  });

  await test.step('names are split, as the columns say', async () => {
    await expect(page.getByLabel('Name becomes').locator('option:checked')).toHaveText(/^Full name/);
    await expect(page.getByLabel('How names in Name are split').locator('option:checked')).toHaveText(
      'Split: John Q. Smith',
    );
    await looksRight(page, 'a column of full names');
    await check(page);
  });

  const reasons = page.getByRole('navigation', { name: 'Rows by reason' });
  const rows = page.getByRole('grid', { name: 'Checked rows' });
  await test.step('before and after of a name; a further phone on the do-not-call list is left out', async () => {
    await expect(rows.getByRole('deletion').filter({ hasText: 'Quill, Nora A.' })).toBeVisible();
    await expect(rows.getByRole('insertion').filter({ hasText: 'Nora' })).toBeVisible();
    await expect(reasons.getByRole('link', { name: /^Other phone is on your do-not-call list/ })).toBeVisible();
    await expect(reasons.getByRole('link', { name: /^Full name can’t be split/ })).toBeVisible();
  });

  await test.step('the order of days is chosen beside the reason that it cures', async () => {
    await reasons.getByRole('link', { name: /is ambiguous: choose whether day or month comes first/ }).click();
    const reason = page.getByRole('region', { name: 'This reason' });
    await expect(reason.getByRole('button', { name: /^Set in/ })).toHaveCount(0);
    await looksRight(page, 'a reason with its cure');
    // Its answer comes after the screen has heard that nothing is checked any more, and has gone back to the columns.
    const letGo = await holdAnswers(page, 'imports.configure');
    await reason.getByRole('button', { name: 'Read as D/M/Y' }).click();
    await expect(page).toHaveURL(/\/columns$/);
    letGo();
    await expect(
      reasons.getByRole('link', { name: /is ambiguous: choose whether day or month comes first/ }),
    ).toHaveCount(0);
    await expect(rows).toContainText('1980-04-03');
  });

  await test.step('the start page says whom not to call and where time zones disagree', async () => {
    await page.getByRole('button', { name: 'Start: 3 rows' }).click();
    await expect(page.getByText(/Other phone is on your do-not-call list/)).toBeVisible();
    await expect(page.getByText(/time zones disagree/)).toBeVisible();
    await expect(page.getByText('1 row left out', { exact: true })).toBeVisible();
    await looksRight(page, 'the start of a workbook');
    await page.getByRole('button', { name: 'Send 3 rows' }).click();
    await expect(page.getByRole('heading', { name: 'All 3 rows done' })).toBeVisible();
    expect(dialer.admin.leadsByPhone('7275550101')[0]).toMatchObject({
      first_name: 'Nora',
      middle_initial: 'A',
      last_name: 'Quill',
      alt_phone: '',
      date_of_birth: '1980-04-03',
    });
    expect(dialer.admin.leadsByPhone('3055550103')).toEqual([]);
  });
});

test('an encoding that can’t be told is asked for, and nothing is checked before', async ({ desk, dialer }) => {
  await connect(desk, dialer);
  const { page } = desk;
  const text = 'Phone,First Name\n7275550101,K\xb3r\xa6\n';
  await newList(desk, { name: 'old.csv', buffer: Buffer.from(text, 'latin1') });
  const readings = page.getByRole('list', { name: 'Encoding options' });
  await expect(readings.getByRole('listitem').nth(1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Columns' })).toBeDisabled();
  await looksRight(page, 'an encoding to choose');
  const chosen = readings.getByRole('listitem').nth(1);
  const [, name = ''] = /(K\S*)/.exec((await chosen.getByText(/K/).last().textContent()) ?? '') ?? [];
  await chosen.getByRole('button').click();
  await expect(readings).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'First rows of the file' })).toContainText(name);
  await expect(page.getByRole('button', { name: 'Columns' })).toBeEnabled();
});

test('columns and files that say who must not be called, and what becomes of values that can’t be read', async ({
  desk,
  dialer,
}) => {
  await connect(desk, dialer);
  const { page } = desk;
  const list = [
    'Phone,First Name,State,OK to call',
    '7275550101,Nora,FL,yes',
    '8135550102,Omar,FL,no',
    '3055550103,Pia,FL,yes',
    '4075550104,Ray,Elsewhere,yes',
    '5615550105,Sue,FL,yes',
  ].join('\n');

  await test.step('a file of numbers goes on the do-not-call list', async () => {
    await desk.goTo('/settings/do-not-call');
    const registry = Buffer.from('Area Code,Number\n305,555-0103\n');
    await choose(page, /file/i, { name: 'registry.csv', buffer: registry });
    await expect(page.getByText('1 number on the list')).toBeVisible();
  });

  await newList(desk, { name: 'leads.csv', buffer: Buffer.from(list) });
  await page.getByRole('button', { name: 'Columns' }).click();
  const says = page.getByLabel('Do-not-call rule for OK to call');

  await test.step('the column leaves rows out, and a value that can’t be read costs no lead', async () => {
    await expect(says.locator('option:checked')).toHaveText('“Yes” means OK to call');
    const unreadable = page.getByLabel('Optional values that can’t be read');
    await expect(unreadable.locator('option:checked')).toHaveText('Send the lead without the value');
    await looksRight(page, 'a column about calling');
    await check(page);
    await expect(page.getByRole('button', { name: 'Start: 3 rows' })).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
  });

  await test.step('both can be chosen otherwise', async () => {
    await says.selectOption({ label: 'Leave no row out by it' });
    await page.getByLabel('Optional values that can’t be read').selectOption({ label: 'Leave the row out' });
    await check(page);
    await expect(page.getByRole('button', { name: 'Start: 3 rows' })).toBeVisible();
    const reasons = page.getByRole('navigation', { name: 'Rows by reason' });
    await expect(reasons.getByRole('link', { name: /^Phone is on your do-not-call list/ })).toContainText('1');
    await expect(reasons.getByRole('link', { name: /^The file says not to call/ })).toHaveCount(0);
    await expect(reasons.getByRole('link', { name: /^State isn’t two letters/ })).toContainText('1');
  });
});
