import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { reach, shot } from '../support/screen-account.ts';
import { looksRight } from '../support/screen-look.ts';

// What became of copies and of changes by file, by keyboard: the tabs, one batch, and what of it needs a person.

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, its lists read. */
async function connected(desk: Desk): Promise<number> {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  const { id } = await desk.call('connections.save', { ...account, password: 'practice', perSecond: 1_000 });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  for (const kind of ['clients', 'accounts', 'lists'] as const) {
    await desk.call('leadexec.refresh', { connectionId: id, kind });
  }
  return id;
}

/** Waits until no change of a batch is still to be sent. */
const sent = (desk: Desk, batchId: number) =>
  expect
    .poll(async () => {
      const jobs = (await desk.call('leadexec.batch', { batchId }))?.jobs;
      return jobs === undefined ? -1 : jobs.ready + jobs.held + jobs.sending + jobs['awaiting-vendor'];
    })
    .toBe(0);

/** Opens a tab of a subject by keyboard. */
async function openTab(desk: Desk, path: string, tab: string): Promise<void> {
  const { page } = desk;
  await desk.goTo(path);
  const link = page.getByRole('main').getByRole('link', { name: tab, exact: true });
  await reach(page, link);
  await page.keyboard.press('Enter');
  await expect(link).toHaveAttribute('aria-current', 'page');
}

test('copies of an account are followed by keys: what was created, what is unknown, and the word on it', async ({
  desk,
}) => {
  const { page } = desk;
  const connectionId = await connected(desk);
  await openTab(desk, '/account/accounts', 'Copies');
  await expect(page.getByText('No delivery account was copied yet')).toBeVisible();
  await looksRight(page, 'no copies');

  const source = { connectionId, client: 6101, account: 1001 };
  const all = await desk.call('leadexec.records', { connectionId, kind: 'clients', count: 1_000 });
  const others = all.rows.flatMap(({ id }) => (id === source.client ? [] : [id]));
  const plan = await desk.call('leadexec.planCopies', { ...source, clients: others, name: 'North', count: 1_000 });
  const clients = plan.copies.flatMap(({ client, outcome }) => (outcome === 'ready' ? [client] : [])).slice(0, 4);
  expect(clients).toHaveLength(4);
  // The first is not created, and nothing says so.
  vendor.admin.setFaults([
    { kind: 'http500-empty', path: `/v1/delivery/${clients[0]}/accounts`, body: 'North', times: 1 },
  ]);
  const { revision } = await desk.call('leadexec.planCopies', { ...source, clients, name: 'North' });
  const { batchId } = await desk.call('leadexec.copyAccount', { ...source, clients, name: 'North', revision });
  const copies = page.getByRole('grid', { name: 'Copies' });
  await sent(desk, batchId);
  await expect(copies.getByRole('row', { name: /^.*Copies of .* 3 of 4 accounts created, 1 to go/ })).toBeVisible();
  await shot(desk, 'copies-tab');
  await looksRight(page, 'copies of accounts');

  await copies.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Copies of / })).toBeVisible();
  const changes = page.getByRole('grid', { name: 'Changes' });
  await expect(changes).toHaveAttribute('aria-rowcount', '5');
  const unknown = page.getByRole('radio', { name: /^Unknown/ });
  await reach(page, page.getByRole('radio', { name: /^All/ }));
  await unknown.press('Space');
  await expect(changes).toHaveAttribute('aria-rowcount', '2');
  await shot(desk, 'copies-unknown');
  await looksRight(page, 'a copy of unknown outcome');

  // Its job says what is known; it is sent again on a person's word, and only then.
  const before = vendor.admin.account().deliveryAccounts.length;
  await changes.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/deliveries\?job=\d+/);
  const log = page.getByRole('grid', { name: 'Deliveries' });
  const row = page.getByRole('region', { name: 'The open row' });
  await expect(row.getByRole('heading', { level: 2, name: /^Copies of / })).toBeVisible();
  await expect(row.getByText(/Last check: LeadExec lists no such delivery account/)).toBeVisible();
  await expect(row.getByRole('button', { name: 'Mark as not made' })).toBeVisible();
  await shot(desk, 'copy-job');
  await looksRight(page, 'the job of a copy');
  await log.focus();
  await expect(log).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('s');
  const sure = page.getByRole('dialog', { name: 'Send 1 row again, though it may have arrived?' });
  await expect(sure.getByRole('button', { name: 'Send 1 row again' })).toBeEnabled();
  expect(vendor.admin.account().deliveryAccounts).toHaveLength(before);
  await page.keyboard.press('Control+Enter');
  await sent(desk, batchId);
  await openTab(desk, '/account/accounts', 'Copies');
  await expect(copies.getByRole('row', { name: /4 of 4 accounts created\./ })).toBeVisible();
  expect(vendor.admin.account().deliveryAccounts.filter(({ description }) => description === 'North')).toHaveLength(4);
});

test('changes of a list are followed by keys: what was made, and what a colleague was faster with', async ({
  desk,
}) => {
  const { page } = desk;
  const connectionId = await connected(desk);
  await openTab(desk, '/account/lists', 'Changes by file');
  await expect(page.getByText('No list was changed by a file yet')).toBeVisible();
  await looksRight(page, 'no changes of lists');

  const [list] = vendor.admin.account().lists;
  const [one, two] = list?.items.map(({ value }) => value) ?? [];
  const text = `Value\tClient\tTag 1\n${one}\t1234\n${two}\t\tNorth`;
  const input = { connectionId, list: list?.listUid ?? 0, text };
  const { revision } = await desk.call('leadexec.planList', input);
  // Between the review and the send a colleague changes the second item.
  await desk.call('connections.pause', { id: connectionId });
  const { batchId } = await desk.call('leadexec.assignList', { ...input, revision });
  const lists = vendor.admin.account().lists.map((of) => ({
    ...of,
    items: of.items.map((item) =>
      item.value === two && of.listUid === list?.listUid ? { ...item, tag2: 'Theirs' } : item,
    ),
  }));
  vendor.admin.setAccount({ lists });
  const tab = page.getByRole('grid', { name: 'Changes by file' });
  await expect(tab.getByRole('row', { name: /Items of .* 0 of 2 changes made, 2 to go\./ })).toBeVisible();
  await shot(desk, 'list-changes-held');
  await desk.call('connections.resume', { id: connectionId });
  await sent(desk, batchId);
  await expect(tab.getByRole('row', { name: /1 of 2 changes made, 1 refused\./ })).toBeVisible();
  await shot(desk, 'list-changes-tab');
  await looksRight(page, 'changes of lists');

  await tab.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Items of / })).toBeVisible();
  const changes = page.getByRole('grid', { name: 'Changes' });
  await expect(changes.getByRole('row', { name: new RegExp(`${one} Assign client1234`) })).toBeVisible();
  await expect(changes.getByRole('row', { name: new RegExp(`${two} Change Not saved: .*someone else`) })).toBeVisible();
  await shot(desk, 'list-changes');
  await looksRight(page, 'the changes of a list');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Lists' })).toBeVisible();
});
