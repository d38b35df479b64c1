import { expect, test } from '../support/screen.ts';
import { putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

test('a lead is written by keys alone; the same phone says that the person was held already', async ({ desk }) => {
  const { page } = desk;
  await desk.goTo('/leads/new');
  await expect(page.getByLabel('First name')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Last name')).toBeFocused();
  await expect(page.getByLabel('Last name')).toHaveAttribute('aria-invalid', 'true');
  await looksRight(page, 'a lead with nothing in it');

  await page.getByLabel('First name').fill('Ann');
  await page.getByLabel('Last name').fill('Lee');
  await page.getByLabel('Phone').fill('(727) 555-0199');
  await page.getByLabel('Email').fill('no address');
  await page.getByLabel('ZIP code').fill('07030');
  await page.getByLabel('Specialties').fill('Cardiology, Surgery');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByLabel('Email')).toBeFocused();
  await page.getByLabel('Email').fill('ann@example.com');
  await desk.goTo('/settings/look');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await desk.goTo('/leads/new');
  await expect(page.getByLabel('Email')).toHaveValue('ann@example.com');
  await page.getByLabel('Email').press('Control+Shift+Enter');
  await expect(page.getByText('Ann Lee added.')).toBeVisible();
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByLabel('First name')).toHaveValue('');

  await page.keyboard.type('Anna');
  await page.getByLabel('Phone').fill('727.555.0199');
  await page.getByLabel('Phone').press('Control+Shift+Enter');
  await expect(page.getByText('Anna already exists with the same phone or email')).toBeVisible();
  await looksRight(page, 'a lead that joined');
  await page.getByRole('link', { name: 'Open that lead' }).click();
  const { ids } = await desk.call('leads.rows', { filter: {}, columns: ['name'] });
  expect(ids).toHaveLength(1);
  const lead = await desk.call('leads.get', { id: ids[0] ?? 0 });
  expect(lead.records).toHaveLength(2);
  expect(lead.fields).toMatchObject({ zip: '07030', specialties: ['Cardiology', 'Surgery'] });
  await expect(page).toHaveURL(new RegExp(`inbox\\?lead=${ids[0]}`));

  // No source is connected, and yet this is a desk with leads: it opens where they are.
  await desk.reopen();
  await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await expect(desk.page.getByRole('grid', { name: 'Leads' }).getByRole('row', { name: /Ann/ })).toBeVisible();
});

const PEOPLE = `Name,Phone,Mail,Second mail,Specialty,Shoe size
Doe John,7275550101,john@example.com,,Cardiology,44
"Roe, Jane",(727) 555-0102,jane@example.com,,Surgery,38
Ann Lee,7275550199,,,,
,,,,,40
"Poe, <b>Ed</b>",7275550103,javascript:alert(1),,,41
`;

test('a file of leads goes through the dial list’s own steps, and what became of each row is told', async ({
  desk,
}) => {
  const { page } = desk;
  await desk.call('leads.add', { fields: { firstName: 'Ann', lastName: 'Lee', phone: '7275550199' } });
  await desk.goTo('/leads/import/columns');
  await expect(page.getByText('Drop a file of leads for the inbox here')).toBeVisible();
  await looksRight(page, 'no file of leads yet');

  const path = putFile(desk, 'people.csv', PEOPLE);
  test.skip(desk.shell === 'electron', 'Electron’s own dialog can’t be answered here');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('o');
  await (await chooser).setFiles(path);

  await test.step('columns: suggested with samples, changed, and two that fill the same refused', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
    await expect(page.getByLabel('Name becomes', { exact: true })).toHaveValue(/\d/);
    await expect(page.getByLabel('Name becomes', { exact: true }).locator('option:checked')).toHaveText('Full name');
    await expect(page.getByLabel('Shoe size becomes').locator('option:checked')).toHaveText('Leave out');
    await expect(page.getByRole('row', { name: /^Specialty/ })).toContainText('Cardiology');
    await page.getByLabel('Mail becomes', { exact: true }).selectOption({ label: 'Email' });
    await page.getByLabel('Second mail becomes').selectOption({ label: 'Email' });
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert')).toContainText('Two columns are mapped to Email');
    await looksRight(page, 'columns of a file of leads');
    await page.getByLabel('Second mail becomes').selectOption({ label: 'Leave out' });
  });

  await test.step('result: adds up, with the reason of each that was left out', async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: '4 rows of 5 imported' })).toBeVisible();
    const line = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
    await expect(line('New')).toContainText('3');
    await expect(line('Merged')).toContainText('1');
    await expect(line('Left out')).toContainText('1');
    const out = page.getByRole('region', { name: 'Left out' });
    await expect(out).toContainText('Row 4: no name, phone or email');
    await expect(out).toContainText(',,,,,40');
    await looksRight(page, 'what became of a file of leads');
    const [{ count } = { count: 0 }] = await desk.call('leads.counts', { filters: [{}] });
    expect(count).toBe(4);
  });

  await test.step('the same file again brings nothing new', async () => {
    await page.keyboard.press('n');
    const again = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await again).setFiles(path);
    await page.getByLabel('Mail becomes', { exact: true }).selectOption({ label: 'Email' });
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'No new leads in 5 rows' })).toBeVisible();
    await expect(page.getByRole('row', { name: /^Already imported / })).toContainText('4');
  });

  await test.step('what could not be read stays in the list of all', async () => {
    await desk.goTo('/leads/rejects');
    await expect(page.getByRole('region', { name: 'Rejected records' })).toContainText(
      'Row 4: no name, phone or email',
    );
    await looksRight(page, 'all that could not be read');
  });
});

test('what a source gives and can’t be read is listed with its reason and its text as text', async ({ desk }) => {
  const { createServer } = await import('node:http');
  const bad = { id: '', first_name: '<img src=x onerror=alert(1)>', email: 'x@example.com' };
  const good = {
    id: 7,
    first_name: 'John',
    last_name: 'Doe',
    email: 'j@example.com',
    sent: '2026-01-01T00:00:00-05:00',
  };
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([good, bad]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const { page } = desk;
  const { id } = await desk.call('connections.save', {
    kind: 'locumjobs',
    name: 'Odd board',
    url: `http://127.0.0.1:${port}`,
    user: 'agent',
    password: 'Sandpiper-3',
  });
  await expect.poll(async () => (await desk.call('leads.rejects', { connectionId: id })).total).toBe(1);
  await desk.goTo(`/settings/dialers/${id}`);
  const pane = page.getByRole('region', { name: 'The open connection' });
  await expect(pane.getByRole('link', { name: '1 record' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('r');
  const list = pane.getByRole('region', { name: 'Rejected records' });
  await expect(list).toContainText('<img src=x onerror=alert(1)>');
  await expect(list.locator('img')).toHaveCount(0);
  await looksRight(page, 'what a source gave and can’t be read');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(pane.getByLabel('Name')).toHaveValue('Odd board');
  await new Promise((resolve) => server.close(resolve));
});

test('practice vendors that are started in the empty inbox bring their leads there', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  await desk.goTo('/inbox');
  await page.getByRole('button', { name: 'Try with practice vendors' }).click();
  const grid = page.getByRole('grid', { name: 'Leads' });
  await expect(grid.getByRole('row').nth(5)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await expect(page).toHaveURL(/#\/inbox$/);
});
