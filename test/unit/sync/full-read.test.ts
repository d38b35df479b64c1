import { describe, expect, test } from 'vitest';
import { FULL_READ_EVERY_MS } from '../../../src-main/sync/background.ts';
import { until } from '../../support/fault-until.ts';
import { jobBoard, plainLead } from '../../support/job-board.ts';
import { connectBoard, healthOf, idsOf, startDesk, type TestDesk, untilFetched } from './support.ts';

const DAY = 86_400;
const MINUTE = 60_000;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
const now = () => Math.floor(Date.now() / 1000);
const old = (count: number) => range(count).map((id) => plainLead(id, now() - 200 * DAY + id * 3_600));

const goneIds = (desk: TestDesk): string[] =>
  desk
    .rows<{ external_id: string }>(
      'SELECT external_id FROM lead_record r JOIN lead_record_at_vendor v ON v.record_id = r.id WHERE v.gone_at IS NOT NULL ORDER BY r.id',
    )
    .map((row) => row.external_id);

/** Goes on until the full read after `before` has ended; jumps from step to step. */
async function untilReadAgain(desk: TestDesk, id: number, before: number | null): Promise<void> {
  await until(async () => {
    const { fullReadAt } = await healthOf(desk, id);
    if (fullReadAt !== before) return true;
    desk.clock.skip(5 * MINUTE);
    return null;
  }, 'everything is read again');
}

describe('the full read in the background', () => {
  test('brings what came late and what changed, and marks what the vendor has deleted, also over a restart', async () => {
    const board = await jobBoard(old(250));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const { fullReadAt } = await untilFetched(desk, id);
    expect(fullReadAt).not.toBeNull();
    // Outside the overlap: no sync ever looks there.
    board.leads.push(plainLead(900, now() - 198 * DAY));
    const changed = board.leads.find((lead) => lead.id === 7);
    if (changed) board.leads[board.leads.indexOf(changed)] = { ...changed, license: 'MD' };
    board.leads.splice(
      board.leads.findIndex((lead) => lead.id === 20),
      1,
    );
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).not.toContain(900);
    desk.clock.skip(FULL_READ_EVERY_MS);
    await until(async () => (await healthOf(desk, id)).fullReadDone !== null, 'it has begun');
    const { dataDir, secrets } = desk;
    await desk.close();
    const asked = board.asked.length;
    const again = await startDesk({ dataDir, secrets });
    again.clock.skip(FULL_READ_EVERY_MS);
    await untilReadAgain(again, id, fullReadAt);
    // It went on from where it was.
    expect(board.asked.slice(asked).some(({ query }) => query.get('sort') === 'sent' && query.get('max') === '1')).toBe(
      false,
    );
    expect(idsOf(again, id)).toEqual([...range(250), 900]);
    const [row] = again.rows<{ fields: string }>(`SELECT fields FROM lead_record WHERE external_id = '7'`);
    expect(row?.fields).toContain('MD');
    expect(goneIds(again)).toEqual(['20']);
    expect(await healthOf(again, id)).toMatchObject({ gone: 1, gap: null, fullReadDone: null });
    const [lead] = again.rows<{ lead_id: number }>(`SELECT lead_id FROM lead_record WHERE external_id = '20'`);
    const detail = await again.call('leads.get', { id: lead?.lead_id ?? 0 });
    expect(detail.records[0]?.goneAt).toBeGreaterThan(0);
  });

  test('what comes again is unmarked', async () => {
    const board = await jobBoard(old(30));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    const [lost] = board.leads.splice(4, 1);
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(goneIds(desk)).toEqual(['5']);
    if (lost) board.leads.push(lost);
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(goneIds(desk)).toEqual([]);
  });

  test('marks nothing when the choice of leads was made narrower, or when something of it is missing', async () => {
    const board = await jobBoard(old(40).map((lead) => ({ ...lead, license: lead.id % 2 ? 'MD' : 'PA' })));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    await connectBoard(desk, board, { id, only: { license: 'MD' } });
    await desk.call('sources.sync', { id, wait: true });
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(goneIds(desk)).toEqual([]);
    await connectBoard(desk, board, { id, from: '2099-01-01' });
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(goneIds(desk)).toEqual([]);

    const crowd = await jobBoard(
      range(300).map((one) => plainLead(one, now() - 90 * DAY)),
      { cap: 100 },
    );
    const second = await connectBoard(desk, crowd, { name: 'Crowd' });
    await untilFetched(desk, second);
    crowd.leads.splice(0, 50);
    await desk.call('sources.sync', { id: second, everything: true, wait: true });
    const { gap, gone } = await healthOf(desk, second);
    expect([gap === null, gone]).toEqual([false, 0]);
  });

  test('a record without an id may be any: then nothing is marked', async () => {
    const board = await jobBoard(old(10));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    board.leads[3] = { ...plainLead(4, now() - 199 * DAY), id: '' as unknown as number };
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(goneIds(desk)).toEqual([]);
  });

  test('asks slowly, and syncs go on between', async () => {
    const board = await jobBoard(old(450));
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { everyMinutes: 60 });
    const { fullReadAt } = await untilFetched(desk, id);
    desk.clock.skip(FULL_READ_EVERY_MS);
    await until(async () => (await healthOf(desk, id)).fullReadDone !== null, 'it has begun');
    await until(async () => (await healthOf(desk, id)).state === 'waiting', 'it waits');
    const asked = board.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    // A step is a handful of requests at most, and the next is minutes away.
    expect(board.asked.length - asked).toBeLessThanOrEqual(6);
    board.leads.push(plainLead(999, now() + 2 * DAY));
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toContain(999);
    expect((await healthOf(desk, id)).fullReadDone).not.toBeNull();
    await untilReadAgain(desk, id, fullReadAt);
    expect(idsOf(desk, id)).toEqual([...range(450), 999]);
  });
});

describe('a clock that was ahead and is put back', () => {
  test('makes a source wait no longer than it ever does, also after a restart', async () => {
    const board = await jobBoard(old(5));
    const desk = await startDesk();
    desk.clock.skip(30 * DAY * 1_000);
    const id = await connectBoard(desk, board, { everyMinutes: 5 });
    await untilFetched(desk, id);
    const { dataDir, secrets } = desk;
    await desk.close();
    const back = await startDesk({ dataDir, secrets });
    const { nextAt, lag } = await healthOf(back, id);
    expect((nextAt ?? 0) - back.clock.now()).toBeLessThanOrEqual(5 * MINUTE);
    expect(lag).toBe(0);
    board.leads.push(plainLead(6, now()));
    back.clock.skip(5 * MINUTE);
    await until(() => idsOf(back, id).includes(6), 'the new lead is here');
  });

  test('a single date ahead of its time moves no cursor', async () => {
    // The board's own time is a month behind this machine's.
    const month = now() - 30 * DAY;
    const board = await jobBoard(range(20).map((id) => plainLead(id, month - 20 * 3_600 + id * 3_600)));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    board.leads.push(plainLead(500, month + 9 * DAY));
    await desk.call('sources.sync', { id, wait: true });
    const late = range(259, 1_000).map((one) => plainLead(one, month + 2 * DAY + (one - 1_000) * 60));
    board.leads.push(...late);
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual([...range(20), 500, ...range(259, 1_000)]);
  });
});
