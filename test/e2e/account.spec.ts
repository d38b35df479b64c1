import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-account.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

/** A word that stands nowhere else: the account's secrets begin with it. */
const SECRET = 'Heron-5512-marsh';

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
