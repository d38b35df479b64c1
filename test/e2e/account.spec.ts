import { fieldsOf, shownField } from '../../src-main/leadexec/records/fields.ts';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

/** A word that stands nowhere else: the account's secrets begin with it. */
const SECRET = 'Heron-5512-marsh';

/** What the maximum of a day is called. */
const MOST = shownField(dayMax()).label;

function dayMax() {
  const field = fieldsOf('accounts').find(({ path }) => path === 'DayMax');
  if (field === undefined) throw new Error('accounts have no DayMax');
  return field;
}

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: SECRET });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, at a place of it. */
async function openAccount(desk: Desk, path: string): Promise<void> {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  await desk.call('connections.save', { ...account, password: SECRET });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  await desk.goTo(path);
}

async function shot({ page }: Desk, name: string): Promise<void> {
  if (process.env.SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the account has its place where one is connected, and its lists are filtered, sorted and searched by keys', async ({
  desk,
}) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toHaveCount(0);
  await openAccount(desk, '/account');
  const clients = page.getByRole('grid', { name: 'Clients' });
  await expect(clients).toHaveAttribute('aria-rowcount', '41');
  await shot(desk, 'clients');
  await looksRight(page, 'clients of the account');

  await page.keyboard.press('/');
  await page.keyboard.type('client1234');
  await expect(clients).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.press('Enter');
  await expect(clients).toBeFocused();
  await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
  await expect(clients).toHaveAttribute('aria-rowcount', '41');

  await page.keyboard.press('2');
  const accounts = page.getByRole('grid', { name: 'Delivery accounts' });
  await expect(accounts).toHaveAttribute('aria-rowcount', /^\d{2,}$/);
  await shot(desk, 'accounts');
  await page.keyboard.press('4');
  await expect(page.getByRole('grid', { name: 'Orders' })).toHaveAttribute('aria-rowcount', '31');
  await shot(desk, 'orders');
  await looksRight(page, 'orders of the account');
});

test('a request is filled in, sent and read by keys; what can’t be undone is said first', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, '/account/validation/requests/getUsZipCodesByRadius');
  const form = page.getByRole('region', { name: 'Get US Zip Codes by Radius' });
  await form.getByRole('textbox', { name: 'Zip Code' }).fill('90210');
  await form.getByRole('textbox', { name: 'Radius' }).fill('10');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('img', { name: /ZIP codes on the map/ })).toBeVisible();
  await expect(form.getByRole('grid', { name: 'Rows of the answer' })).toBeVisible();
  await shot(desk, 'radius');
  await looksRight(page, 'ZIP codes by radius');

  await desk.goTo('/account/orders/requests/runPayment');
  const pay = page.getByRole('region', { name: 'Run Payment' });
  await pay.getByRole('textbox', { name: 'Client number' }).fill('1234');
  await pay.getByRole('textbox', { name: 'Amount' }).fill('25');
  await expect(pay.getByText('The client’s card is charged.')).toBeVisible();
  await expect(pay.getByRole('button', { name: 'Charge the card $25.00' })).toBeEnabled();
  await shot(desk, 'payment');
  await page.keyboard.press('Control+Enter');
  await expect(pay.getByRole('link', { name: /Show job \d+ in Deliveries/ })).toBeVisible();
  await looksRight(page, 'a card that is charged');
});

test('passwords in an answer are shown when asked for, and not before', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, '/account/sources/requests/listLeadSources');
  await expect(page.getByRole('heading', { name: 'List Lead Sources' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer.getByRole('grid', { name: 'Rows of the answer' })).toBeVisible();
  await expect(page.getByText(SECRET)).toHaveCount(0);
  await answer.getByRole('radio', { name: 'JSON' }).press('Space');
  await expect(answer.getByText('"Password": "[removed]"')).toBeVisible();
  await answer.getByRole('button', { name: 'Show passwords' }).press('Enter');
  await expect(answer.getByText(`${SECRET}-source-18`)).toBeVisible();
});

