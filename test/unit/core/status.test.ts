import { expect, test } from 'vitest';
import { startDesk } from '../../support/fault-desk.ts';

test('the status of a desk says whether there is any lead, with no source connected', async () => {
  const desk = await startDesk({ sends: false });
  expect(await desk.status()).toMatchObject({ hasLeads: false, connections: [] });
  const { id } = await desk.call('leads.add', { fields: { firstName: 'Ann', lastName: 'Lee' } });
  expect(await desk.status()).toMatchObject({ hasLeads: true, connections: [] });
  await desk.call('leads.forget', { id });
  expect((await desk.status()).hasLeads).toBe(false);
});
