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
