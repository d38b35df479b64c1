import { expect } from '@playwright/test';
import { looksRight } from '../support/screen-look.ts';
import { bringFields, field, shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

/** Leads as a spreadsheet and a database wrote them: two are the same person, and values have marks or say that there is none. */
const FILE = [
  'FirstName,LastName,Email,PrimaryPhone,City,State,Zip,Income',
  'Ann,Davis,ann@example.com,7025550101,NULL,CA,"=""07030""",None',
  'Bob,Null,bob@example.com,7025550102,Reno,CA,90210,N/A',
  'Anna,Davis,anna@example.com,(702) 555-0101,-,CA,90210,50k',
  '',
].join('\n');

test('the same person twice in a file, marks of a spreadsheet and placeholders are found, and decided on, by keyboard', async ({
  desk,
  receiver,
}) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  const { page } = desk;
  const id = await receiver.connect(desk);
  await bringFields(desk, id, [
    field('FirstName', { required: true, contact: true }),
    field('LastName', { required: true, contact: true }),
    field('Email', { required: true, type: 'email', contact: true }),
    field('PrimaryPhone', { required: true, type: 'phone', contact: true }),
    field('City'),
    field('State', { required: true }),
    field('Zip', { required: true, type: 'zip' }),
    field('Income', { values: ['None', '50k'] }),
  ]);
  await desk.goTo('/posts');
  await expect(page.getByRole('button', { name: 'Post a file' })).toBeVisible();
  await page.keyboard.press('n');
  const button = page.getByRole('button', { name: 'Choose a file' });
  await expect(button).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await button.press('Enter');
  await (await chooser).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await expect(page.getByText('8 of 8 columns mapped')).toBeVisible();
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('heading', { name: '2 leads of 3 can be posted' })).toBeVisible();
  const table = page.getByRole('region', { name: 'Leads as they would be posted' });
  const row = (no: number) => table.getByRole('row', { name: new RegExp(`^${no} `) });
  await expect(row(1).getByRole('deletion')).toHaveText(['NULL', '="07030"']);
  await expect(row(1).getByRole('insertion')).toHaveText(['nothing', '07030']);
  await expect(row(1)).toContainText('None');
  await expect(row(2).getByRole('deletion')).toHaveText(['N/A']);
  await expect(row(2)).toContainText('Null');
  await expect(row(3)).toContainText('same phone or email as an earlier row (row 1): left out');
  await shots(page, 'found-in-file');
  await looksRight(page, 'what was found in a file');

  // The operator posts all of them.
  const anyway = page.getByRole('checkbox', { name: 'Post all of them, not only the first' });
  await tabTo(page, anyway);
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: '3 leads of 3 can be posted' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /^All 3 leads done/ })).toBeVisible();
  const sent = receiver.vendor.admin.ledger().map(({ fields }) => fields);
  expect(sent.map(({ City = '', Zip = '', Income = '' }) => [City, Zip, Income])).toEqual([
    ['', '07030', 'None'],
    ['Reno', '90210', ''],
    ['', '90210', '50k'],
  ]);
});
