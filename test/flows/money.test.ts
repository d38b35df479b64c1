import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deskWithCopies } from '../support/desk-with-copies.ts';
import { until } from '../support/fault-until.ts';

const span = { days: 30 };

test('revenue, refusals and what runs full are shown from what is on this desk; nothing is asked', async () => {
  const desk = await deskWithCopies();
  // The same people again: refused as duplicates.
  const again = desk.write('again.csv', readFileSync(`${desk.folder}/leads.csv`, 'utf8'));
  await desk.call('delivery.post', {
    ...{ connectionId: desk.connectionId, kind: 'returnsends', path: again, sendAnyway: ['same-file'] },
  });
  const filter = { connectionId: desk.connectionId, state: 'duplicate' as const };
  await until(async () => (await desk.call('jobs.list', { filter, limit: 100 })).jobs.length === 12, 'all are refused');
  const asked = desk.vendor.admin.accountRequests().length;
  const report = await desk.call('leadexec.money', { connectionId: desk.account, span });
  expect(report.total).toMatchObject({ leads: 12, refused: 12, told: 12, sends: 24, declined: 0, revenue: 600 });
  expect(report.byDay).toHaveLength(1);
  expect(report.byDay[0]).toMatchObject({ key: report.until, leads: 12, refused: 12, revenue: 600 });
  expect(report.byClient.map(({ leads, sends, revenue }) => [leads, sends, revenue])).toEqual([
    [12, 12, 300],
    [12, 12, 300],
  ]);
  expect(report.byCampaign).toMatchObject([{ key: '23', leads: 12, refused: 12, revenue: 600 }]);
  expect(report.refusals).toEqual([
    { reason: expect.stringContaining('The receiver already has this lead'), leads: 12 },
  ]);
  expect(report.returns).toEqual([]);
  expect(report.readAt).not.toBeNull();
  // Another day has nothing of it.
  const other = await desk.call('leadexec.money', {
    connectionId: desk.account,
    span: { from: '2020-01-01', until: '2020-01-31' },
  });
  expect(other).toMatchObject({ byDay: [], byClient: [], refusals: [], total: { leads: 0, refused: 0 } });
  expect(desk.vendor.admin.accountRequests()).toHaveLength(asked);
});
