import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCore } from '../../../../src-main/core/start-core.ts';
import { systemClock } from '../../../../src-main/platform/clock.ts';
import type { CommandOutput } from '../../../../src-preload/contract/index.ts';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Answering, Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';

type Row = Readonly<Record<string, unknown>>;

const method = (id: number, client: number, more: Row = {}) => ({
  ...{
    ClientDeliveryUID: id,
    ClientUID: client,
    Name: 'Main',
    Type: 0,
    Status: true,
    inTesting: false,
    LeadTypeUID: 1,
  },
  ...{ FTPPassword: '', SMTPPassword: '', FieldSettings: [], DeliveryDays: [], ...more },
});
const account = (id: number, client: number, details: Row, more: Row = {}) => ({
  ...{ ClientAccountUID: id, ClientUID: client, DeliveryUID: details.ClientDeliveryUID, Price: 25, Description: 'CA' },
  ...{ HourMax: 5, DayMax: -1, WeekMax: -1, MonthMax: 100, useOrder: true, Status: 12, DeliveryDelay: 3 },
  ...{ RedirectURL: 'https://one.test/', AutomationEnabled: true, AlternatePosting: 77, AccountType: 0 },
  ...{ AgentName: 'Ann', AgentPhone: '7025550111' },
  Criteria: [
    { ClientCriteriaUID: 900, LeadFieldUID: 3, Type: 'FieldValue', Expression: '', Operator: 'In', Value: 'CA|NV' },
  ],
  DeliveryDetails: details,
  ...more,
});

/** An account of clients 1 to 5; the answers to some creates are lost, and kept or not. */
function clients(lose: readonly number[] = [], keep = true) {
  const held = new Map<number, Row[]>([
    [1, [account(11, 1, method(101, 1))]],
    [
      2,
      [
        account(12, 2, method(102, 2, { Type: 3, Status: false }), { Description: 'Old' }),
        account(22, 2, method(112, 2), { Description: 'NV' }),
      ],
    ],
    [3, [account(13, 3, method(103, 3, { LeadTypeUID: 2 }), { Description: 'Other type' })]],
    [4, [account(14, 4, method(104, 4), { Description: 'ca ' })]],
    [5, [account(15, 5, method(105, 5, { Name: 'Posts' }), { Description: 'TX' })]],
  ]);
  const puts: Row[] = [];
  const answer = ({ method: verb, url, body }: Arrived): Answering => {
    const json = (value: unknown) => ({ body: JSON.stringify(value) });
    if (url === '/v1/clients/list') {
      const about = { DateAdded: '2026-01-01T00:00:00', Status: 1, AutomationType: 'Price' };
      return json([...held.keys()].map((ClientUID) => ({ ClientUID, Username: `user${ClientUID}`, ...about })));
    }
    if (url === '/v1/leadtypes') return json([{ LeadTypeUID: 1, Descriptor: 'Solar' }]);
    const [, client = '0', id] = /^\/v1\/delivery\/(\d+)\/accounts\/?(\d+)?$/.exec(url) ?? [];
    const rows = held.get(Number(client)) ?? [];
    if (verb === 'GET') return json(id === undefined ? rows : rows.find((one) => one.ClientAccountUID === Number(id)));
    const given = JSON.parse(body) as Row;
    puts.push(given);
    const isLost = lose.includes(puts.length);
    const made = 1_000 + puts.length;
    const own = rows.map(({ DeliveryDetails }) => DeliveryDetails as Row);
    const details = own.find((one) => one.ClientDeliveryUID === given.DeliveryUID);
    if (keep || !isLost) rows.push({ ...given, ClientAccountUID: made, DeliveryDetails: details });
    return isLost ? { reset: true } : json(made);
  };
  return { answer, held, puts };
}

async function deskOf(vendor: ReturnType<typeof clients>) {
  const desk = await accountDesk(vendor.answer);
  const { call, connectionId } = desk;
  await call('leadexec.refresh', { connectionId, kind: 'clients' });
  await call('leadexec.refresh', { connectionId, kind: 'accounts', parent: 1 });
  const what = { connectionId, client: 1, account: 11 };
  const settled = (batchId: number) =>
    until(async () => {
      const batch = await call('leadexec.batch', { batchId });
      return batch !== null && batch.differing !== null ? batch : null;
    }, 'the copies are done and read again');
  return { desk, call, what, settled };
}
const of = (plan: CommandOutput<'leadexec.planCopies'>, client: number) =>
  plan.copies.find((copy) => copy.client === client);

