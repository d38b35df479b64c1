import { expect, test } from 'vitest';
import type { Job } from '../../src-preload/contract/index.ts';
import { sampleLead } from '../support/delivery-desk.ts';
import { deskWithCopies } from '../support/desk-with-copies.ts';
import { until } from '../support/fault-until.ts';

/** What the list of jobs says of leads that were sold, by the rule that every report follows. */
function ofJobs(jobs: readonly Job[]) {
  const sold = jobs.filter(({ state }) => state === 'delivered');
  const paid = sold.filter(({ returnState, review }) => returnState !== 'returned' && review !== 'rejected');
  const revenue = paid.reduce((sum, { price }) => sum + (price ?? 0), 0);
  return { sold: sold.length, revenue, unpriced: paid.filter(({ price }) => price === null).length };
}

test('batches, revenue, money and jobs count the same leads, whoever decided that they were sold', async () => {
  const desk = await deskWithCopies();
  const { call, vendor, connectionId } = desk;
  const all = async () => (await call('jobs.list', { filter: { connectionId }, limit: 1000, order: 'oldest' })).jobs;
  const [returned, sold] = await all();
  await call('delivery.post', { connectionId, kind: 'autoredirect', leads: [sampleLead(101)] });
  await until(async () => (await all()).at(-1)?.state === 'delivered', 'it is sold without a price');
  const lost = async (lead: Record<string, string>) => {
    vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
    await call('delivery.post', { connectionId, leads: [lead] });
    return await until(async () => (await all()).find(({ state }) => state === 'unknown'), 'its outcome is unknown');
  };
  const decide = (job: Job, as: 'delivered' | 'rejected') => call('jobs.resolve', { which: { ids: [job.id] }, as });
  await decide(await lost(sampleLead(102)), 'delivered');
  await decide(await lost(sampleLead(103)), 'rejected');
  // Left to the operator.
  const open = await lost(sampleLead(104));
  vendor.admin.returnLead(Number(returned?.leadId), 'Disconnected number');
  await call('delivery.status', { connectionId, postId: returned?.postId ?? '' });
  await until(async () => (await all())[0]?.returnState === 'returned', 'the return is told');

  const jobs = await all();
  const states = Map.groupBy(jobs, ({ state }) => state);
  expect([...states].map(([state, some]) => [state, some.length]).toSorted()).toEqual([
    ['delivered', 14],
    ['rejected', 1],
    ['unknown', 1],
  ]);
  expect(states.get('unknown')?.map(({ id }) => id)).toEqual([open.id]);
  const marked = jobs.find(({ reason }) => reason === 'Marked as delivered by the operator');
  expect(marked).toMatchObject({ state: 'delivered', price: null, returnState: 'none' });
  const shown = ofJobs(jobs);
  expect(shown).toEqual({ sold: 14, revenue: 11 * (sold?.price ?? 0), unpriced: 2 });

  const batches = await call('delivery.batches', {});
  const sumOf = <K extends string>(rows: readonly Record<K, number>[], key: K) =>
    rows.reduce((sum, row) => sum + row[key], 0);
  expect({ revenue: sumOf(batches, 'revenue'), unpriced: sumOf(batches, 'unpriced') }).toEqual({
    revenue: shown.revenue,
    unpriced: shown.unpriced,
  });
  for (const by of ['file', 'day', 'campaign'] as const) {
    const rows = await call('delivery.revenue', { by });
    expect([sumOf(rows, 'delivered'), sumOf(rows, 'revenue'), sumOf(rows, 'unpriced')], by).toEqual(
      Object.values(shown),
    );
  }
  const money = await call('leadexec.money', { connectionId: desk.account, span: { days: 2 } });
  expect(money.total).toMatchObject({ leads: shown.sold, paid: shown.revenue, returned: 1, refused: 1 });
});
