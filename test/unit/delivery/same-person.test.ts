import { describe, expect, test } from 'vitest';
import { FirstRows } from '../../../src-main/delivery/first-rows.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';

const lead = (n: number, change: Record<string, string> = {}) => ({ ...sampleLead(n), ...change });

describe('the same person twice among the leads of a post', () => {
  // The second has the first one's phone in another form, the third its email address, the fourth is somebody else.
  const leads = [
    lead(1),
    lead(2, { PrimaryPhone: '(702) 555-0001', Email: 'other@example.com' }),
    lead(3, { Email: 'ANN1@example.com' }),
    lead(4),
  ];

  test('is pointed out before anything leaves, and the first one is posted', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const { check } = await desk.call('delivery.post', { connectionId, leads, dryRun: true });
    expect(check).toMatchObject({
      ...{ rows: 4, toPost: 2, leftOut: 2 },
      reasons: [
        {
          ...{ code: 'duplicate-in-file', severity: 'error', rows: 2 },
          sentence: '2 rows with the phone or email address of an earlier row',
        },
      ],
    });
    expect(check.sample.map(({ row, issues }) => [row, issues[0]?.detail])).toEqual([
      ...[
        [2, 'row 1'],
        [3, 'row 1'],
      ],
      ...[
        [1, undefined],
        [4, undefined],
      ],
    ]);
    expect(desk.vendor.admin.entries()).toBe(0);
    const jobs = await desk.post({ leads });
    expect(jobs.map(({ row }) => row)).toEqual([1, 4]);
    const [batch] = await desk.call('delivery.batches', { limit: 1 });
    expect(batch).toMatchObject({ rows: 4, leftOut: 2 });
    const leftOut = await desk.call('delivery.leftOut', { id: batch?.id ?? 0, after: 0, limit: 10 });
    expect(leftOut.map(({ row, issues }) => [row, issues.map(({ code }) => code)])).toEqual([
      [2, ['duplicate-in-file']],
      [3, ['duplicate-in-file']],
    ]);
  });

  test('is posted each time where the operator says so', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const sendAnyway = ['duplicate-in-file' as const];
    const { check } = await desk.call('delivery.post', { connectionId, leads, sendAnyway, dryRun: true });
    expect(check).toMatchObject({ toPost: 4, reasons: [{ code: 'duplicate-in-file', severity: 'warning', rows: 2 }] });
    expect((await desk.post({ leads, sendAnyway })).map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test('is posted once also where the first one can’t be posted', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const fields = [{ name: 'Zip', required: true, type: 'zip' as const }];
    await desk.call('delivery.setFields', { connectionId, fields });
    const two = [lead(1, { Zip: '' }), lead(1), lead(1)];
    const { check } = await desk.call('delivery.post', { connectionId, leads: two, dryRun: true });
    expect(check.toPost).toBe(1);
    expect(check.sample.find(({ row }) => row === 3)?.issues).toMatchObject([{ detail: 'row 2' }]);
  });

  test('is not told by a value that is set for every lead', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const set = { Email: 'desk@example.com' };
    const { check } = await desk.call('delivery.post', { connectionId, leads: [lead(1), lead(2)], set, dryRun: true });
    expect(check).toMatchObject({ toPost: 2, reasons: [] });
  });
});

test('the table of first rows knows each text, and no other, however it grows', () => {
  const rows = new FirstRows();
  for (let row = 1; row <= 20_000; row++) rows.add(`person${row}@example.com`, row);
  rows.add('person7@example.com', 30_000);
  for (let row = 1; row <= 20_000; row++) expect(rows.rowOf(`person${row}@example.com`)).toBe(row);
  for (let row = 1; row <= 20_000; row++) expect(rows.rowOf(`${row}person@example.com`)).toBe(0);
});