test('a delivery account is edited by keys: criteria, price, what will change, saved, read again, undone', async ({
  desk,
}) => {
  const { page } = desk;
  await openAccount(desk, '/account/accounts');
  await expect(page.getByRole('grid', { name: 'Delivery accounts' })).toHaveAttribute('aria-rowcount', '121');
  await desk.goTo('/account/accounts/accounts/1234/501');
  const price = page.getByRole('textbox', { name: 'Price' });
  await expect(price).toHaveValue('25');
  const builder = page.getByRole('region', { name: 'Criteria' });
  await expect(builder.getByRole('button', { name: 'Add criterion' })).toBeEnabled();
  await price.fill('31.5');
  await page.keyboard.press('Alt+n');
  const field = builder.getByRole('combobox', { name: 'Field, criterion 1', exact: true });
  await expect(field).toBeFocused();
  await field.selectOption({ label: 'Zip' });
  await builder
    .getByRole('combobox', { name: 'Operator, criterion 1', exact: true })
    .selectOption({ label: 'is one of' });
  await builder
    .getByRole('textbox', { name: /^Values of Zip/ })
    .or(builder.getByRole('combobox', { name: /^Values of Zip/ }))
    .fill('89101,');
  await page.keyboard.press('Enter');
  await expect(builder.getByRole('button', { name: 'Zip is 89101' })).toBeVisible();
  await shot(desk, 'account-form');
  await looksRight(page, 'a delivery account');

  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review changes' });
  await expect(dialog.getByRole('row', { name: /^Price 25 31.5/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: 'Criteria Every lead of this type Zip is 89101' })).toBeVisible();
  await shot(desk, 'account-review');
  await looksRight(page, 'changes of a delivery account');
  await expect(dialog.getByRole('button', { name: 'Save 2 changes' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Saved, and read again: LeadExec has it as sent.')).toBeVisible();
  await expect(price).toHaveValue('31.5');
  const [account] = vendor.admin.accountRequests().filter(({ call }) => call === 'Create or Modify Delivery Account');
  expect(account?.deviations).toEqual([]);

  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(price).toHaveValue('25');
});

test('what somebody else changed meanwhile is shown as a conflict before it is saved', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, '/account/accounts');
  await expect(page.getByRole('grid', { name: 'Delivery accounts' })).toHaveAttribute('aria-rowcount', '121');
  await desk.goTo('/account/accounts/accounts/1234/501');
  const most = page.getByRole('combobox', { name: MOST });
  await expect(most).toHaveValue(/./);
  await most.selectOption({ label: 'At most' });
  await page.getByRole('textbox', { name: `${MOST}, number` }).fill('9');
  const { connections } = await desk.call('desk.status', {});
  const connectionId = connections.find(({ kind }) => kind === 'leadexec')?.id ?? 0;
  const request = 'PUT /v1/delivery/1234/accounts/501/maxes';
  const reply = await desk.call('leadexec.request', { connectionId, request, body: '{"DailyMax":7}' });
  const id = reply.is === 'job' ? reply.jobId : 0;
  await expect.poll(async () => (await desk.call('jobs.get', { id })).state).toBe('delivered');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review changes' });
  await expect(
    dialog.getByText(`${MOST} was changed by somebody else meanwhile: it was no maximum, is now 7`),
  ).toBeVisible();
  await shot(desk, 'conflict');
  await dialog.getByRole('button', { name: 'Keep theirs' }).press('Enter');
  await expect(dialog.getByText(/Nothing would change/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await expect(page.getByRole('textbox', { name: `${MOST}, number` })).toHaveValue('7');
});

test('a delivery method shows its hours, what it sends, and keeps its passwords hidden', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, '/account/methods');
  const methods = page.getByRole('grid', { name: 'Delivery methods' });
  await expect(methods).toHaveAttribute('aria-rowcount', '82');
  await methods.focus();
  await page.keyboard.press('End');
  await expect(methods).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Hours, Pacific Time' })).toHaveValue(/./);
  await expect(page.getByRole('region', { name: 'Preview' })).toBeVisible();
  await expect(page.getByText(SECRET)).toHaveCount(0);
  await shot(desk, 'method');
  await looksRight(page, 'a delivery method');
  await expect(page.getByText(/^\d+ fields that SMS Notification doesn’t use$/)).toBeVisible();
  await page.getByRole('region', { name: 'Schedule' }).scrollIntoViewIfNeeded();
  await shot(desk, 'method-hours');
  await page.keyboard.press('Escape');
  await expect(methods).toBeFocused();
});

test('a campaign is read by its number, and its posting instructions stand with it', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, '/account/sources/campaigns');
  const source = page.getByRole('combobox', { name: 'Lead source' });
  await expect(page.getByRole('heading', { name: 'Sources and campaigns' })).toBeVisible();
  await source.selectOption({ label: 'Practice source' });
  await page.getByRole('textbox', { name: 'Campaign number' }).fill('23');
  await page.keyboard.press('Enter');
  const campaigns = page.getByRole('grid', { name: 'Campaigns' });
  await expect(campaigns).toHaveAttribute('aria-rowcount', '2');
  await desk.goTo('/account/sources/campaigns/18/23');
  const posting = page.getByRole('region', { name: 'Posting instructions' });
  await expect(posting.getByText('Posting instructions: Auto, web (campaign 23)')).toBeVisible();
  await expect(posting.getByText('vid=18&lid=1&aid=23')).toBeVisible();
  await shot(desk, 'campaign');
  await looksRight(page, 'a campaign');
});

test('an account is connected by keys: a wrong secret stops it with its reason, the right one opens its records', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  await desk.goTo('/settings/dialers/new-leadexec');
  const form = page.getByRole('region', { name: 'New connection' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await keys.press('Control+Enter');
  await expect(form.getByLabel('Client ID')).toBeFocused();
  await expect(form.getByLabel('Client secret')).toHaveAttribute('aria-invalid', 'true');
  await looksRight(page, 'an account with nothing filled in');
  await keys.type(SAMPLE.apiClientId);
  await keys.press('Tab');
  await expect(form.getByLabel('Client secret')).toBeFocused();
  await keys.type('Not-the-secret-77');
  await form.getByLabel('Address').focus();
  await keys.press('Control+a');
  await keys.type(vendor.url);
  await keys.press('Control+Enter');
  const pane = page.getByRole('region', { name: 'The open connection' });
  await expect(pane.getByLabel('Client ID')).toHaveValue(SAMPLE.apiClientId);

  await desk.goTo('/account');
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'LeadExec stopped' })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'LeadExec stopped' }).press('Enter');
  await expect(pane.getByLabel('Client secret')).toHaveValue('');
  await pane.getByLabel('Client secret').focus();
  await keys.type(SECRET);
  await keys.press('Control+Enter');
  await expectSaid(page, 'LeadExec saved.');
  await desk.goTo('/account');
  await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', '41');
});
