import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import { askOutcome } from '../../../src-main/delivery/ask-outcome.ts';
import { PostLog } from '../../../src-main/delivery/log/post-log.ts';
import { pageOf } from '../../../src-main/job-log/change-jobs.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
import type { WhichJobs } from '../../../src-preload/contract/index.ts';
import { type DeliveryDesk, deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { until } from '../../support/fault-until.ts';
import { fillPosts } from '../../support/fill-posts.ts';

const all = async (desk: DeliveryDesk) =>
  (await desk.call('jobs.list', { filter: { connectionId: desk.connectionId } })).jobs;

test('posts of unknown outcome are checked for duplicates all at once, where that is approved', async () => {
  const desk = await deliveryDesk();
  const { connectionId, vendor } = desk;
  vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 2 }]);
  const jobs = await desk.post({ leads: [sampleLead(1), sampleLead(2), sampleLead(3)] });
  const ids = jobs.map(({ id }) => id);
  const unknown = jobs.filter(({ state }) => state === 'unknown');
  expect(unknown.map(({ nextAt, checkBy }) => [nextAt, checkBy])).toEqual([
    [null, null],
    [null, null],
  ]);
  const requests = vendor.admin.counts().requests;

  const check = () => desk.call('delivery.askOutcome', { which: { filter: { connectionId } }, way: 'duplicate-check' });
  await expect(check()).rejects.toThrow(/^delivery.askOutcome: Nothing to check/);
  await expect(desk.call('delivery.askOutcome', { which: { ids }, way: 'status' })).rejects.toThrow(/Nothing to ask/);
  expect(vendor.admin.counts().requests).toBe(requests);

  const approve = (aid: number | null) =>
    desk.call('connections.save', {
      ...{ id: connectionId, kind: 'receiver', name: 'LeadExec', url: vendor.url },
      receiver: { vid: 18, lid: 1, aid, duplicateCheck: true },
    });
  // A duplicate check names its campaign.
  await approve(null);
  await expect(check()).rejects.toThrow(/^delivery.askOutcome: Nothing to check/);
  await approve(23);
  const open = (await all(desk)).filter(({ state }) => state === 'unknown');
  expect(open.map(({ checkBy }) => checkBy)).toEqual(['duplicate-check', 'duplicate-check']);
  expect(await check()).toEqual({ changed: 2 });
  await until(
    async () => (await all(desk)).every(({ state }) => state === 'delivered'),
    'the checks find them',
    20_000,
  );
  const reasons = (await all(desk)).filter(({ id }) => unknown.some((one) => one.id === id)).map((one) => one.reason);
  expect(reasons).toEqual([expect.stringContaining('duplicate check'), expect.stringContaining('duplicate check')]);
  expect(vendor.admin.count()).toBe(3);
  // The leads are known by the ids that the checks told, and count as accepted without a price.
  const leads = vendor.admin.ledger().map(({ leadUid }) => String(leadUid));
  expect((await all(desk)).map(({ leadId }) => leadId).toSorted()).toEqual(leads.toSorted());
  expect((await desk.call('delivery.batches', {}))[0]).toMatchObject({ unpriced: 2 });
});

test('checks that are planned are stopped, say so, and can be made again', async () => {
  const desk = await deliveryDesk({ receiver: { duplicateCheck: true } });
  const { connectionId, vendor, call } = desk;
  vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
  const leads = [sampleLead(1), sampleLead(2), sampleLead(3)];
  await call('delivery.post', { connectionId, leads, together: 3 });
  const planned = await until(async () => {
    const jobs = (await all(desk)).filter(({ state, nextAt }) => state === 'unknown' && nextAt !== null);
    return jobs.length === 3 && jobs;
  }, 'the checks are planned');
  await call('connections.pause', { id: connectionId });
  const asked = vendor.admin.counts().byCall.duplicate ?? 0;
  const ids = planned.map(({ id }) => id);
  expect(await call('jobs.stopChecks', { ids })).toEqual({ changed: 3 });
  await expect(call('jobs.stopChecks', { ids })).rejects.toThrow(/Nothing was stopped/);
  const sentence = 'The check was stopped: you have to decide';
  const stopped = await all(desk);
  expect(stopped.map(({ state, nextAt }) => [state, nextAt])).toEqual(ids.map(() => ['unknown', null]));
  for (const { reason } of stopped) expect(reason?.split(sentence)).toHaveLength(2);
  await call('connections.resume', { id: connectionId });
  expect((await call('jobs.counts', { connectionId })).checking).toBe(0);
  expect(vendor.admin.counts().byCall.duplicate ?? 0).toBe(asked);
  expect(await call('delivery.askOutcome', { which: { ids }, way: 'duplicate-check' })).toEqual({ changed: 3 });
  await until(
    async () => (await all(desk)).every(({ state }) => state === 'delivered'),
    'the checks find them',
    20_000,
  );
});

