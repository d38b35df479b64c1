import { expect, test } from '../support/screen.ts';
import { connect } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

/** As a German spreadsheet writes it: semicolons, Windows-1252. */
const FILE = Buffer.from(
  [
    'Telefon;Vorname;Nachname;Ort;State;Wunsch',
    '727 555 1001;José;Müller;Köln;FL;"Dach; neu"',
    '(727) 555-1002;Ann;Weiß;Tampa;ZZ;Solar',
    '727.555.1003;Bo;Lee;Tampa;ZZ;Solar',
    '',
  ].join('\r\n'),
  'latin1',
);

test('a file of the operator’s own: how it is read, what becomes of its columns, what the dialer then holds', async ({
  desk,
  dialer,
}) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  await connect(desk, dialer);
  const { page } = desk;
  const choose = async () => {
    await desk.goTo('/dial-lists/new');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles({ name: 'Kunden.csv', mimeType: 'text/csv', buffer: FILE });
    await expect(page.getByRole('heading', { level: 1, name: 'Kunden.csv' })).toBeVisible();
  };
  const chosen = (label: string) => page.getByLabel(label).locator('option:checked');
  const first = page.getByRole('region', { name: 'First rows of the file' });

  await test.step('encoding and delimiter are found', async () => {
    await choose();
    await expect(chosen('Encoding')).toHaveText('Windows-1252');
    await expect(chosen('Delimiter')).toHaveText(/^Semicolon/);
    await expect(chosen('Header row')).toHaveText('Line 1');
    await expect(page.getByRole('region', { name: 'Rows with accented letters' })).toContainText('Müller');
    await expect(first.getByRole('row')).toHaveCount(4);
    await expect(first).toContainText('Dach; neu');
  });

  await test.step('what is changed shows at once, and back', async () => {
    await page.getByLabel('Delimiter').selectOption({ label: 'Comma  ,' });
    await expect(first.getByRole('columnheader')).toHaveCount(2);
    await page.getByLabel('Delimiter').selectOption({ label: 'Semicolon  ;' });
    await expect(first.getByRole('columnheader')).toHaveCount(7);
    await page.getByLabel('Header row').selectOption({ label: 'No header: all lines are leads' });
    await expect(first.getByRole('row')).toHaveCount(5);
    await page.getByLabel('Header row').selectOption({ index: 1 });
    await expect(first.getByRole('row')).toHaveCount(4);
    await page.getByLabel('Encoding').selectOption({ label: 'UTF-16 LE' });
    await expect(first).not.toContainText('Vorname');
    await page.getByLabel('Encoding').selectOption({ label: 'Windows-1252' });
    await expect(first).toContainText('Vorname');
  });

  await test.step('the same file again is noticed', async () => {
    await choose();
    await expect(page.getByText('This file was opened before')).toBeVisible();
    await looksRight(page, 'the same file again');
    await page.getByRole('button', { name: 'Columns' }).click();
  });

  await test.step('columns: fields chosen by hand, and a custom one', async () => {
    const becomes = (header: string) => page.getByLabel(`${header} becomes`, { exact: true });
    await becomes('Telefon').selectOption({ label: 'Phone' });
    await becomes('Vorname').selectOption({ label: 'First name' });
    await becomes('Nachname').selectOption({ label: 'Last name' });
    await becomes('Ort').selectOption({ label: 'City' });
    await becomes('State').selectOption({ label: 'State' });
    await becomes('Wunsch').selectOption({ label: 'Custom field…' });
    await page.getByLabel('Custom field label for Wunsch').fill('favorite_color');
    await page.getByLabel('List', { exact: true }).fill('101');
    await page.getByLabel('Campaign', { exact: true }).fill('PRACTICE');
    await page.getByRole('button', { name: /^Check about/ }).click();
  });

  await test.step('checks: before → after, and one value for all rows of a reason', async () => {
    const rows = page.getByRole('grid', { name: 'Checked rows' });
    await expect(rows.getByRole('deletion').filter({ hasText: 'José' })).toBeVisible();
    await expect(rows.getByRole('insertion').filter({ hasText: 'Jose' })).toBeVisible();
    await page.getByRole('link', { name: /^State isn’t a state/ }).click();
    await page.getByRole('button', { name: 'Set in 2…' }).click();
    const dialog = page.getByRole('dialog', { name: 'State in 2 rows' });
    await expect(dialog.getByLabel('State')).toBeFocused();
    await looksRight(page, 'one value for all rows');
    await dialog.getByLabel('State').fill('FL');
    await dialog.getByRole('button', { name: 'Set in 2 rows' }).click();
    await expect(page.getByRole('link', { name: /^State isn’t a state/ })).toHaveCount(0);
    await page.getByRole('link', { name: /^All rows/ }).click();
    await rows.getByRole('row').nth(1).getByText('To send').dblclick();
    await expect(page.getByRole('region', { name: 'The row', exact: true })).toBeVisible();
    await looksRight(page, 'one row');
    await page.getByRole('button', { name: 'Start: 3 rows' }).click();
  });

  await test.step('the dialer holds the rows as they were shown', async () => {
    await page.getByRole('button', { name: 'Send 3 rows' }).click();
    await expect(page.getByRole('heading', { name: 'All 3 rows done' })).toBeVisible();
    const [jose] = dialer.admin.leadsByPhone('7275551001');
    expect(jose).toMatchObject({ first_name: 'Jose', last_name: 'Muller', city: 'Koln' });
    expect(dialer.admin.customValues(jose?.lead_id ?? 0)).toMatchObject({ favorite_color: 'Dach, neu' });
    expect(dialer.admin.leads().map((lead) => lead.state)).toEqual(['FL', 'FL', 'FL']);
  });

  await test.step('the next file with these columns is not asked about them again', async () => {
    await choose();
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('heading', { name: 'Mapped as last time' })).toBeVisible();
    await looksRight(page, 'remembered columns');
  });
});
