import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

/** The number that stands in a text: "Start: 4,881 rows" is 4881. */
function numberIn(text: string | null): number {
  return Number(/\d[\d,]*/.exec(text ?? '')?.[0].replaceAll(',', ''));
}

/** The number beside a line of the reasons. */
async function rowsOf(page: Page, words: string): Promise<number> {
  const line = page.getByRole('navigation', { name: 'Rows by reason' }).getByRole('link', { name: words });
  return numberIn((await line.textContent())?.match(/[\d,]+$/)?.[0] ?? null);
}

test('a first run goes from the sample list to its rows in the dialer and in the log', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  const main = page.getByRole('main');

  await test.step('first run', async () => {
    await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
    await looksRight(page, 'first run');
    await page.getByRole('button', { name: 'Send a dial list' }).click();
  });

  await test.step('file: how it is read, with its accented rows', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Practice list.csv' })).toBeVisible();
    await expect(page.getByLabel('Encoding')).toContainText('UTF-8');
    const accented = page.getByRole('region', { name: 'Rows with accented letters' });
    await expect(accented.getByRole('row')).not.toHaveCount(0);
    await expect(accented.locator('mark').first()).toHaveText(/\p{L}/u);
    await expect(page.getByRole('region', { name: 'First rows of the file' })).toContainText('TL-100001');
    await looksRight(page, 'file');
    await page.getByRole('button', { name: 'Columns' }).click();
  });

  await test.step('columns: suggested, with samples and why', async () => {
    await expect(page.getByLabel('Phone becomes', { exact: true })).toHaveValue(/\d/);
    await expect(page.getByLabel('Phone becomes', { exact: true }).locator('option:checked')).toHaveText(/^Phone/);
    await expect(page.getByLabel('ZIP becomes').locator('option:checked')).toHaveText(/^Postal code/);
    await expect(main.getByRole('row', { name: /^ZIP/ })).toContainText('Sure');
    await expect(page.getByLabel('List', { exact: true })).toHaveValue('101');
    await looksRight(page, 'columns');
    await page.getByRole('button', { name: /^Check about .* rows$/ }).click();
  });

  const start = page.getByRole('button', { name: /^Start: / });
  const table = page.getByRole('grid', { name: 'Checked rows' });
  await test.step('checks: every row has its verdict, the reasons their numbers', async () => {
    await expect(start).toBeVisible();
    expect(await rowsOf(page, 'All rows')).toBe(5000);
    const parts = await Promise.all(
      ['To send', 'Can’t be sent', 'Duplicate in file'].map((words) => rowsOf(page, words)),
    );
    expect(parts.reduce((sum, n) => sum + n, 0)).toBe(5000);
    expect(await rowsOf(page, 'Phone shorter than 6 digits')).toBeGreaterThan(0);
    await looksRight(page, 'checks');
  });

  let toSend = numberIn(await start.textContent());
  await test.step('a bad phone is mended in its cell: one more row will be sent', async () => {
    await page.getByRole('link', { name: /Phone shorter than 6 digits/ }).click();
    const short = await rowsOf(page, 'Phone shorter than 6 digits');
    const this_ = page.getByRole('region', { name: 'This reason' });
    await expect(this_).toContainText(`${short} rows left out: phone shorter than 6 digits`);
    // The column of the reason comes first of the file's: row, verdict, why, phone.
    await table
      .getByRole('row')
      .nth(1)
      .getByRole('gridcell')
      .nth(3)
      .getByText(/^\d{5}$/)
      .dblclick();
    const cell = page.getByRole('textbox', { name: /^Phone of row/ });
    await cell.fill('(727) 599-0001');
    await cell.press('Enter');
    await expect(start).toHaveText(`Start: ${(toSend + 1).toLocaleString('en-US')} rows`);
    await expect(this_).toContainText(`${short - 1} rows left out`);
    toSend += 1;
  });

  await test.step('one reason is left out in all its rows, and taken back', async () => {
    await page.getByRole('link', { name: /Email without @/ }).click();
    const reason = page.getByRole('region', { name: 'This reason' });
    const n = await rowsOf(page, 'Email without @');
    await reason.getByRole('button', { name: `Leave ${n} out` }).click();
    await expect(start).toHaveText(`Start: ${(toSend - n).toLocaleString('en-US')} rows`);
    await looksRight(page, 'one reason');
    // By its key, which holds when its message is gone.
    await page.keyboard.press('Control+z');
    await expect(start).toHaveText(`Start: ${toSend.toLocaleString('en-US')} rows`);
  });

  await test.step('one value is emptied in all rows of a reason', async () => {
    const n = await rowsOf(page, 'Email without @');
    await page.getByRole('button', { name: `Send ${n} empty` }).click();
    await expect(page.getByRole('link', { name: /Email without @/ })).toHaveCount(0);
    await expect(start).toHaveText(`Start: ${toSend.toLocaleString('en-US')} rows`);
    await start.click();
  });

  const send = page.getByRole('button', { name: `Send ${toSend.toLocaleString('en-US')} rows` });
  await test.step('start: what will happen, and a dry run', async () => {
    await expect(page.getByRole('heading', { name: 'Ready to start' })).toBeVisible();
    await expect(main).toContainText(`${toSend.toLocaleString('en-US')}rows go to Practice dialer, list 101`);
    await expect(main).toContainText('5,000rows in the file');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await expect(page.getByRole('region', { name: 'Rows as they would be sent' }).getByRole('row')).toHaveCount(51);
    await looksRight(page, 'start');
    await page.evaluate(() => {
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('h2'))
          if (!(document.body.dataset.headings ?? '').includes(`${textContent}\n`))
            document.body.dataset.headings = `${document.body.dataset.headings ?? ''}${textContent}\n`;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await send.click();
  });

  const lines = main.getByRole('table').getByRole('row');
  await test.step('result: adds up to the rows of the file', async () => {
    // How far it is can be read on the way; a quick machine may be at the end before a look.
    await expect
      .poll(() => page.evaluate(() => document.body.dataset.headings ?? ''))
      .toMatch(/\d of [\d,]+ rows done\n/);
    await looksRight(page, 'while sending, or sent');
    await expect(
      page.getByRole('heading', { name: `All ${toSend.toLocaleString('en-US')} rows done` }),
      // Five thousand requests: on a loaded machine they take minutes.
    ).toBeVisible({ timeout: 480_000 });
    await expect(lines.filter({ hasText: 'Rows in the file' })).toContainText('5,000');
    const numbers = (await lines.locator('td:nth-child(2)').allTextContents()).map(numberIn);
    expect(numbers.at(-1)).toBe(5000);
    expect(numbers.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(5000);
    await expect(lines.filter({ hasText: 'Delivered' })).toBeVisible();
    await looksRight(page, 'result');
  });

  await test.step('the rejects are saved, each with its reason', async () => {
    const save = page.getByRole('button', { name: /^Save [\d,]+ rows left out or rejected$/ });
    const rejects = numberIn(await save.textContent());
    if (desk.shell === 'browser') {
      const download = page.waitForEvent('download');
      await save.click();
      const saved = readFileSync(await (await download).path(), 'utf8');
      expect(saved.match(/^"?TL-\d{6}/gm)).toHaveLength(rejects);
      expect(saved.split('\n')[0]).toMatch(/Lead ID.*Phone.*[Rr]eason/);
    } else await save.click();
    await expectSaid(page, `${rejects.toLocaleString('en-US')} rows saved as CSV`);
  });

  await test.step('deliveries: the log holds them, and explains one', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Deliveries' }).click();
    await expect(page.getByText(`${toSend.toLocaleString('en-US')} rows`, { exact: true })).toBeVisible();
    await looksRight(page, 'delivery log');
    await page.getByRole('radio', { name: /^Delivered/ }).check();
    const log = page.getByRole('grid', { name: 'Deliveries' });
    await log
      .getByRole('row', { name: /Delivered/ })
      .first()
      .click();
    const detail = page.getByRole('region', { name: 'The open row' });
    await expect(detail.getByRole('term').filter({ hasText: /^phone_number$/ })).toBeVisible();
    await expect(detail).toContainText('Exactly what the last attempt sent, without the password.');
    await expect(detail).toContainText('SUCCESS: add_lead');
    await expect(detail.locator('div:has(> dt:text-is("pass")) > dd')).toHaveText('[removed]');
    await looksRight(page, 'one delivery');
  });
});
