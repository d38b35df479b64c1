import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Answering, Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';

interface Item {
  CustomListItemUID: number;
  Value: string;
  Description: string;
  Tag1: string;
  Tag2: string;
  clients: number[];
}
const item = (CustomListItemUID: number, Value: string, clients: number[], more: Partial<Item> = {}): Item => ({
  ...{ CustomListItemUID, Value, Description: Value, Tag1: '', Tag2: '', clients },
  ...more,
});

/** An account with one list; the answers to some changes are lost, and those changes made or not. */
function lists(lose: readonly number[] = [], keep = true) {
  const items = [item(1, '90210', [1]), item(2, '10001', [1, 2]), item(3, '60601', []), item(4, '94105', [3])];
  let changes = 0;
  const json = (value: unknown) => ({ body: JSON.stringify(value) });
  const change = (request: Arrived) => {
    const { method, url, body } = request;
    const [, client, id] = /^\/v1\/distribution\/lists\/(\d+)\/7\/(\d+)$/.exec(url) ?? [];
    if (client !== undefined) {
      const found = items.find((one) => one.CustomListItemUID === Number(id));
      if (found === undefined) return;
      const others = found.clients.filter((one) => one !== Number(client));
      found.clients = method === 'DELETE' ? others : [...others, Number(client)];
      return;
    }
    const given = JSON.parse(body) as Item & { AssignedClients: string };
    const clients = given.AssignedClients.split('|').map(Number).filter(Boolean);
    const made = { ...given, CustomListItemUID: given.CustomListItemUID || 100 + items.length, clients };
    const at = items.findIndex((one) => one.CustomListItemUID === given.CustomListItemUID);
    if (at < 0) items.push(made);
    else items[at] = made;
  };
  const answer = (request: Arrived): Answering => {
    const { method, url } = request;
    if (url === '/v1/clients/list') {
      const about = { DateAdded: '2026-01-01T00:00:00', Status: 1, AutomationType: 'Price' };
      return json([1, 2, 3].map((ClientUID) => ({ ClientUID, Username: `buyer${ClientUID}`, ...about })));
    }
    if (url.startsWith('/v1/leadtypes')) return json([]);
    if (method === 'GET') {
      const Items = items.map(({ clients, ...rest }) => ({
        ...{ CustomListUID: 7, ...rest, AssignedClient: clients.length === 1 ? clients[0] : 0 },
        ...{ AssignedClients: clients.join('|'), AssignedName: '' },
      }));
      const about = {
        CustomListUID: 7,
        LeadTypeUID: 1,
        LeadFieldUID: 5,
        Description: 'ZIPs',
        FieldName: 'Zip',
        Status: 1,
      };
      return json([{ ...about, Items }]);
    }
    const isLost = lose.includes(++changes);
    if (keep || !isLost) change(request);
    return isLost ? { reset: true } : json(true);
  };
  return { answer, items, changes: () => changes };
}

async function deskOf(vendor: ReturnType<typeof lists>) {
  const desk = await accountDesk(vendor.answer);
  const { call, connectionId } = desk;
  await call('leadexec.refresh', { connectionId, kind: 'clients' });
  const of = { connectionId, list: 7 };
  const settled = (batchId: number) =>
    until(async () => {
      const batch = await call('leadexec.batch', { batchId });
      return batch !== null && batch.differing !== null ? batch : null;
    }, 'the changes are done and read again');
  const clientsOf = (value: string) => vendor.items.filter((one) => one.Value === value).map(({ clients }) => clients);
  return { desk, call, of, settled, clientsOf };
}
const SHEET =
  'Zip\tBuyer\tTag 1\n90210\tbuyer2\t\n10001\t1\t\n30301\tbuyer1|buyer3\tSouth\n60601\tnobody\t\n\tbuyer1\t\n';