test('a post whose id is known is asked about by its status, never by a duplicate check', async () => {
  const desk = await deliveryDesk({ receiver: { duplicateCheck: true } });
  const { vendor } = desk;
  vendor.admin.setFaults([
    { kind: 'cut-mid-answer', path: '/processor/insert', times: 1 },
    { kind: 'http503', path: '/information' },
  ]);
  await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [sampleLead(1)] });
  const job = await until(
    async () => (await all(desk)).find(({ state, postId }) => state === 'unknown' && (postId ?? '') !== ''),
    'its outcome is unknown',
  );
  expect(job.checkBy).toBe('status');
  const ids = [job.id];
  await expect(desk.call('delivery.askOutcome', { which: { ids }, way: 'duplicate-check' })).rejects.toThrow(
    /Nothing to check/,
  );
  vendor.admin.setFaults([]);
  expect(await desk.call('delivery.askOutcome', { which: { ids }, way: 'status' })).toEqual({ changed: 1 });
  const settled = await until(
    async () => (await all(desk)).find(({ state }) => state === 'delivered'),
    'the status tells',
    20_000,
  );
  expect(settled).toMatchObject({ reason: expect.stringContaining('status') });
  expect(vendor.admin.count()).toBe(1);
});

test('a post without a phone and an email address can be checked by nothing, and its row says so', async () => {
  const desk = await deliveryDesk({ receiver: { duplicateCheck: true } });
  const { vendor } = desk;
  vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert' }]);
  const { PrimaryPhone: _, Email: __, ...nameless } = sampleLead(1);
  await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [nameless] });
  const job = await until(
    async () => (await all(desk)).find(({ state }) => state === 'unknown'),
    'its outcome is unknown',
  );
  expect(job.checkBy).toBeNull();
  const ids = [job.id];
  await expect(desk.call('delivery.askOutcome', { which: { ids }, way: 'duplicate-check' })).rejects.toThrow(
    /Nothing to check/,
  );
});

test('all that match a filter are asked about in portions between which other commands run', async () => {
  const folder = testFolder('ask-outcome');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  fillPosts(store, 1_200);
  store.write(() => store.prepare("UPDATE job SET state = 'unknown', reason = NULL, not_before = 0").run());
  const facts = new JobFacts();
  facts.posts = new PostLog(store);
  const planned = () =>
    store.prepare<[], { n: number }>('SELECT count(*) AS n FROM job WHERE not_before > 0').get()?.n ?? 0;

  let [before, most, asking] = [0, 0, true];
  const watch = () => {
    const now = planned();
    most = Math.max(most, now - before);
    before = now;
    if (asking) setImmediate(watch);
  };
  setImmediate(watch);
  const ports = { store, now: () => 1, jobsOf: (which: WhichJobs) => pageOf(store, which, facts) };
  const filter = { state: 'unknown', post: { kind: 'general' } } as const;
  expect(await askOutcome(ports, { which: { filter }, way: 'status' })).toBe(600);
  asking = false;
  expect(planned()).toBe(600);
  expect(most).toBeLessThanOrEqual(200);
  const none = { ...filter, post: { kind: 'transfer' } } as const;
  await expect(askOutcome(ports, { which: { filter: none }, way: 'status' })).rejects.toThrow(/Nothing to ask/);
});
