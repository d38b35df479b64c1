import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Answering, Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';

type Group = Readonly<Record<string, unknown>>;
type Item = Record<string, string | number | boolean | null>;

/** A desk with one client group, whose first change has no answer; `keeps` tells whether it was made all the same. */
async function deskOf(keeps: boolean) {
  let group: Group = { ClientGroupUID: 5, Description: 'Agencies', DisplayOrder: 1, ClientCount: 2 };
  let puts = 0;
  const answer = ({ method, body }: Arrived): Answering => {
    if (method === 'GET') return { body: JSON.stringify([group]) };
    const isLost = ++puts === 1;
    if (keeps || !isLost) group = JSON.parse(body) as Group;
    return isLost ? { reset: true } : { body: '200 OK' };
  };
  const desk = await accountDesk(answer);
  const groups = { connectionId: desk.connectionId, kind: 'clientGroups' } as const;
  await desk.call('leadexec.refresh', groups);
  const { revision } = (await desk.call('leadexec.record', { ...groups, id: 5 })) ?? { revision: '' };
  const edit = [{ field: 'DisplayOrder', value: 0 }];
  const { jobId } = await desk.call('leadexec.save', { ...groups, id: 5, revision, edit });
  const colleague = (change: Group) => {
    group = { ...group, ...change };
  };
  return { desk, jobId, puts: () => puts, colleague };
}

describe('an edit whose answer was lost', () => {
  test('is found by reading where it was made, and sent once', async () => {
    const { desk, jobId, puts } = await deskOf(true);
    await desk.inState(jobId, 'delivered');
    expect(puts()).toBe(1);
    await until(async () => (await desk.call('leadexec.saved', { jobId }))?.canUndo, 'it was read again');
  });

  test('is left to the operator where it was not, and sent again on their word', async () => {
    const { desk, jobId, puts } = await deskOf(false);
    await desk.inState(jobId, 'unknown');
    expect(puts()).toBe(1);
    await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    await desk.inState(jobId, 'delivered');
    expect(puts()).toBe(2);
  });

  test('is not sent again over what somebody else changed meanwhile', async () => {
    const { desk, jobId, puts, colleague } = await deskOf(false);
    await desk.inState(jobId, 'unknown');
    colleague({ Description: 'Agencies, East' });
    await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    expect(await desk.inState(jobId, 'rejected')).toMatchObject({
      reason: expect.stringContaining('someone else changed Name'),
    });
    expect(puts()).toBe(1);
  });
});

const item = (ClientOrderItemUID: number, Qty: number): Item => ({
  ...{ ClientOrderItemUID, ClientAccountUID: null, Qty, SentQty: 0, ConstrainQuantity: true, Price: 20, SentPrice: 0 },
});
const ITEMS = [item(71, 10), item(72, 20)];

/** A desk with an order, whose first change has no answer; `keeps` tells whether it was made, and `stores` how rows are stored. */
async function orderDesk({ keeps, stores = (rows) => rows }: { keeps: boolean; stores?: (rows: Item[]) => Item[] }) {
  let order: Group = {
    ...{ ClientOrderUID: 7, ClientUID: 1, Status: 'Open', Renewal: 'No_Renewal', Items: ITEMS },
    ...{ StartDate: '2026-11-01T08:00:00Z', EndDate: null, AutoCharge: false },
  };
  let puts = 0;
  const desk = await accountDesk(({ method, body }): Answering => {
    if (method === 'POST')
      return { body: JSON.stringify({ QueryTotal: 1, Count: 1, Skip: 0, Take: 100, Orders: [order] }) };
    const isLost = ++puts === 1;
    if (keeps || !isLost) {
      const sent = JSON.parse(body) as { readonly Items: Item[] };
      order = { ...order, ...sent, Items: stores(sent.Items) };
    }
    return isLost ? { reset: true } : { body: '200 OK' };
  });
  const orders = { connectionId: desk.connectionId, kind: 'orders', parent: 0 } as const;
  await desk.call('leadexec.refresh', orders);
  const edit = async (items: readonly Item[]) => {
    const { revision } = (await desk.call('leadexec.record', { ...orders, id: 7 })) ?? { revision: '' };
    return desk.call('leadexec.save', { ...orders, id: 7, revision, edit: [{ field: 'Items', value: [...items] }] });
  };
  return { desk, edit, puts: () => puts };
}

describe('an edit of a list whose answer was lost', () => {
  const reversed = ITEMS.toReversed();
  const inReverse = (rows: Item[]) => rows.toReversed();

  test('that changes only the order of rows is not taken as made where it was not', async () => {
    const { desk, edit, puts } = await orderDesk({ keeps: false });
    const { jobId } = await edit(reversed);
    expect((await desk.inState(jobId, 'unknown')).reason).not.toBeNull();
    await until(
      async () => (await desk.call('jobs.get', { id: jobId })).reason?.includes('(Items)') === true,
      'the operator is told what differs',
    );
    await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    await desk.inState(jobId, 'delivered');
    expect(puts()).toBe(2);
  });

  test('that changes only the order of rows is found where it was made', async () => {
    const { desk, edit, puts } = await orderDesk({ keeps: true });
    await desk.inState((await edit(reversed)).jobId, 'delivered');
    expect(puts()).toBe(1);
  });

  test('that changes a row is found in whatever order rows are stored', async () => {
    const { desk, edit, puts } = await orderDesk({ keeps: true, stores: inReverse });
    await desk.inState((await edit([item(71, 15), item(72, 20)])).jobId, 'delivered');
    expect(puts()).toBe(1);
  });
});

test('a password that no answer shows is not taken as changed where the answer was lost', async () => {
  const client = { ClientUID: 4, Name: 'Acme', Status: 'Active', DateAdded: '2026-01-01T00:00:00Z' };
  let patches = 0;
  const desk = await accountDesk(({ method }): Answering => {
    if (method === 'GET') return { body: JSON.stringify([client]) };
    return ++patches === 1 ? { reset: true } : { body: '4' };
  });
  const clients = { connectionId: desk.connectionId, kind: 'clients' } as const;
  await desk.call('leadexec.refresh', clients);
  const { revision } = (await desk.call('leadexec.record', { ...clients, id: 4 })) ?? { revision: '' };
  const edit = [{ field: 'Password', value: 'Pass-4711-new' }];
  const { jobId } = await desk.call('leadexec.save', { ...clients, id: 4, revision, edit });
  await until(
    async () => (await desk.call('jobs.get', { id: jobId })).reason?.includes('No answer of LeadExec shows') === true,
    'the operator is told',
  );
  expect((await desk.call('jobs.get', { id: jobId })).state).toBe('unknown');
  await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
  await desk.inState(jobId, 'delivered');
  expect(patches).toBe(2);
});
