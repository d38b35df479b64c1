import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';
import { filesWith } from '../../support/files-with.ts';

const zelda = {
  firstName: 'Zeldaphine',
  lastName: 'Quibbleworth',
  email: 'zelda@quibbleworth.test',
  phone: '(702) 555-7391',
  state: 'CA',
  zip: '90210',
};

test('leads of the inbox are posted by selection, and by what matches', async () => {
  const desk = await deliveryDesk();
  const { call } = desk;
  const ids: number[] = [];
  for (const at of [1, 2, 3]) {
    const { FirstName = '', LastName = '', Email = '', PrimaryPhone = '' } = sampleLead(at);
    const fields = { firstName: FirstName, lastName: LastName, email: Email, phone: PrimaryPhone, state: 'CA' };
    ids.push((await call('leads.add', { fields: { ...fields, zip: '90210' } })).id);
  }
  expect(await desk.post({ which: { ids: ids.slice(0, 2) } })).toHaveLength(2);
  const jobs = await desk.post({ which: { filter: {} }, leaveOutPosted: true });
  expect(jobs.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  const posted = desk.vendor.admin.ledger().map(({ fields }) => fields.Email);
  expect(posted.sort()).toEqual([1, 2, 3].map((at) => sampleLead(at).Email));
  const [timeline] = await call('delivery.ofLead', { leadId: ids[0] ?? 0 });
  expect(timeline).toMatchObject({ state: 'delivered', fields: { Email: sampleLead(1).Email } });
});

test('someone who is erased leaves no byte, is not followed or posted again, and stays erased', async () => {
  const desk = await deliveryDesk({ receiver: { returnDays: 30 } });
  const { connectionId, call } = desk;
  const { id } = await call('leads.add', { fields: zelda });
  const [job] = await desk.post({ which: { ids: [id] } });
  expect(job).toMatchObject({ state: 'delivered' });
  await call('leads.forget', { id });
  const timeline = await call('delivery.timeline', { jobId: job?.id ?? 0 });
  expect(timeline).toMatchObject({ fields: {}, facts: { postId: null, leadId: null, reference: '' } });
  expect(timeline.exchanges.map(({ request, answer }) => `${request}${answer ?? ''}`).join('')).toBe('');
  await expect(call('delivery.replay', { jobId: job?.id ?? 0 })).rejects.toThrow('no longer on this desk');
  await expect(call('jobs.resend', { ids: [job?.id ?? 0] })).rejects.toThrow('Nothing was changed');

  const again = {
    FirstName: zelda.firstName,
    LastName: zelda.lastName,
    Email: zelda.email,
    PrimaryPhone: '7025557391',
  };
  const { batch, check } = await call('delivery.post', {
    connectionId,
    leads: [{ ...again, State: 'CA', Zip: '90210' }],
  });
  expect(batch).toBeNull();
  expect(check).toMatchObject({ toPost: 0, reasons: [{ code: 'erased', severity: 'error' }] });
  const alone = await call('delivery.post', { connectionId, leads: [{ Email: zelda.email, State: 'CA' }] });
  expect(alone.check.reasons).toMatchObject([{ code: 'erased' }]);
  expect(desk.vendor.admin.entries()).toBe(1);
  await desk.core.close();
  const traces = ['Zeldaphine', 'Quibbleworth', 'quibbleworth', '7025557391', '555-7391'];
  expect(filesWith(join(desk.folder, 'desk'), traces)).toEqual([]);
});

test('a number that is put on the do-not-call list while its lead waits holds that lead', async () => {
  const desk = await deliveryDesk();
  const { connectionId, call } = desk;
  await call('connections.pause', { id: connectionId });
  await call('delivery.post', { connectionId, leads: [sampleLead(1), sampleLead(2)] });
  await call('dnc.add', { phones: [sampleLead(1).PrimaryPhone ?? ''], source: 'by hand' });
  await call('connections.resume', { id: connectionId });
  const jobs = await until(async () => {
    const all = await desk.settled();
    return all.some(({ state }) => state === 'delivered') && all.some(({ state }) => state === 'held') ? all : null;
  }, 'one goes and one is held');
  expect(jobs).toMatchObject([
    { state: 'held', reason: expect.stringContaining('do-not-call') },
    { state: 'delivered' },
  ]);
  expect(desk.vendor.admin.count()).toBe(1);
});
