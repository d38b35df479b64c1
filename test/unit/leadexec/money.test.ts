import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { PostLog } from '../../../src-main/delivery/log/post-log.ts';
import { fillOf } from '../../../src-main/leadexec/money/fill.ts';
import { moneyReport } from '../../../src-main/leadexec/money/report.ts';
import type { AccountSetup } from '../../../src-main/leadexec/what-if/model.ts';
import { Names } from '../../../src-main/leadexec/what-if/run/tally.ts';
import { setupFromRecords } from '../../../src-main/leadexec/what-if/setup-from-records.ts';
import { ZoneClock } from '../../../src-main/leadexec/what-if/zone-clock.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts, type MadePost } from '../../support/fill-posts.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 20);
const POSTS = 700;

/** A store with posts, one every two hours before now, the newest an hour ago; those that were not delivered are not accepted. */
function storeWithPosts(): { readonly store: Store; readonly posts: readonly (MadePost & { readonly at: number })[] } {
  const store = openStore(join(testFolder('money'), 'desk.db'));
  onTestFinished(() => store.close());
  const posts = fillPosts(store, POSTS).map((post, n) => ({
    ...post,
    at: NOW - HOUR_MS - (POSTS - 1 - n) * 2 * HOUR_MS,
  }));
  const accept = store.prepare('UPDATE delivery_post SET accepted_at = ? WHERE id = ?');
  const refuse = store.prepare('UPDATE job SET updated_at = ?, reason = ? WHERE source = ?');
  for (const { id, at, state } of posts) {
    if (state === 'delivered') accept.run(at, id);
    else refuse.run(at, `Refused: ${id}`, id);
  }
  return { store, posts };
}

const RECORDS: Readonly<Record<string, readonly { parent: number; id: number; body: Record<string, unknown> }[]>> = {
  clients: [{ parent: 0, id: 1, body: { Status: 'Active' } }],
  methods: [{ parent: 1, id: 5, body: { LeadTypeUID: 1, Status: true } }],
  accounts: [
    {
      parent: 1,
      id: 501,
      body: {
        ...{ ClientUID: 1, DeliveryUID: 5, Status: 12, AccountType: 0, AutomationEnabled: true, Price: 25 },
        ...{ DayMax: 20, MonthMax: 2_000, HourMax: -1, WeekMax: -1 },
      },
    },
  ],
  orders: [
    {
      parent: 1,
      id: 7,
      body: {
        ...{ ClientUID: 1, Status: 'Open', StartDate: '2026-11-10T20:00:00Z', EndDate: null, Renewal: 'No_Renewal' },
        Items: [
          { ClientOrderItemUID: 71, Qty: 100, SentQty: 50, ConstrainQuantity: true, Price: 0, SentPrice: 0 },
          { ClientOrderItemUID: 72, Qty: null, SentQty: 9, ConstrainQuantity: true, Price: 90, SentPrice: 90 },
          { ClientOrderItemUID: 73, Qty: 5, SentQty: 2, ConstrainQuantity: false, Price: 0, SentPrice: 0 },
        ],
      },
    },
  ],
  leadTypes: [{ parent: 0, id: 1, body: { Descriptor: 'Auto' } }],
  campaigns: [{ parent: 18, id: 24, body: { AccountName: 'Second', MonthMax: 100, DayMax: null, HourMax: null } }],
};
const setup: AccountSetup = setupFromRecords(
  (kind) => RECORDS[kind] ?? [],
  { timeZone: 'America/Los_Angeles', preference: 'Price', exclusiveAccounts: [] },
  () => 'Buyer',
);
const receivers = new Map([[1, { leadTypeUid: 1, campaign: 23 }]]);
const reportOf = (store: Store, postLog: PostLog, days: number) =>
  moneyReport({ store, postLog, setup, receivers, readAt: NOW, now: NOW }, { days });

const kept = ({ review, returnState }: MadePost) => review !== 'rejected' && returnState !== 'returned';
const inCents = (amounts: readonly number[]) => Math.round(amounts.reduce((sum, one) => sum + one, 0) * 100) / 100;

test('sums agree with the posts one by one', async () => {
  const { store, posts } = storeWithPosts();
  const report = await reportOf(store, new PostLog(store), 60);
  const accepted = posts.filter(({ state }) => state === 'delivered');
  const sold = accepted.filter(({ client }) => client !== null);
  expect(report.total).toEqual({
    leads: accepted.length,
    refused: posts.filter(({ state }) => state === 'rejected' || state === 'duplicate').length,
    ...{ told: sold.length, sends: sold.length, declined: 0 },
    revenue: inCents(sold.filter(kept).map(({ price }) => price)),
    paid: inCents(accepted.filter(kept).map(({ price }) => price)),
    returned: accepted.filter(({ returnState }) => returnState === 'returned').length,
    reviewPending: accepted.filter(({ review }) => review === 'pending').length,
    reviewRejected: accepted.filter(({ review }) => review === 'rejected').length,
  });
  for (const campaign of [23, 24]) {
    const row = report.byCampaign.find(({ key }) => key === String(campaign));
    const own = sold.filter((one) => one.campaign === campaign && kept(one));
    expect(row?.revenue).toBe(inCents(own.map(({ price }) => price)));
  }
  const day = Date.UTC(2026, 10, 15, 8);
  const ofDay = accepted.filter(({ at }) => at >= day && at < day + 24 * HOUR_MS);
  expect(ofDay.length).toBeGreaterThan(5);
  expect(report.byDay.find(({ key }) => key === '2026-11-15')?.leads).toBe(ofDay.length);
  // Numbers that are each lead's own don't part reasons that are the same.
  expect(report.refusals).toEqual([{ reason: 'Refused: …', leads: report.total.refused }]);
});

