import { expect, test } from 'vitest';
import { SAMPLE } from '../../../src-main/practice/leadexec/account/sample-ids.ts';
import { accountDesk } from '../../support/account-desk.ts';
import { deliveryDesk } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';
import { filesWith } from '../../support/files-with.ts';

const zelda = {
  ...{ firstName: 'Zeldaphine', lastName: 'Quibbleworth', state: 'CA', zip: '90210' },
  ...{ email: 'zelda@quibbleworth.test', phone: '(702) 555-7391' },
};
const file = (text: string) => Buffer.from(text).toString('base64');

test('a file that waits for a lead of theirs goes with them, whatever it says', async () => {
  const desk = await deliveryDesk();
  const { call } = desk;
  const account = { kind: 'leadexec', name: 'Account', url: desk.vendor.url, user: SAMPLE.apiClientId } as const;
  const { id: connectionId } = await call('connections.save', { ...account, password: 'practice' });
  const { id } = await call('leads.add', { fields: zelda });
  const [posted] = await desk.post({ which: { ids: [id] } });
  const lead = await until(async () => {
    const { facts } = await call('delivery.timeline', { jobId: posted?.id ?? 0 });
    return Number(facts.leadId ?? 0) || null;
  }, 'the lead has its number');
  await call('connections.pause', { id: connectionId });
  const body = JSON.stringify({ FileName: 'scan.png', Description: '', Base64Data: file('no words') });
  const attach = (uid: number) =>
    call('leadexec.request', { connectionId, request: `PUT /v1/leads/${uid}/attachments`, body });
  const [own, other] = [await attach(lead), await attach(lead + 1)];
  await call('leads.forget', { id });
  const stateOf = async (reply: typeof own) =>
    (await call('jobs.get', { id: reply.is === 'job' ? reply.jobId : 0 })).state;
  expect(await stateOf(own)).toBe('cancelled');
  expect(await stateOf(other)).not.toBe('cancelled');
});

test('what requests hold of a person goes with the person, sent or not; other leads’ files stay', async () => {
  const desk = await accountDesk(({ method }) => ({ body: method === 'DELETE' ? '{"success":true}' : '200 OK' }));
  const { call, connectionId } = desk;
  const attach = (lead: number, given: Readonly<Record<string, string>>) =>
    desk.request(`PUT /v1/leads/${lead}/attachments`, { FileName: 'a.txt', Description: '', Base64Data: '', ...given });
  const sent = await desk.change('PUT /v1/leads/41/attachments', {
    ...{ FileName: 'planted-sent.txt', Description: 'for zelda@Quibbleworth.test', Base64Data: file('x') },
  });
  expect(sent.state).toBe('delivered');
  await call('connections.pause', { id: connectionId });
  const { id } = await call('leads.add', { fields: zelda });
  const theirs = [
    await attach(42, { FileName: 'planted-name.txt', Base64Data: file('Planted: call 702-555-7391 after six') }),
    await attach(43, { Description: 'Planted description, (702) 555 7391', Base64Data: file('nothing') }),
    await desk.request('PUT /v1/delivery/log', {
      ...{ ClientUID: 4, LeadUID: 44, DeliveryUID: 2, ClientAccountUID: 9 },
      PostString: 'first=Planted&email=ZELDA@quibbleworth.test',
    }),
    await desk.request('POST /v1/data/validation/2fa/17025557391/send'),
  ];
  const others = [
    await attach(45, { FileName: 'other.txt', Base64Data: file('Somebody else: 702-555-0000') }),
    await desk.request('DELETE /v1/leads/42'),
  ];
  const idOf = (reply: (typeof theirs)[number]) => (reply.is === 'job' ? reply.jobId : 0);
  expect(await call('leads.forgetPreview', { id })).toMatchObject({ jobs: 5 });
  await call('leads.forget', { id });
  for (const reply of theirs) {
    const job = await call('jobs.get', { id: idOf(reply) });
    expect(job).toMatchObject({ state: 'cancelled', reason: 'Erased with the person' });
    expect(job.request.fields).toEqual([]);
  }
  expect(await call('jobs.get', { id: sent.id })).toMatchObject({ state: 'delivered', request: { fields: [] } });
  for (const reply of others) expect((await call('jobs.get', { id: idOf(reply) })).state).not.toBe('cancelled');
  await until(async () => (await desk.secrets.get(`leadexec-request-5`)) === null, 'the number is not kept');
  await call('connections.resume', { id: connectionId });
  for (const reply of others) await desk.inState(idOf(reply), 'delivered');
  const arrived = desk.arrived().map(({ method, url }) => `${method} ${url}`);
  expect(arrived.sort()).toEqual([
    ...['DELETE /v1/leads/42', 'PUT /v1/leads/41/attachments', 'PUT /v1/leads/45/attachments'],
  ]);
  await desk.core.close(0);
  const traces = [
    'quibbleworth',
    'Quibbleworth',
    '7025557391',
    '555-7391',
    'lanted',
    file('Planted: call').slice(0, 16),
  ];
  expect(filesWith(desk.dataDir, traces)).toEqual([]);
  expect(filesWith(desk.dataDir, ['other.txt'])).toContain('trunkline.db');
});