describe('a delivery account that is copied to other clients', () => {
  test('is planned with the method of each client that matches best, and says who gets none and why', async () => {
    const { call, what } = await deskOf(clients());
    const plan = await call('leadexec.planCopies', { ...what, clients: [2, 3, 4, 5, 9] });
    expect(plan.counts).toEqual({ ready: 2, noMethod: 1, exists: 1, problem: 1 });
    expect(of(plan, 2)).toMatchObject({ outcome: 'ready', method: 112, clientName: 'user2' });
    expect(of(plan, 2)?.methods.map(({ id }) => id)).toEqual([112, 102]);
    expect(of(plan, 3)).toMatchObject({ outcome: 'no-method', method: null });
    expect(of(plan, 4)).toMatchObject({ outcome: 'exists', reason: 'Has an account with this name already (14).' });
    expect(of(plan, 9)).toMatchObject({ outcome: 'problem' });
    expect(plan.values).toContainEqual({ field: 'Price', label: 'Price', value: '25' });
    expect(JSON.parse(plan.criteria)).toMatchObject([{ ClientCriteriaUID: 0, LeadFieldUID: 3, Value: 'CA|NV' }]);
    expect(plan.leadType).toBe(1);
    expect(plan.values.map(({ field }) => field)).not.toContain('RedirectURL');
    expect(plan.warnings.join(' ')).toContain('Orders aren’t copied');
  });

  test('is created once a client, with what is taken, and read again', async () => {
    const vendor = clients();
    const { desk, call, what, settled } = await deskOf(vendor);
    const input = {
      ...what,
      clients: [2, 5],
      take: ['price', 'criteria'] as ('price' | 'criteria')[],
      name: '{name}, {client}',
    };
    const plan = await call('leadexec.planCopies', input);
    const { batchId, jobs } = await call('leadexec.copyAccount', { ...input, revision: plan.revision });
    expect(jobs).toBe(2);
    const batch = await settled(batchId);
    expect(batch).toMatchObject({
      what: 'copies',
      label: 'Copies of CA',
      differing: 0,
      jobs: { delivered: 2, total: 2 },
    });
    expect(batch.rows.map(({ name, what: made, id }) => [name, made, id > 0])).toEqual([
      ['user2', 'CA, user2', true],
      ['user5', 'CA, user5', true],
    ]);
    expect(vendor.puts.find(({ ClientUID }) => ClientUID === 5)).toMatchObject({
      ...{ ClientAccountUID: 0, DeliveryUID: 105, Price: 25, Description: 'CA, user5', AlternatePosting: 0 },
      ...{ HourMax: -1, MonthMax: -1, useOrder: false, RedirectURL: '', AgentPhone: '', Status: 12 },
      Criteria: [{ ClientCriteriaUID: 0, LeadFieldUID: 3, Operator: 'In', Value: 'CA|NV' }],
    });
    // The same again would create each a second time: they are left out, until that is said.
    const again = await call('leadexec.planCopies', input);
    expect(again.counts).toMatchObject({ ready: 0, exists: 2 });
    await expect(call('leadexec.copyAccount', { ...input, revision: again.revision })).rejects.toThrow(
      'nothing was created',
    );
    expect(desk.arrived().filter(({ method: verb }) => verb === 'PUT')).toHaveLength(2);
  });

  test('whose answers are lost is found by listing, and never created twice', async () => {
    const vendor = clients([1, 2]);
    const { desk, call, what, settled } = await deskOf(vendor);
    const input = { ...what, clients: [2, 5] };
    const { revision } = await call('leadexec.planCopies', input);
    const { batchId } = await call('leadexec.copyAccount', { ...input, revision });
    expect(await settled(batchId)).toMatchObject({ jobs: { delivered: 2 }, differing: 0 });
    expect(desk.arrived().filter(({ method: verb }) => verb === 'PUT')).toHaveLength(2);
    expect([vendor.held.get(2)?.length, vendor.held.get(5)?.length]).toEqual([3, 2]);
  });

  test('is not sent where the plan would be another by now', async () => {
    const vendor = clients();
    const { desk, call, what } = await deskOf(vendor);
    const input = { ...what, clients: [2, 5] };
    const { revision } = await call('leadexec.planCopies', input);
    vendor.held.set(1, [account(11, 1, method(101, 1), { Price: 30 })]);
    await expect(call('leadexec.copyAccount', { ...input, revision })).rejects.toThrow('changed since the preview');
    expect(desk.arrived().filter(({ method: verb }) => verb === 'PUT')).toHaveLength(0);
  });

  test('leaves nothing to be sent where a stop came while its jobs were being written', async () => {
    const vendor = clients();
    const { desk, call, what } = await deskOf(vendor);
    const input = { ...what, clients: [2, 5] };
    const { revision } = await call('leadexec.planCopies', input);
    await call('connections.pause', { id: desk.connectionId });
    const { batchId } = await call('leadexec.copyAccount', { ...input, revision });
    await desk.core.close(0);
    // As the file is where the stop came before the last portion.
    const db = new Database(join(desk.dataDir, 'trunkline.db'));
    db.prepare(`UPDATE job_group SET paused = 1, paused_reason = 'Being prepared' WHERE id = ?`).run(batchId);
    db.close();
    const { dataDir, secrets } = desk;
    const core = await startCore({ dataDir, secrets, clock: systemClock, random: () => 0, sends: true });
    onTestFinished(() => core.close(0));
    await core.call('connections.resume', { id: desk.connectionId });
    const reply = await core.call('leadexec.batch', { batchId });
    expect(reply).toMatchObject({
      value: {
        jobs: { cancelled: 2, total: 2 },
        rows: [{ reason: expect.stringContaining('none of them was sent') }, {}],
      },
    });
    expect(vendor.puts).toEqual([]);
  });

  test('is left out where a job is about to create it', async () => {
    const { desk, call, what } = await deskOf(clients());
    const input = { ...what, clients: [2, 5] };
    const { revision } = await call('leadexec.planCopies', input);
    await call('connections.pause', { id: desk.connectionId });
    const { batchId } = await call('leadexec.copyAccount', { ...input, revision });
    expect((await call('leadexec.batch', { batchId, state: 'held' }))?.total).toBe(2);
    const plan = await call('leadexec.planCopies', input);
    expect(plan.counts).toMatchObject({ ready: 0, exists: 2 });
    expect(of(plan, 2)?.reason).toContain('is being created already');
  });
});