test('a report has what changed since the last one: a return, and a lead accepted meanwhile', async () => {
  const { store, posts } = storeWithPosts();
  const log = new PostLog(store);
  const before = await reportOf(store, log, 30);
  const lead = posts.findLast(
    (one) => one.state === 'delivered' && one.client !== null && kept(one) && one.at < NOW - 99 * HOUR_MS,
  );
  if (lead === undefined) throw new Error('No lead to return');
  store
    .prepare(`UPDATE delivery_post SET return_state = 'returned', state_reason = 'Wrong number' WHERE id = ?`)
    .run(lead.id);
  const after = await reportOf(store, log, 30);
  expect(after.total.returned).toBe(before.total.returned + 1);
  expect(after.total.revenue).toBe(inCents([before.total.revenue, -lead.price]));
  expect(after.returns).toContainEqual({ reason: 'Returned: Wrong number', leads: 1 });

  const newest = posts.find(
    ({ state, review, returnState }) => state === 'delivered' && review === '' && returnState === 'none',
  );
  store.prepare('UPDATE delivery_post SET accepted_at = ? WHERE id = ?').run(NOW - 1_000, newest?.id);
  const now = await reportOf(store, log, 30);
  expect(now.newestAt).toBe(NOW - 1_000);
  expect(now.byDay.at(-1)?.leads).toBe((after.byDay.at(-1)?.leads ?? 0) + 1);
});

test('how many posts are read is told until all are', async () => {
  const { store, posts } = storeWithPosts();
  const log = new PostLog(store);
  expect(log.progress).toEqual({ read: 0, posts: 0 });
  const reading = log.read();
  // The first portion is read before anything else has its turn.
  expect(log.progress).toEqual({ read: 500, posts: posts.length });
  await reading;
  expect(log.progress).toBeNull();
});

test('what runs full: orders by their pace, maxima by what this desk was told in their period', async () => {
  const { store, posts } = storeWithPosts();
  const { fill } = await reportOf(store, new PostLog(store), 7);
  // Sent 50 of 100 in ten days: full in ten more.
  expect(fill).toContainEqual(
    expect.objectContaining({
      what: 'Order 7',
      unit: 'leads',
      used: 50,
      most: 100,
      perDay: 5,
      fullAt: NOW + 240 * HOUR_MS,
    }),
  );
  expect(fill[0]).toMatchObject({ what: 'Order 7', unit: 'dollars', used: 90, most: 90, fullAt: null });
  // An order that does not stop at its quantity runs never full.
  expect(fill.filter(({ what }) => what === 'Order 7')).toHaveLength(2);
  const month = Date.UTC(2026, 10, 1, 7);
  const inMonth = posts.filter(({ state, client, at }) => state === 'delivered' && client !== null && at >= month);
  expect(fill).toContainEqual(
    expect.objectContaining({ what: 'Maximum a month, Account 501', used: inMonth.length, owner: 'Buyer' }),
  );
  const second = posts.filter(({ state, campaign, at }) => state === 'delivered' && campaign === 24 && at >= month);
  expect(fill).toContainEqual(
    expect.objectContaining({ what: 'Campaign’s maximum a month', owner: 'Second', used: second.length }),
  );
});

test('a maximum that begins again before it is full has no time', () => {
  const none = { hourMax: new Map(), dayMax: new Map(), weekMax: new Map(), monthMax: new Map() };
  const clock = new ZoneClock('America/Los_Angeles');
  // Noon in Los Angeles: half of the day is over.
  const used = (n: number) => ({ accounts: { ...none, dayMax: new Map([[501, n]]) }, campaigns: none });
  const dayOf = (n: number) =>
    fillOf(setup, new Names(setup), used(n), clock, NOW).find(({ what }) => what.startsWith('Maximum a day'));
  expect(dayOf(9)).toMatchObject({ used: 9, most: 20, perDay: 18, fullAt: null, note: 'Begins again before' });
  expect(dayOf(15)).toMatchObject({ fullAt: NOW + 4 * HOUR_MS, note: '' });
  expect(dayOf(20)).toMatchObject({ fullAt: null, note: '' });
});
