import { expect, onTestFinished } from 'vitest';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type { CommandInput } from '../../src-preload/contract/index.ts';
import { until } from '../support/fault-until.ts';
import type { Call } from './small-inbox.ts';

/** Copies a delivery account to another client, changes a distribution list from a sheet, and adds up the money. */
export async function useBatches(call: Call): Promise<void> {
  const vendor = await startPracticeLeadExec({});
  onTestFinished(() => vendor.close());
  const account = { kind: 'leadexec', name: 'Practice', url: vendor.url, user: SAMPLE.apiClientId } as const;
  const { id: connectionId } = await call('connections.save', { ...account, password: 'practice' });
  for (const kind of ['clients', 'leadTypes', 'accounts', 'lists'] as const) {
    await call('leadexec.refresh', { connectionId, kind });
  }
  await copyAccount(call, connectionId);
  await assignList(call, connectionId);
  const batches = await call('leadexec.batches', { connectionId });
  expect(batches.map(({ what }) => what)).toEqual(['list', 'copies']);
  const span = { connectionId, span: { days: 7 } };
  expect(await call('leadexec.money', span)).toMatchObject({ total: { leads: expect.any(Number) } });
  // All posts are read by then.
  expect(await call('delivery.logProgress', {})).toBeNull();
  expect(await call('leadexec.exportMoney', { ...span, table: 'days' })).toMatchObject({ rows: expect.any(Number) });
}

async function copyAccount(call: Call, connectionId: number): Promise<void> {
  const { rows } = await call('leadexec.records', { connectionId, kind: 'accounts' });
  const [one, ...others] = rows.map(({ id, parent }) => ({ id, client: parent }));
  if (one === undefined) throw new Error('the practice account has no delivery accounts');
  const clients = [...new Set(others.map(({ client }) => client))].filter((client) => client !== one.client);
  const copy: CommandInput<'leadexec.planCopies'> = {
    ...{ connectionId, client: one.client, account: one.id, clients, name: 'A copy' },
  };
  const { revision, counts } = await call('leadexec.planCopies', copy);
  expect(counts.ready).toBeGreaterThan(0);
  const { batchId } = await call('leadexec.copyAccount', { ...copy, revision });
  await until(
    async () => (await call('leadexec.batch', { batchId }))?.jobs.delivered === counts.ready,
    'the account is copied',
  );
}

async function assignList(call: Call, connectionId: number): Promise<void> {
  const { rows } = await call('leadexec.records', { connectionId, kind: 'lists' });
  const list: CommandInput<'leadexec.planList'> = {
    ...{ connectionId, list: rows[0]?.id ?? 0, text: 'Value\tClient\nWY\t1234\n' },
  };
  const { revision, counts } = await call('leadexec.planList', list);
  expect(counts).toMatchObject({ added: 1 });
  const { batchId, jobs } = await call('leadexec.assignList', { ...list, revision });
  await until(async () => (await call('leadexec.batch', { batchId }))?.jobs.delivered === jobs, 'the list is changed');
}
