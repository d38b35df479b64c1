import type { Locator } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { below, choose, create, made, pressNew, shot, type } from '../support/screen-account.ts';
import { looksRight } from '../support/screen-look.ts';

// What an account can be given, made by keys alone: Tab to reach a field, letters to fill it or to choose from it.

/** A word that stands nowhere else: the account's secrets begin with it. */
const SECRET = 'Osprey-8127-reed';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: SECRET });
});
test.afterEach(() => vendor.close());

/** The desk with the practice account connected, at a list of it. */
async function openList(desk: Desk, path: string, grid: string): Promise<Locator> {
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  await desk.call('connections.save', { ...account, password: SECRET, perSecond: 1_000 });
  await expect(desk.page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  await desk.goTo(path);
  return desk.page.getByRole('grid', { name: grid });
}

/** Nothing that was sent broke the document's rules. */
const deviations = () => vendor.admin.accountRequests().flatMap((request) => request.deviations);

for (const { is, fields, unseen, hidden } of [
  {
    ...{ is: 'HTTP POST', unseen: ['SMTP server', 'FTP path'], hidden: {} },
    fields: { 'Delivery URL': 'https://buyer.test/leads', 'Response search': 'accepted' },
  },
  {
    ...{ is: 'E-Mail', unseen: ['Delivery URL', 'FTP path'], hidden: { 'SMTP password': 'Kestrel-1190' } },
    fields: { To: 'leads@buyer.test', Subject: 'A lead', 'SMTP server': 'mail.buyer.test', 'SMTP user name': 'buyer' },
  },
  {
    ...{ is: 'FTP', unseen: ['SMTP server', 'Subject'], hidden: { 'FTP password': 'Kestrel-1191' } },
    fields: { 'FTP user name': 'buyer', 'FTP path': '/in' },
  },
  {
    ...{ is: 'SMS Notification', unseen: ['SMTP server', 'FTP path', 'Delivery URL'], hidden: {} },
    fields: { 'To address': '7025550142', 'Email template': 'A new lead' },
  },
] as const) {
  test(`a delivery method is made by keys: ${is}`, async ({ desk }) => {
    const { page } = desk;
    await openList(desk, '/account/methods', 'Delivery methods');
    await desk.call('leadexec.refresh', { connectionId: await connection(desk), kind: 'leadTypes' });
    const before = vendor.admin.account().methods.length;
    await pressNew(page, 'New delivery method');
    await below(page, 'Client', '1234', 'New delivery method');
    await type(page, 'Name', `Made by keys, ${is}`);
    await choose(page, 'Type', is);
    await choose(page, 'Lead type', 'Auto insurance (1)');
    for (const [name, text] of Object.entries(fields)) await type(page, name, text);
    for (const [name, text] of Object.entries(hidden)) await type(page, name, text);
    for (const name of unseen) await expect(page.getByLabel(name, { exact: true })).toBeHidden();
    await page.keyboard.press('Alt+n');
    await expect(page.getByRole('textbox', { name: 'Sent as, row 1' })).toBeFocused();
    await page.keyboard.type('first');
    await choose(page, 'Lead field, row 1', 'FirstName');
    await type(page, 'Hours, Pacific Time', 'weekdays 9-5pm');
    await shot(desk, `method-new-${is}`);
    await looksRight(page, `a new delivery method, ${is}`);
    await create(page);
    await made(page, `Made by keys, ${is}`);
    await expect(page.getByText(/^Shown as it was sent/)).toBeVisible();
    await shot(desk, `method-made-${is}`);
    await looksRight(page, `a delivery method that no account uses, ${is}`);
    const all = vendor.admin.account().methods;
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toMatchObject({ clientUid: 1234, name: `Made by keys, ${is}`, leadTypeUid: 1 });
    for (const text of Object.values(hidden)) await expect(page.getByText(text)).toHaveCount(0);
    expect(deviations()).toEqual([]);
  });
}

test('a new delivery method is given to a delivery account by keys, and is read with it', async ({ desk }) => {
  const { page } = desk;
  await openList(desk, '/account/methods', 'Delivery methods');
  const connectionId = await connection(desk);
  await desk.call('leadexec.refresh', { connectionId, kind: 'leadTypes' });
  const edit = [
    { field: 'Name', value: 'New post' },
    { field: 'LeadTypeUID', value: 1 },
  ];
  const place = { connectionId, kind: 'methods', parent: 1234, id: 0 } as const;
  const { jobId } = await desk.call('leadexec.save', { ...place, revision: '', edit });
  await expect.poll(async () => (await desk.call('leadexec.saved', { jobId }))?.id).toBeGreaterThan(0);
  const id = (await desk.call('leadexec.saved', { jobId }))?.id ?? 0;
  await desk.goTo('/account/accounts');
  await expect(page.getByRole('heading', { level: 1, name: 'Delivery accounts' })).toBeVisible();
  await pressNew(page, 'New delivery account');
  await below(page, 'Client', '1234', 'New delivery account');
  await type(page, 'Name', 'By the new post');
  await choose(page, 'Delivery method', `New post (${id})`);
  await type(page, 'Price', '12.5');
  await create(page);
  await made(page, 'By the new post');
  expect(vendor.admin.account().deliveryAccounts.filter(({ deliveryUid }) => deliveryUid === id)).toHaveLength(1);
  await desk.goTo(`/account/methods/methods/1234/${id}`);
  await made(page, 'New post');
  await expect(page.getByText(/^Shown as it was sent/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Review changes' })).toBeVisible();
  expect(deviations()).toEqual([]);
});

test('a client group, a list item, a lead source and its campaign are made by keys, once each', async ({ desk }) => {
  const { page } = desk;
  const groups = await openList(desk, '/account/clients/clientGroups', 'Groups');
  await expect(groups).toHaveAttribute('aria-rowcount', /^[2-9]$|^\d{2,}$/);
  const connectionId = await connection(desk);
  for (const kind of ['leadTypes', 'lists', 'sources'] as const) {
    await desk.call('leadexec.refresh', { connectionId, kind });
  }
  const { rows: lists } = await desk.call('leadexec.records', { connectionId, kind: 'lists' });
  const list = lists[0]?.id ?? 0;
  await pressNew(page, 'New client group');
  await type(page, 'Name', 'Agencies, North');
  await type(page, 'Display order', '7');
  await shot(desk, 'group-new');
  await looksRight(page, 'a new client group');
  await create(page);
  await made(page, 'Agencies, North');
  const there = vendor.admin.account();
  expect(there.clientGroups.filter(({ description }) => description === 'Agencies, North')).toHaveLength(1);

  await desk.goTo('/account/lists/listItems');
  await pressNew(page, 'New list item');
  await below(page, 'Distribution list', `${list}`, 'New list item');
  await type(page, 'Name', 'Guam');
  await type(page, 'Value', 'GU');
  await type(page, 'Tag 1', 'Pacific');
  await shot(desk, 'item-new');
  await looksRight(page, 'a new list item');
  await create(page);
  await made(page, 'Guam');
  const items = () => vendor.admin.account().lists.find(({ listUid }) => listUid === list)?.items ?? [];
  expect(items().filter(({ value }) => value === 'GU')).toHaveLength(1);

  await desk.goTo('/account/sources');
  await pressNew(page, 'New lead source');
  await type(page, 'Name', 'North Media');
  await type(page, 'User name', 'northmedia');
  await type(page, 'Password', 'Kestrel-1193');
  await type(page, 'Email', 'leads@north.test');
  await shot(desk, 'source-new');
  await looksRight(page, 'a new lead source');
  await create(page);
  await made(page, 'North Media');
  const newSources = vendor.admin.account().sources.filter(({ userName }) => userName === 'northmedia');
  expect(newSources).toHaveLength(1);
  const source = newSources[0]?.vendorUid ?? 0;

  await desk.goTo('/account/sources/campaigns');
  await pressNew(page, 'New campaign');
  await below(page, 'Lead source', `${source}`, 'New campaign');
  await type(page, 'Name', 'North, web');
  await choose(page, 'Lead type', 'Auto insurance (1)');
  await type(page, 'Lead price', '11');
  await shot(desk, 'campaign-new');
  await looksRight(page, 'a new campaign');
  await create(page);
  await made(page, 'North, web');
  const campaigns = vendor.admin.account().campaigns.filter(({ vendorUid }) => vendorUid === source);
  expect(campaigns).toMatchObject([{ accountName: 'North, web', leadTypeUid: 1, leadPrice: 11 }]);
  await expect(page.getByText('Kestrel-1193')).toHaveCount(0);
  expect(deviations()).toEqual([]);
});

const connection = async (desk: Desk): Promise<number> =>
  (await desk.call('desk.status', {})).connections.find(({ kind }) => kind === 'leadexec')?.id ?? 0;