describe('a distribution list that is compared with a sheet', () => {
  test('shows what is added, changed and stays, and names by line what is not valid', async () => {
    const { call, of, desk } = await deskOf(lists());
    const plan = await call('leadexec.planList', { ...of, text: SHEET });
    expect(plan).toMatchObject({
      ...{ listName: 'ZIPs', fieldName: 'Zip', columns: { value: 0, clients: 1, tag1: 2, tag2: null } },
      ...{ rows: 5, counts: { added: 1, changed: 1, same: 1, missing: 1, invalid: 2 } },
      ...{ unlisted: 2, missingAssignments: 1, requests: 2 },
      before: { items: 4, assigned: 3, unassigned: 1 },
      after: { items: 5, assigned: 4, unassigned: 1 },
    });
    expect(
      plan.items.map(({ line, value, outcome, before, after, note }) => [line, value, outcome, before, after, note]),
    ).toEqual([
      [2, '90210', 'changed', 'buyer1', 'buyer2, buyer1', 'Stays assigned to buyer1, not in the file.'],
      [3, '10001', 'same', 'buyer1, buyer2', 'buyer1, buyer2', 'Stays assigned to buyer2, not in the file.'],
      [4, '30301', 'added', '', 'buyer1, buyer3; Tag 1: South', ''],
      [5, '60601', 'invalid', '', '', 'There is no client “nobody”.'],
      [6, '', 'invalid', '', '', 'It has no value.'],
      [0, '94105', 'missing', 'buyer3', 'buyer3', 'Its assignments stay.'],
    ]);
    const only = await call('leadexec.planList', { ...of, text: SHEET, show: 'invalid', count: 1 });
    expect([only.total, only.items.length]).toEqual([2, 1]);
    // Nothing of what was pasted stays on the disk.
    expect(readdirSync(join(desk.dataDir, 'uploads'))).toEqual([]);
  });

  test('gets what the sheet adds, removes nothing unasked, and is read again', async () => {
    const vendor = lists();
    const { call, of, settled, clientsOf } = await deskOf(vendor);
    const { revision } = await call('leadexec.planList', { ...of, text: SHEET });
    const { batchId, jobs } = await call('leadexec.assignList', { ...of, text: SHEET, revision });
    expect(jobs).toBe(2);
    const batch = await settled(batchId);
    expect(batch).toMatchObject({ what: 'list', label: 'Items of ZIPs', differing: 0, jobs: { delivered: 2 } });
    expect(batch.rows.map(({ name, what }) => `${what}: ${name}`)).toEqual(['Assign buyer2: 90210', 'Add: 30301']);
    expect([clientsOf('90210'), clientsOf('10001'), clientsOf('30301')]).toEqual([[[1, 2]], [[1, 2]], [[1, 3]]]);
    expect(clientsOf('94105')).toEqual([[3]]);
    const again = await call('leadexec.planList', { ...of, text: SHEET });
    expect(again).toMatchObject({ requests: 0, counts: { added: 0, changed: 0, same: 3 } });
  });

  test('loses the assignments that the sheet lacks where that is asked for, each part alone', async () => {
    const vendor = lists();
    const { call, of, settled, clientsOf } = await deskOf(vendor);
    const input = { ...of, text: SHEET, removeUnlisted: true };
    const plan = await call('leadexec.planList', input);
    expect(plan.requests).toBe(4);
    await settled((await call('leadexec.assignList', { ...input, revision: plan.revision })).batchId);
    expect([clientsOf('90210'), clientsOf('10001'), clientsOf('94105')]).toEqual([[[2]], [[1]], [[3]]]);
    const rest = { ...of, text: SHEET, removeMissing: true };
    const { revision } = await call('leadexec.planList', rest);
    await settled((await call('leadexec.assignList', { ...rest, revision })).batchId);
    expect([clientsOf('90210'), clientsOf('94105')]).toEqual([[[2]], [[]]]);
  });

  test('is changed once where answers are lost', async () => {
    const vendor = lists([1, 2]);
    const { call, of, settled, clientsOf } = await deskOf(vendor);
    const { revision } = await call('leadexec.planList', { ...of, text: SHEET });
    const batch = await settled((await call('leadexec.assignList', { ...of, text: SHEET, revision })).batchId);
    expect(batch).toMatchObject({ differing: 0, jobs: { delivered: 2 } });
    expect([clientsOf('90210'), clientsOf('30301')]).toEqual([[[1, 2]], [[1, 3]]]);
  });

  test('gets no item twice where the file is read again while the first is being added', async () => {
    const vendor = lists();
    const { call, of, settled, desk } = await deskOf(vendor);
    await call('connections.pause', { id: desk.connectionId });
    const { revision } = await call('leadexec.planList', { ...of, text: SHEET });
    const { batchId } = await call('leadexec.assignList', { ...of, text: SHEET, revision });
    const again = await call('leadexec.planList', { ...of, text: SHEET });
    expect(again.items.find(({ value }) => value === '30301')).toMatchObject({
      ...{ outcome: 'invalid', note: expect.stringMatching(/is being added already \(job \d+\)\.$/) },
    });
    expect(again.requests).toBe(1);
    await call('connections.resume', { id: desk.connectionId });
    await settled(batchId);
    expect(vendor.items.filter(({ Value }) => Value === '30301')).toHaveLength(1);
  });

  test('is not changed over what a colleague did since the preview', async () => {
    const vendor = lists();
    const { call, of } = await deskOf(vendor);
    const { revision } = await call('leadexec.planList', { ...of, text: SHEET });
    vendor.items[0]?.clients.push(2);
    await expect(call('leadexec.assignList', { ...of, text: SHEET, revision })).rejects.toThrow(
      'changed since the preview',
    );
    expect(vendor.changes()).toBe(0);
  });

  test('changes texts of an item only while it is as it was read', async () => {
    const vendor = lists();
    const { call, of, settled, desk } = await deskOf(vendor);
    const text = 'value,description\n90210,Beverly Hills\n';
    const { revision, items } = await call('leadexec.planList', { ...of, text });
    expect(items[0]).toMatchObject({ before: 'buyer1; Name: 90210', after: 'buyer1; Name: Beverly Hills' });
    await call('connections.pause', { id: desk.connectionId });
    const { batchId } = await call('leadexec.assignList', { ...of, text, revision });
    vendor.items[0]?.clients.push(3);
    await call('connections.resume', { id: desk.connectionId });
    const { jobs, rows } = await settled(batchId);
    expect(jobs).toMatchObject({ rejected: 1 });
    expect(rows[0]?.reason).toContain('someone else changed');
    expect(vendor.items[0]).toMatchObject({ Description: '90210', clients: [1, 3] });
  });

  test('is read from a file in its encoding, and asks where that can’t be told', async () => {
    const { call, of, desk } = await deskOf(lists());
    const path = join(desk.dataDir, '..', 'items.csv');
    writeFileSync(path, Buffer.from('Zip;Name;Client\r\n85001;Peña;buyer1\r\n', 'latin1'));
    const found = await call('leadexec.planList', { ...of, path });
    const plan = await call('leadexec.planList', { ...of, path, format: { encoding: 'windows-1252' } });
    expect(found.inspection.format.delimiter).toBe(';');
    expect(plan.items[0]).toMatchObject({ value: '85001', after: 'buyer1; Name: Peña', outcome: 'added' });
  });
});
