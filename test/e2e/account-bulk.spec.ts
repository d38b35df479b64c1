import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, its lists read. */
async function openAccount(desk: Desk, path: string): Promise<number> {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  const { id } = await desk.call('connections.save', { ...account, password: 'practice', perSecond: 1_000 });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  for (const kind of ['clients', 'accounts', 'lists'] as const) {
    await desk.call('leadexec.refresh', { connectionId: id, kind });
  }
  await desk.goTo(path);
  return id;
}

async function shot({ page }: Desk, name: string): Promise<void> {
  if (process.env.SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a delivery account is copied to other clients by keys: who, what, a review, and each result', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  await openAccount(desk, '/account/accounts/accounts/1234/501');
  await expect(page.getByRole('textbox', { name: 'Price' })).toHaveValue('25');
  await keys.press('Alt+c');
  const clients = page.getByRole('grid', { name: 'Clients' });
  await expect(clients).toHaveAttribute('aria-rowcount', '41');
  const name = page.getByRole('textbox', { name: 'Name of the copies' });
  await expect(name).toHaveValue('{name}');
  await name.focus();
  await keys.press('End');
  await keys.type(' copy');
  await page.getByRole('checkbox', { name: 'Delivery delay' }).press('Space');
  await page.getByRole('button', { name: 'Select all', exact: true }).press('Enter');
  await expect(page.getByText('39 clients selected')).toBeVisible();
  // The box in the head says the same of the list, and what a filter hides stays selected.
  const box = clients.getByRole('checkbox', { name: /^Select all \d+$/ });
  await expect(box).toBeChecked();
  await keys.press('/');
  await keys.type('client6101');
  await expect(clients).toHaveAttribute('aria-rowcount', '2');
  await expect(box).toBeChecked();
  await box.press('Space');
  await expect(page.getByText('38 clients selected')).toBeVisible();
  await box.press('Space');
  await expect(page.getByText('39 clients selected')).toBeVisible();
  await page
    .getByRole('textbox', { name: 'Search clients' })
    .or(page.getByRole('searchbox', { name: 'Search clients' }))
    .fill('');
  await expect(clients).toHaveAttribute('aria-rowcount', '41');
  await shot(desk, 'copy-clients');
  await looksRight(page, 'clients to copy to');

  await keys.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review the copies' });
  const create = dialog.getByRole('button', { name: /^Create \d+ accounts?$/ });
  await expect(create).toBeEnabled();
  const count = Number(/\d+/.exec((await create.textContent()) ?? '')?.[0] ?? 0);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(39);
  await expect(dialog.getByText('No delivery method of this lead type').first()).toBeVisible();
  await shot(desk, 'copy-review');
  await looksRight(page, 'the review of copies');
  await keys.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Copies of / })).toBeVisible();
  await expect(
    page.getByText(`${count} of ${count} accounts created. Read again: LeadExec has them as sent.`),
  ).toBeVisible({ timeout: 30_000 });
  await shot(desk, 'copy-result');
  await looksRight(page, 'the result of copies');
  const puts = vendor.admin.accountRequests().filter(({ call }) => call === 'Create or Modify Delivery Account');
  expect(puts).toHaveLength(count);
  expect(puts.flatMap(({ deviations }) => deviations)).toEqual([]);
  await keys.press('Escape');
  await expect(page.getByRole('grid', { name: 'Delivery accounts' })).toBeVisible();
});

test('items of a list come from a pasted sheet by keys: columns, before and after, what is removed asked apart', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  const connectionId = await openAccount(desk, '/account/lists');
  const { rows } = await desk.call('leadexec.records', { connectionId, kind: 'lists' });
  const list = rows[0]?.id ?? 0;
  const items = await desk.call('leadexec.records', { connectionId, kind: 'listItems', parent: list, count: 1_000 });
  const values = items.rows.map(({ values: { Value } }) => String(Value));
  const [first, second] = values;
  const added = ['WY', 'VT', 'AK', 'HI', 'ID'].find((state) => !values.includes(state)) ?? '';
  await desk.goTo(`/account/lists/lists/0/${list}`);
  await expect(page.getByRole('button', { name: 'Items from a file' })).toBeEnabled();
  await keys.press('Alt+f');
  const paste = page.getByRole('textbox', { name: 'Or paste rows of a sheet' });
  await shot(desk, 'list-file');
  await looksRight(page, 'a file of items');
  await paste.focus();
  await keys.insertText(`Value\tClient\tTag 1\n${first}\t1234\n${second}\tnobody here\n${added}\t1234\tNorth\n\t1234`);
  await page.getByRole('button', { name: 'Read pasted rows' }).press('Enter');
  const table = page.getByRole('grid', { name: 'Items' });
  await expect(table.getByText('There is no client “nobody here”')).toBeVisible();
  await expect(table.getByText('It has no value.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Clients' })).toHaveValue(/./);
  await shot(desk, 'list-preview');
  await looksRight(page, 'the preview of a list');
  await page.getByRole('radio', { name: /^Not valid/ }).press('Space');
  await expect(table).toHaveAttribute('aria-rowcount', '3');

  const missing = page.getByRole('checkbox', { name: /of items that aren’t in the file$/ });
  await missing.press('Space');
  await expect(page.getByRole('button', { name: /^Apply \d+ changes$/ })).toBeEnabled();
  await missing.press('Space');
  const apply = page.getByRole('button', { name: /^Apply \d changes?$/ });
  await expect(apply).toBeEnabled();
  await keys.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /^Change / });
  await expect(dialog.getByRole('button', { name: /^Send \d changes?$/ })).toBeEnabled();
  await shot(desk, 'list-confirm');
  await looksRight(page, 'changes of a list');
  await keys.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Items of / })).toBeVisible();
  await expect(page.getByText('Read again: LeadExec has them as sent.')).toBeVisible({ timeout: 30_000 });
  await looksRight(page, 'the result of a list');
  const after = await desk.call('leadexec.records', { connectionId, kind: 'listItems', parent: list, count: 1_000 });
  const made = after.rows.find(({ values: { Value } }) => Value === added);
  expect(made?.values).toMatchObject({ Tag1: 'North', AssignedClient: 1234 });
});
