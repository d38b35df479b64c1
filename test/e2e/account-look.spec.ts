import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { shot } from '../support/screen-account.ts';
import { cutTexts } from '../support/screen-cut.ts';
import { looksRight } from '../support/screen-look.ts';

// What the screens of an account show whole, and what they say of it.

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, these of its records read. */
async function openAccount(desk: Desk, kinds: readonly ('clients' | 'accounts' | 'lists' | 'orders')[]) {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  const { id } = await desk.call('connections.save', { ...account, password: 'practice', perSecond: 1_000 });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  for (const kind of kinds) await desk.call('leadexec.refresh', { connectionId: id, kind });
  return id;
}

test('the review of copies shows criteria as a sentence, and cuts no name and no reason', async ({ desk }) => {
  const { page } = desk;
  const connectionId = await openAccount(desk, ['clients', 'accounts']);
  const { rows } = await desk.call('leadexec.records', { connectionId, kind: 'accounts', text: 'Auto, insured' });
  const [{ parent, id } = { parent: 0, id: 0 }] = rows;
  await desk.goTo(`/account/accounts/copy/${parent}/${id}`);
  await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', '41');
  await page.getByRole('button', { name: 'Select all', exact: true }).press('Enter');
  await expect(page.getByText('39 clients selected')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review the copies' });
  await expect(dialog.getByRole('grid', { name: 'Copies' })).toHaveAttribute('aria-rowcount', '40');
  await expect(
    dialog.getByText(/^Leads where [A-Z]\w+ is .+ and [A-Z]\w+ is one of Excellent or Good\.$/),
  ).toBeVisible();
  await expect(dialog.getByText('No max').first()).toBeVisible();
  expect(await cutTexts(dialog)).toEqual([]);
  await shot(desk, 'copy-review');
  await looksRight(page, 'a review of copies with criteria');
});

test('no head of a list is cut while the list has room, and a cut one says all of it', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, ['clients', 'accounts', 'lists', 'orders']);
  const lists = [
    ['/account/clients', 'Clients'],
    ['/account/accounts', 'Delivery accounts'],
    ['/account/methods', 'Delivery methods'],
    ['/account/orders', 'Orders'],
    ['/account/lists', 'Lists'],
  ] as const;
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [path, name] of lists) {
      await desk.goTo(path);
      const list = page.getByRole('grid', { name });
      await expect(list).toHaveAttribute('aria-rowcount', /^\d{1,3}$/);
      await expect(async () => {
        expect(await cutTexts(list.getByRole('row').first()), `${name} at ${width}`).toEqual([]);
      }).toPass();
    }
  }
  await page.setViewportSize({ width: 1920, height: 800 });
  await desk.goTo('/account/accounts');
  const head = page.getByRole('columnheader', { name: 'Needs order' });
  const width = head.getByRole('separator', { name: 'Width of Needs order' });
  for (let at = 0; at < 3; at++) await width.press('ArrowLeft');
  await expect.poll(() => cutTexts(head)).toHaveLength(1);
  await head.getByText('Needs order').hover();
  await expect(head.getByTitle('Needs order')).toBeVisible();
});

test('a distribution list says once how many items it has, and leads to them', async ({ desk }) => {
  const { page } = desk;
  const connectionId = await openAccount(desk, ['clients', 'lists']);
  const { rows } = await desk.call('leadexec.records', { connectionId, kind: 'lists' });
  const [{ id, values } = { id: 0, values: {} as Readonly<Record<string, unknown>> }] = rows;
  await desk.goTo(`/account/lists/lists/0/${id}`);
  const count = Number(values.ItemCount);
  await expect(page.getByText(new RegExp(`^${count} items, \\d+ assigned, \\d+ unassigned$`))).toBeVisible();
  const set = page.getByRole('region', { name: 'Set by LeadExec' });
  await expect(set.getByText('Lead type')).toBeVisible();
  await expect(set.getByText(/assigned/i)).toHaveCount(0);
  await shot(desk, 'list');
  await looksRight(page, 'a distribution list');
  await page.keyboard.press('Alt+i');
  await expect(page.getByRole('grid', { name: 'Items' })).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(page.getByRole('combobox', { name: 'Distribution list' })).toHaveValue(/^[1-9]/);
});

test('an order shows first how far it is filled', async ({ desk }) => {
  const { page } = desk;
  const connectionId = await openAccount(desk, ['clients', 'orders']);
  const { rows } = await desk.call('leadexec.records', { connectionId, kind: 'orders' });
  const row = rows.find(({ values: { Qty, SentQty } }) => Number(SentQty) > 0 && Number(Qty) > 0);
  await desk.goTo(`/account/orders/orders/${row?.parent}/${row?.id}`);
  await expect(page.getByRole('heading', { level: 1, name: `Order ${row?.id}`, exact: true })).toBeVisible();
  const filled = page.getByRole('region', { name: 'Filled' });
  await expect(filled.getByText(`${row?.values.SentQty} of ${row?.values.Qty} leads sent, $`)).toBeVisible();
  await expect(filled.getByRole('img', { name: /^Filled: \d+ sent/ })).toBeVisible();
  await shot(desk, 'order');
  await looksRight(page, 'an order');
});

test('lists show numbers as numbers, and requests open at one that changes nothing', async ({ desk }) => {
  const { page } = desk;
  await openAccount(desk, ['clients']);
  await desk.goTo('/account/lead-types');
  const types = page.getByRole('grid', { name: 'Lead types' });
  await expect(
    types
      .getByRole('row', { name: /Auto insurance/ })
      .getByRole('gridcell')
      .nth(1),
  ).toHaveText('1');
  await desk.goTo('/account/leads');
  const open = page.getByRole('navigation', { name: 'Requests' }).locator('[aria-current=true]');
  await expect(open.getByLabel('Reads')).toBeVisible();
  await desk.goTo('/account/clients/activeClients');
  await expect(page.getByRole('heading', { name: 'Choose a lead type to see its active clients' })).toBeVisible();
  await looksRight(page, 'a list that needs a lead type');
});

test('while the names of many clients are read, the list says how far, and finds what is typed', async ({ desk }) => {
  const { page } = desk;
  // The account answers the list of clients, but not the lists that have their names.
  vendor.admin.setFaults([{ kind: 'hang', path: '/v1/clients/list/active' }]);
  await openAccount(desk, ['clients']);
  await desk.goTo('/account/clients');
  const clients = page.getByRole('grid', { name: 'Clients' });
  await expect(clients).toHaveAttribute('aria-rowcount', '41');
  await expect(page.getByText('40 records. Reading client names (lead type 1 of 4)')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('client6101');
  await expect(clients).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.type(' nobody');
  await expect(page.getByText('None of 40 records matches. Client names are still being read.')).toBeVisible();
  await looksRight(page, 'clients whose names are being read');
});
