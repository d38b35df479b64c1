import { expect, onTestFinished, test } from 'vitest';
import { startDesk } from '../unit/sync/support.ts';

test('the practice LeadExec of a desk listens beside the others, has its faults switched, and is not connected', async () => {
  const desk = await startDesk();
  onTestFinished(() => desk.close());
  const told = async () => (await desk.call('practice.faults', {})).vendors.find(({ vendor }) => vendor === 'leadexec');
  expect(await told()).toMatchObject({ name: 'Practice LeadExec', url: null, on: [] });
  await desk.call('practice.start', {});
  const url = (await told())?.url ?? '';
  expect((await desk.status()).connections.map(({ url: one }) => one)).not.toContain(url);

  const body = new URLSearchParams({
    ...{ vid: '18', lid: '1', aid: '23', password: 'calls-nobody' },
    ...{
      FirstName: 'Ann',
      LastName: 'Davis',
      Email: 'ann@example.com',
      PrimaryPhone: '7025550123',
      State: 'NV',
      Zip: '89101',
    },
  });
  const posted = () => fetch(`${url}/processor/insert/general/json`, { method: 'POST', body });
  await desk.call('practice.setFaults', { vendor: 'leadexec', on: ['busy'], every: 1 });
  expect((await posted()).status).toBe(503);
  await desk.call('practice.setFaults', { vendor: 'leadexec', on: [], every: 1 });
  expect(await (await posted()).json()).toMatchObject({ isValidPost: true, Price: 25 });
});

test('the practice LeadExec is connected where that is asked for, and takes its sample file', async () => {
  const desk = await startDesk();
  onTestFinished(() => desk.close());
  const { posting } = await desk.call('practice.start', { receiver: true });
  const { connectionId = 0, leadsPath = '' } = posting ?? {};
  expect((await desk.status()).connections.find(({ id }) => id === connectionId)).toMatchObject({
    ...{ kind: 'receiver', name: 'Practice LeadExec', hasPassword: true, receiver: { vid: 18, lid: 1, aid: 23 } },
  });
  const ping = await desk.call('delivery.ping', { connectionId, set: { State: 'CA', Zip: '90210' } });
  // Its campaign takes no pings; the ZIP code is sent nevertheless, being no contact detail.
  expect(ping).toMatchObject({ willAccept: false, leftOut: [] });

  const { columns } = await desk.call('leads.inspectFile', { path: leadsPath });
  const suggested = await desk.call('delivery.suggest', {
    connectionId,
    columns: columns.map(({ name, field }) => ({ header: name, leadField: field })),
  });
  expect(Object.fromEntries(suggested.columns.map(({ header, field }) => [header, field]))).toMatchObject({
    ...{ 'Lead ID': null, 'First Name': 'FirstName', Phone: 'PrimaryPhone', ZIP: 'Zip', 'Vehicle Make': 'VehicleMake' },
  });
  const { check } = await desk.call('delivery.post', {
    ...{ connectionId, path: leadsPath, dryRun: true, reference: 'Lead ID' },
    map: suggested.columns.flatMap(({ header, field }) => (field === null ? [] : [{ header, field }])),
  });
  expect(check).toMatchObject({ rows: 500, toPost: 485, leftOut: 15, problems: [] });
  expect(check.reasons.find(({ code, field }) => code === 'characters-removed' && field === 'FirstName')?.rows).toBe(5);

  // A second start changes nothing that the operator has set since.
  await desk.call('delivery.setFields', { connectionId, fields: [] });
  expect((await desk.call('practice.start', { receiver: true })).posting?.connectionId).toBe(connectionId);
  expect(await desk.call('delivery.fields', { connectionId })).toEqual([]);
});
