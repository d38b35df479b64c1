import type { Page } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { connect } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

/** A list of Handy, first name and color, which nothing recognizes by itself. */
const list = (first: number) =>
  Buffer.from(`Handy,First Name,Colour\n72755510${first},Ann,red\n72755510${first + 1},Bob,blue\n`);

async function chooseFile(page: Page, goTo: (path: string) => Promise<unknown>, name: string, buffer: Buffer) {
  await goTo('/dial-lists/new');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('list, campaign and custom fields are picked from the dialer; a template makes the next file four actions', async ({
  desk,
  dialer,
}) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  await connect(desk, dialer);
  const { page } = desk;
  const goTo = (path: string) => desk.goTo(path);
  await chooseFile(page, goTo, 'first.csv', list(11));
  await page.getByRole('button', { name: 'Columns' }).click();
  const form = page.getByRole('region', { name: 'The dial list' });

  await test.step('a list is picked, and brings its campaign', async () => {
    await expect(form).toContainText('Lists and campaigns from Main dialer, updated');
    await form.getByRole('button', { name: 'Lists of Main dialer' }).click();
    const options = page.getByRole('option');
    await expect(options).toHaveCount(5);
    await expect(options.first()).toContainText('101 Web leads');
    await expect(options.first()).toContainText('PRACTICE · active · 0 leads');
    await expect(page.getByRole('option', { name: /Bought in spring/ })).toContainText('inactive');
    await looksRight(page, 'lists to pick');
    await page.getByRole('combobox', { name: 'Number or name' }).fill('web');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('List', { exact: true })).toHaveValue('101');
    await expect(page.getByLabel('Campaign', { exact: true })).toHaveValue('PRACTICE');
    await expect(form).toContainText('Web leads: PRACTICE · active · 0 leads');
  });

  await test.step('typing stays possible; what the dialer did not tell is said, an inactive list too', async () => {
    await page.getByLabel('List', { exact: true }).fill('777');
    await expect(form).toContainText('Not one of the 5 lists reported by Main dialer');
    await page.getByLabel('List', { exact: true }).fill('103');
    await expect(form).toContainText('Its leads are not dialed until it is active');
    await page.getByLabel('List', { exact: true }).fill('101');
  });

  await test.step('a custom field of the list is a target', async () => {
    await page.getByLabel('Handy becomes').selectOption({ label: 'Phone' });
    await page.getByLabel('Colour becomes').selectOption({ label: 'favorite_color' });
    await expect(page.getByLabel(/Custom field label/)).toHaveCount(0);
    await looksRight(page, 'columns with told fields');
  });

  await test.step('it is saved as a template', async () => {
    await form.getByRole('button', { name: 'Save as template' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Web leads');
    await looksRight(page, 'save a template');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByLabel('Template')).toBeVisible();
  });

  await test.step('the next file with these columns: choose, check, start, send', async () => {
    let actions = 0;
    const action = async (what: () => Promise<unknown>) => {
      actions++;
      await what();
    };
    await action(() => chooseFile(page, goTo, 'second.csv', list(21)));
    await expect(page.getByRole('main')).toContainText(
      'Matches the template “Web leads”: 3 fields, to list 101 of Main dialer, campaign PRACTICE.',
    );
    await looksRight(page, 'a known file');
    await action(() => page.getByRole('button', { name: 'Check as last time' }).click());
    await action(() => page.getByRole('button', { name: 'Start: 2 rows' }).click());
    await action(() => page.getByRole('button', { name: 'Send 2 rows' }).click());
    await dialer.admin.untilInserted(2);
    expect(actions).toBe(4);
    const [lead] = dialer.admin.leadsByPhone('7275551021');
    expect(lead).toMatchObject({ list_id: '101', first_name: 'Ann' });
    expect(dialer.admin.customValues(lead?.lead_id ?? 0)).toMatchObject({ favorite_color: 'red' });
  });

  await test.step('a file whose columns stand otherwise takes it by its name', async () => {
    const other = Buffer.from('Colour,Other,First Name,Handy\nred,x,Cid,7275551031\n');
    await chooseFile(page, goTo, 'third.csv', other);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByLabel('Template').selectOption({ label: 'Web leads' });
    await expect(page.getByLabel('List', { exact: true })).toHaveValue('101');
    await expect(page.getByLabel('Handy becomes').locator('option:checked')).toHaveText('Phone');
    await page.getByRole('button', { name: 'Check about 1 rows' }).click();
    await page.getByRole('button', { name: 'Start: 1 row' }).click();
    await page.getByRole('button', { name: 'Send 1 row' }).click();
    await dialer.admin.untilInserted(3);
    expect(dialer.admin.leadsByPhone('7275551031')).toMatchObject([{ first_name: 'Cid' }]);
  });
});
