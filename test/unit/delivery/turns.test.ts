import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../../src-main/db/open.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';
import { WarpClock } from '../../support/fault-clock.ts';
import { until } from '../../support/fault-until.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

test('a return is told once, takes the revenue back, and ends the questions', async () => {
  const clock = new WarpClock();
  const desk = await deliveryDesk({ clock, receiver: { returnDays: 30 } });
  const { call, vendor } = desk;
  const [job] = await desk.post({ leads: [sampleLead(1)] });
  expect(job).toMatchObject({ state: 'delivered', returnState: 'none', price: 25 });
  const db = new Database(databaseFile(join(desk.folder, 'desk')), { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  const kept = () =>
    db.prepare('SELECT follows, follow_at AS next FROM delivery_post').get() as {
      follows: number;
      next: number | null;
    };
  const nextDay = async (asked: number) => {
    clock.skip(DAY_MS + 1_000);
    await until(() => kept().follows >= asked, 'the status is asked for');
  };
  await nextDay(1);
  vendor.admin.returnLead(Number(job?.leadId), 'Disconnected number');
  await nextDay(2);
  const returned = await until(
    async () => (await desk.settled()).find(({ returnState }) => returnState === 'returned'),
    'the return is told',
  );
  expect(returned).toMatchObject({ state: 'delivered' });
  expect(kept().next).toBeNull();
  const returns = (await call('delivery.turned', {})).filter(({ what }) => what === 'return');
  expect(returns).toMatchObject([
    { what: 'return', before: 'none', after: 'returned', jobId: job?.id, reason: 'Disconnected number' },
  ]);
  expect(await call('delivery.revenue', { by: 'file' })).toMatchObject([{ returned: 1, revenue: 0 }]);
});

test('the price of a post that the operator marked as accepted is followed by its id', async () => {
  const desk = await deliveryDesk({ receiver: { returnDays: 30 } });
  const { call, vendor, connectionId } = desk;
  vendor.admin.setFaults([
    { kind: 'cut-mid-answer', path: '/processor/insert', times: 1 },
    { kind: 'http503', path: '/information' },
  ]);
  await call('delivery.post', { connectionId, leads: [sampleLead(1)] });
  const find = async () => (await call('jobs.list', { filter: { connectionId } })).jobs[0];
  const job = await until(async () => {
    const one = await find();
    return one?.state === 'unknown' && one.postId !== null ? one : undefined;
  }, 'its outcome is unknown');
  await call('jobs.resolve', { which: { ids: [job.id] }, as: 'delivered' });
  expect(await find()).toMatchObject({ state: 'delivered', price: null });
  vendor.admin.setFaults([]);
  await until(async () => (await find())?.price === 25, 'its price is told', 20_000);
  expect(await call('delivery.revenue', { by: 'file' })).toMatchObject([{ delivered: 1, revenue: 25, unpriced: 0 }]);
});

test('a return that a status asked for by hand shows is stored with its post at once', async () => {
  const desk = await deliveryDesk({ receiver: { returnDays: 30 } });
  const { call, vendor, connectionId } = desk;
  const [job] = await desk.post({ leads: [sampleLead(1)] });
  vendor.admin.returnLead(Number(job?.leadId), 'Disconnected number');
  const status = await call('delivery.status', { connectionId, postId: job?.postId ?? '' });
  expect(status).toMatchObject({ returnState: 'returned' });
  const returned = await until(
    async () => (await desk.settled()).find(({ returnState }) => returnState === 'returned'),
    'the return is told',
  );
  expect(returned).toMatchObject({ id: job?.id, state: 'delivered' });
  expect(await call('delivery.revenue', { by: 'file' })).toMatchObject([{ returned: 1, revenue: 0 }]);
});

test('prices are kept as they turned', async () => {
  const clock = new WarpClock();
  const desk = await deliveryDesk({ clock, receiver: { aid: 25 } });
  const { call, vendor } = desk;
  const [job] = await desk.post({ leads: [sampleLead(1)] });
  vendor.admin.review(Number(job?.leadId), false, 'Contact could not be verified');
  clock.skip(10 * 60_000);
  await until(async () => (await desk.settled()).find(({ review }) => review === 'rejected'), 'the review ends');
  const { turns, facts } = await call('delivery.timeline', { jobId: job?.id ?? 0 });
  expect(turns.filter(({ what }) => what === 'review')).toMatchObject([{ before: 'pending', after: 'rejected' }]);
  expect(facts.stateReason).toBe('Contact could not be verified');
  const prices = turns.filter(({ what }) => what === 'price');
  // Each price follows on the one before, and the last is the one that stands.
  for (const [at, { before }] of prices.entries()) expect(before).toBe(prices[at - 1]?.after ?? null);
  expect(Number(prices.at(-1)?.after ?? Number.NaN)).toBe(facts.price ?? Number.NaN);
});

describe('an order of a ping', () => {
  test('that ends too soon is pinged for again; the lead is posted with a live one', async () => {
    const desk = await deliveryDesk({ receiver: { aid: 24 }, vendor: { behaviour: { orderMs: 1_000 } } });
    const { call, vendor, connectionId } = desk;
    await call('delivery.post', { connectionId, leads: [sampleLead(1)], pingFirst: true });
    await until(() => vendor.admin.orders().length >= 2, 'a second ping');
    vendor.admin.setBehaviour({ orderMs: 300_000 });
    await until(async () => (await desk.settled()).some(({ state }) => state === 'delivered'), 'it is posted');
    const posts = vendor.admin.ledger().filter(({ kind }) => kind === 'general');
    expect(posts).toMatchObject([{ state: 'accepted' }]);
    const pings = vendor.admin.ledger().filter(({ kind }) => kind === 'ping');
    expect(pings.length).toBeGreaterThanOrEqual(3);
    expect(vendor.admin.count()).toBe(1);
  });

  test('that always ends too soon is never posted, and the operator is told', async () => {
    const desk = await deliveryDesk({ receiver: { aid: 24 }, vendor: { behaviour: { orderMs: 500 } } });
    const { call, vendor, connectionId } = desk;
    await call('delivery.post', { connectionId, leads: [sampleLead(1)], pingFirst: true });
    const job = await until(
      async () => (await call('jobs.list', { filter: { connectionId } })).jobs.find(({ state }) => state === 'held'),
      'it is held',
      20_000,
    );
    expect(job).toMatchObject({ reason: expect.stringContaining('expired before they could be used') });
    expect(vendor.admin.ledger().every(({ kind }) => kind === 'ping')).toBe(true);
  });

  test('that never comes is held with what the pings were answered', async () => {
    const clock = new WarpClock();
    const desk = await deliveryDesk({ clock, receiver: { aid: 24 } });
    const { call, vendor, connectionId } = desk;
    vendor.admin.setFaults([{ kind: 'html-page', path: '/processor/insert/ping', times: 9 }]);
    await call('delivery.post', { connectionId, leads: [sampleLead(1)], pingFirst: true });
    const held = await until(async () => {
      clock.skip(60_000);
      const { jobs } = await call('jobs.list', { filter: { connectionId } });
      return jobs.find(({ state, reason }) => state === 'held' && reason?.startsWith('5 pings') === true);
    }, 'it is held');
    expect(held.reason).toMatch(/^5 pings returned no order that could be used\. The last answer: .*web page/);
    expect(vendor.admin.count()).toBe(0);
  });
});
