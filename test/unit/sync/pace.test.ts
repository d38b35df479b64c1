import { expect, test } from 'vitest';
import { jobBoard, plainLead } from '../../support/job-board.ts';
import { connectBoard, idsOf, startDesk, untilFetched } from './support.ts';

const NEW_YEAR = Date.UTC(2024, 0, 1) / 1000;
const leads = (count: number) => Array.from({ length: count }, (_, n) => plainLead(n + 1, NEW_YEAR + n * 3_600));

/** Timers may fire this much early, ms. */
const EARLY = 2;

test.each([
  [20, 50],
  [null, 100],
])('at %s a second, requests leave %i ms after one another at least', async (perSecond, gap) => {
  const board = await jobBoard(leads(30));
  const desk = await startDesk();
  const began = desk.clock.now();
  const id = await connectBoard(desk, board, { perSecond });
  await untilFetched(desk, id);
  const count = board.asked.length;
  expect(count).toBeGreaterThan(2);
  expect(desk.clock.now() - began).toBeGreaterThanOrEqual((count - 1) * (gap - EARLY));
});

test('a desk that was started again keeps to the pace of the one before', async () => {
  const board = await jobBoard(leads(5));
  const desk = await startDesk();
  const id = await connectBoard(desk, board, { perSecond: 2 });
  await untilFetched(desk, id);
  const asked = board.asked.length;
  const [row] = desk.rows<{ paced_until: number }>('SELECT paced_until FROM sync_source');
  const { dataDir, secrets } = desk;
  await desk.close();
  const again = await startDesk({ dataDir, secrets });
  await again.call('sources.sync', { id, wait: true });
  expect(board.asked[asked]?.at ?? 0).toBeGreaterThanOrEqual((row?.paced_until ?? Number.MAX_VALUE) - EARLY);
});

test('a clock that is put back makes no request wait longer than the one before it did', async () => {
  const board = await jobBoard(leads(5));
  const desk = await startDesk();
  desk.clock.skip(30 * 86_400_000);
  const id = await connectBoard(desk, board, { perSecond: 50 });
  await untilFetched(desk, id);
  const { dataDir, secrets } = desk;
  await desk.close();
  const back = await startDesk({ dataDir, secrets });
  await back.call('sources.sync', { id, wait: true });
  expect(idsOf(back, id)).toEqual([1, 2, 3, 4, 5]);
});

test('closing ends the wait for the next turn', async () => {
  const board = await jobBoard(leads(400));
  const desk = await startDesk();
  const asked = new Promise<void>((resolve) => {
    board.before = () => resolve();
  });
  await connectBoard(desk, board, { perSecond: 0.01 });
  await asked;
  await desk.close();
  expect(board.asked.length).toBe(1);
});
