import type { Locator } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { postLeads, pressNew } from '../support/screen-account.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

// The forms of an account's records, by keyboard alone: made new, edited, saved, undone.

/** A word that stands nowhere else: the account's secrets begin with it. */
const SECRET = 'Osprey-8127-reed';
const AS_SENT = 'Saved, and read again: LeadExec has it as sent.';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: SECRET });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, at a list of it that is read. */
async function openList(desk: Desk, path: string, grid: string): Promise<Locator> {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  await desk.call('connections.save', { ...account, password: SECRET, perSecond: 1_000 });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  await desk.goTo(path);
  const rows = desk.page.getByRole('grid', { name: grid });
  await expect(rows).toHaveAttribute('aria-rowcount', /^[2-9]$|^\d{2,}$/);
  return rows;
}

async function shot({ page }: Desk, name: string): Promise<void> {
  if (process.env.SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Reviews what was typed, saves it, and waits until the account has it. */
async function saved({ page }: Desk, button: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /^Review/ });
  await expect(dialog.getByRole('button', { name: button })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
}

const field = ({ page }: Desk, name: string) => page.getByRole('textbox', { name, exact: true });
const choice = ({ page }: Desk, name: string) => page.getByRole('combobox', { name, exact: true });

/** Nothing that was sent broke the document's rules. */
const deviations = () => vendor.admin.accountRequests().flatMap((request) => request.deviations);

test('an order is made with its items, renewed another way, and that is undone', async ({ desk }) => {
  const { page } = desk;
  const orders = await openList(desk, '/account/orders', 'Orders');
  await expect(orders.getByText('At its end date').first()).toBeVisible();
  await pressNew(page, 'New order');
  await expect(page.getByRole('heading', { name: 'New order' })).toBeVisible();
  await field(desk, 'Client').fill('1234');
  await page.getByLabel('Start', { exact: true }).fill('2026-01-01T09:30');
  await page.getByRole('button', { name: 'Add row' }).press('Enter');
  await page.getByRole('textbox', { name: 'Leads, row 1' }).fill('25');
  await page.getByRole('textbox', { name: 'Price, row 1' }).fill('20.5');
  await shot(desk, 'order-new');
  await looksRight(page, 'a new order');
  await saved(desk, 'Create');
  const renewal = choice(desk, 'Renewal');
  await expect(page.getByRole('heading', { name: /^Order \d+$|^\d+$/ })).toBeVisible();
  await expect(renewal).toHaveValue('0');
  await renewal.selectOption({ label: 'When it is filled' });
  await page.keyboard.press('Control+Enter');
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('row', { name: 'Renewal No renewal When it is filled' })).toBeVisible();
  await expect(review.getByRole('button', { name: 'Save 1 change' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(AS_SENT)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(renewal).toHaveValue('0');
  expect(deviations()).toEqual([]);
});

test('a client is made, and the status of several is changed at once', async ({ desk }) => {
  const { page } = desk;
  const clients = await openList(desk, '/account/clients', 'Clients');
  await pressNew(page, 'New client');
  await field(desk, 'User name').fill('newclient');
  await page.getByLabel('Password', { exact: true }).fill('Numbat-8841');
  await field(desk, 'Notes').fill('Calls back on Tuesdays');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review the new record' });
  await expect(dialog.getByRole('row', { name: 'Password new value, hidden' })).toBeVisible();
  await expect(dialog.getByText('A new client can’t be deleted through LeadExec’s API.')).toBeVisible();
  await looksRight(page, 'a new client, reviewed');
  await shot(desk, 'client-review');
  await page.keyboard.press('Control+Enter');
  await expect(field(desk, 'User name')).toHaveValue('newclient');
  await expect(page.getByRole('region', { name: 'Client fields' })).toBeVisible();
  await shot(desk, 'client');
  await looksRight(page, 'a client');
  await page.keyboard.press('Escape');

  await expect(clients).toHaveAttribute('aria-rowcount', '42');
  await clients.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('2 records selected')).toBeVisible();
  await page.getByRole('combobox', { name: 'New status' }).selectOption({ label: 'Suspended' });
  await page.getByRole('button', { name: /^Change 2 clients to Suspended$/ }).press('Enter');
  await expectSaid(page, 'Status of 2 clients is being changed to Suspended');
  expect(deviations()).toEqual([]);
});

test('a delivery account is made below its client, with a maximum and criteria', async ({ desk }) => {
  const { page } = desk;
  await openList(desk, '/account/accounts', 'Delivery accounts');
  await pressNew(page, 'New delivery account');
  await field(desk, 'Client number').fill('1234');
  await page.keyboard.press('Enter');
  await field(desk, 'Name').fill('Auto, nights');
  await choice(desk, 'Delivery method').selectOption({ label: 'Delivery 1501 (1501)' });
  await field(desk, 'Price').fill('12.5');
  await choice(desk, 'Daily max').selectOption({ label: 'At most' });
  await field(desk, 'Daily max, number').fill('5');
  await expect(page.getByRole('button', { name: 'Add criterion' })).toBeEnabled();
  await shot(desk, 'account-new');
  await looksRight(page, 'a new delivery account');
  await saved(desk, 'Create');
  await expect(page.getByRole('heading', { name: 'Auto, nights' })).toBeVisible();
  await expect(field(desk, 'Daily max, number')).toHaveValue('5');
  expect(deviations()).toEqual([]);
});

test('a list item, a source and a campaign are edited, and their passwords go back as they were', async ({ desk }) => {
  const { page } = desk;
  await openList(desk, '/account/lists', 'Lists');
  await desk.goTo('/account/lists/listItems');
  const items = page.getByRole('grid', { name: 'Items' });
  await expect(items).toHaveAttribute('aria-rowcount', /^[2-9]$|^\d{2,}$/);
  await items.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await field(desk, 'Tag 2').fill('West');
  await saved(desk, 'Save 1 change');
  await expect(page.getByText(AS_SENT)).toBeVisible();
  await shot(desk, 'list-item');

  await desk.goTo('/account/sources');
  await expect(page.getByRole('grid', { name: 'Lead sources' })).toHaveAttribute('aria-rowcount', /^[2-9]$|^\d{2,}$/);
  await desk.goTo('/account/sources/sources/0/18');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveValue('');
  await page.getByRole('button', { name: 'Show Password' }).press('Enter');
  await expect(password).toHaveValue(`${SECRET}-source-18`);
  await page.getByRole('button', { name: 'Hide Password' }).press('Enter');
  await expect(password).toHaveValue('');
  await field(desk, 'City').fill('Reno');
  await expect(page.getByText(SECRET)).toHaveCount(0);
  await saved(desk, 'Save 1 change');
  // What was sent stands there while it is on its way, and after.
  expect(await field(desk, 'City').inputValue()).toBe('Reno');
  await expect(page.getByText(AS_SENT)).toBeVisible();
  expect(await field(desk, 'City').inputValue()).toBe('Reno');
  await shot(desk, 'source');
  await looksRight(page, 'a lead source');
  const passwords = vendor.admin.account().sources.map(({ vendorUid, password }) => [vendorUid, password]);
  expect(passwords).toContainEqual([18, `${SECRET}-source-18`]);

  await desk.goTo('/account/sources/campaigns');
  await choice(desk, 'Lead source').selectOption({ label: 'Practice source' });
  await field(desk, 'Campaign number').fill('23');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Campaigns' })).toHaveAttribute('aria-rowcount', '2');
  await desk.goTo('/account/sources/campaigns/18/23');
  await choice(desk, 'Status').selectOption({ label: 'On hold' });
  await saved(desk, 'Save 1 change');
  await expect(page.getByText(AS_SENT)).toBeVisible();
  expect(deviations()).toEqual([]);
});

test('a delivery method shows what it would send for a lead of the inbox', async ({ desk }) => {
  const { page } = desk;
  const person = { firstName: 'Greta', lastName: 'Lindqvist', phone: '7025550142', city: 'Reno', state: 'NV' };
  await desk.call('leads.add', { fields: person });
  await openList(desk, '/account/accounts', 'Delivery accounts');
  await desk.goTo('/account/methods/methods/1234/1501');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('=Ann');
  await preview.getByRole('button', { name: 'Choose a lead from the inbox' }).press('Enter');
  const search = page.getByRole('combobox', { name: 'Name, phone or email' });
  await expect(search).toBeFocused();
  await page.keyboard.type('lindq');
  await expect(page.getByRole('option', { name: /Greta Lindqvist/ })).toBeVisible();
  await shot(desk, 'method-choose-lead');
  await looksRight(page, 'a lead that is looked for');
  await page.keyboard.press('Enter');
  await expect(preview).toContainText('=Greta');
  await shot(desk, 'method-lead');
});

test('a delivery method shows what it would send for a lead that was posted', async ({ desk }) => {
  const { page } = desk;
  await postLeads(desk, vendor, SECRET);
  await desk.goTo('/account/accounts');
  const rows = page.getByRole('grid', { name: 'Delivery accounts' });
  await expect(rows).toHaveAttribute('aria-rowcount', /^[2-9]$|^\d{2,}$/);
  await desk.goTo('/account/methods/methods/1234/1501');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('owner=12 Elm Street');
  await preview.getByRole('button', { name: 'Choose a posted lead' }).press('Enter');
  const search = page.getByRole('combobox', { name: 'End of the phone, email, reference or lead number' });
  await expect(search).toBeFocused();
  const options = page.getByRole('listbox', { name: 'Posted leads' }).getByRole('option');
  await expect(options).toHaveCount(12);
  await page.keyboard.type('0009');
  await expect(options).toHaveCount(1);
  await expect(options).toContainText('(702) 555-0009');
  await shot(desk, 'method-choose-post');
  await looksRight(page, 'a posted lead that is looked for');
  await page.keyboard.press('Enter');
  await expect(preview).not.toContainText('12 Elm Street');
  await expect(preview.getByLabel('What would be sent for').locator('option:checked')).toHaveText(
    /^Posted: \(702\) 555-0009, lead \d+$/,
  );
  await expect(preview).toContainText('first=Ann');
  await shot(desk, 'method-post');
});

for (const { path, fields, told, button } of [
  {
    ...{ path: 'leads/requests/deleteLead', fields: { 'Lead number': '5' }, button: 'Delete lead 5' },
    told: 'The lead and its sends are permanently deleted from LeadExec.',
  },
  {
    ...{ path: 'delivery/requests/autoProcessDelivery', fields: { 'Lead number': '5' }, button: 'Sell lead 5 now' },
    told: 'A send can’t be recalled.',
  },
  {
    ...{ path: 'validation/requests/send2faSmsCode', fields: {}, button: 'Send text message' },
    told: 'A text message is sent to that phone.',
  },
]) {
  test(`what can’t be undone is said before “${button}”`, async ({ desk }) => {
    const { page } = desk;
    await openList(desk, '/account/clients', 'Clients');
    await desk.goTo(`/account/${path}`);
    for (const [name, text] of Object.entries(fields)) await field(desk, name).fill(text);
    await expect(page.getByText(told)).toBeVisible();
    await expect(page.getByRole('button', { name: button })).toBeVisible();
    await shot(desk, path.replaceAll('/', '-'));
    await looksRight(page, button);
  });
}
