import { expect, onTestFinished } from 'vitest';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { until } from '../support/fault-until.ts';
import type { Call } from './small-inbox.ts';

/** Calls every command on posting leads, at a practice LeadExec. */
export async function useDelivery(
  call: Call,
  write: (name: string, text: string) => string,
  leadId: number,
): Promise<void> {
  const vendor = await startPracticeLeadExec();
  onTestFinished(() => vendor.close());
  const { id: connectionId } = await call('connections.save', {
    kind: 'receiver',
    name: 'LeadExec',
    url: vendor.url,
    receiver: { vid: 18, lid: 1, aid: 23 },
    secrets: { password: 'practice', token: '' },
  });
  const { fields } = await call('delivery.readFields', { text: 'Field,Required\nFirstName,yes\nZip,no\n' });
  await call('delivery.setFields', { connectionId, fields });
  await call('delivery.setFields', { connectionId, fields: [] });
  await call('delivery.fields', { connectionId });
  await call('delivery.fieldSource', { connectionId });

  const suggested = await call('delivery.suggest', { connectionId, columns: [{ header: 'zip', leadField: 'zip' }] });
  expect(suggested.columns).toEqual([{ header: 'zip', field: 'zip' }]);

  const lead = {
    FirstName: 'Ann',
    LastName: 'Smith',
    Email: 'ann@example.com',
    PrimaryPhone: '7025551212',
    State: 'CA',
    Zip: '90210',
  };
  const path = write(
    'posts.csv',
    `${Object.keys(lead).join(',')}\n${Object.values(lead).join(',')}\n,,,7272000003,,\n`,
  );
  const posting = { connectionId, kind: 'transfer', path, name: 'posts.csv' } as const;
  const dry = await call('delivery.post', { ...posting, dryRun: true });
  expect(dry).toMatchObject({ batch: null, check: { rows: 2, toPost: 1, leftOut: 1 } });
  await call('delivery.checkProgress', { checkId: 'posts.csv' });
  await call('delivery.cancelCheck', { checkId: 'posts.csv' });
  const { batch } = await call('delivery.post', posting);
  if (batch === null) throw new Error('Nothing was posted');
  const { id } = batch;
  await call('delivery.pause', { id });
  await call('delivery.resume', { id });
  await until(async () => (await call('delivery.batch', { id })).jobs.delivered === 1, 'the lead is posted');
  await call('delivery.batches', {});
  expect(await call('delivery.leftOut', { id })).toHaveLength(1);

  const { jobs } = await call('jobs.list', { filter: { connectionId } });
  const [job] = jobs;
  if (job === undefined) throw new Error('There is no job');
  expect(job).toMatchObject({ state: 'delivered', row: 1, price: 25, kind: 'transfer' });
  const timeline = await call('delivery.timeline', { jobId: job.id });
  expect(timeline).toMatchObject({ exchanges: [{ what: 'post' }] });
  await call('delivery.agentTook', { jobId: job.id, no: job.agents?.[0]?.no ?? null });
  await call('delivery.replay', { jobId: job.id });
  await call('delivery.exportTimeline', { jobId: job.id });
  await call('delivery.turned', { connectionId });
  // What the account is told of it, it is told once one is connected.
  const redirected = { ...lead, Email: 'bob@example.com', PrimaryPhone: '7025551213' };
  await call('delivery.post', { connectionId, kind: 'manualredirect', leads: [redirected] });
  await call('delivery.isRedirect', { url: 'https://buyer.example/' });
  await call('delivery.logChoices', {});
  await call('delivery.ofLead', { leadId });
  await call('delivery.ping', { connectionId, set: { State: 'CA', Zip: '90210' } });
  await call('delivery.checkDuplicate', { connectionId, set: { Email: lead.Email } });
  vendor.admin.setFaults([
    { kind: 'cut-mid-answer', path: '/processor/insert', times: 1 },
    { kind: 'http503', path: '/information' },
  ]);
  await call('delivery.post', {
    connectionId,
    leads: [{ ...lead, Email: 'bo@example.com', PrimaryPhone: '7025550188' }],
  });
  const unknown = await until(
    async () => (await call('jobs.list', { filter: { connectionId, state: 'unknown' } })).jobs[0],
    'a post is unknown',
  );
  await call('delivery.askOutcome', { which: { ids: [unknown.id] }, way: 'status' });
  vendor.admin.setFaults([]);
  await call('delivery.update', { connectionId, leadId: job.leadId ?? '', set: { Zip: '90211' } });
  await call('delivery.status', { connectionId, postId: job.postId ?? '' });
  await call('delivery.revenue', { by: 'client', connectionId, batchId: id });
}
