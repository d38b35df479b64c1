import { describe, expect, test } from 'vitest';
import { type BoardHabits, jobBoard, plainLead } from '../../support/job-board.ts';
import { connectBoard, healthOf, idsOf, startDesk, untilFetched } from './support.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
/** Requests that a poll may take beyond one a page of what it finds. */
const BEYOND = 200;

/** A board with forty older leads and a burst of so many in one hour, two days ago. */
function burst(count: number) {
  const now = Math.floor(Date.now() / 1000);
  const from = now - 2 * DAY;
  return [
    ...range(40).map((id) => plainLead(id, now - 40 * DAY + id * HOUR)),
    ...range(count, 41).map((id) =>
      plainLead(id, from + Math.floor(((id - 41) * HOUR) / count), { applied: id % 2 === 0 }),
    ),
  ];
}

/** When each of the burst is unlocked. */
type Unlocks = (sent: number, now: number) => number;
const ALL_AT_ONCE: Unlocks = (_, now) => now - 60;
const A_DAY_LATER: Unlocks = (sent) => sent + DAY + 23 * HOUR;

const LETTER: Partial<BoardHabits> = {};
const CAPPED: Partial<BoardHabits> = { cap: 100 };
describe('a burst unlocked later takes few requests, and hides nothing', () => {
  test.each<[number, string, string, Unlocks, Partial<BoardHabits>]>([
    [90, 'at once', 'reads its document to the letter', ALL_AT_ONCE, LETTER],
    [150, 'at once', 'reads its document to the letter', ALL_AT_ONCE, LETTER],
    [2_000, 'one by one', 'reads its document to the letter', A_DAY_LATER, LETTER],
    [90, 'one by one', 'gives no more than a hundred at once', A_DAY_LATER, CAPPED],
    [150, 'one by one', 'gives no more than a hundred at once', A_DAY_LATER, CAPPED],
    [2_000, 'at once', 'gives no more than a hundred at once', ALL_AT_ONCE, CAPPED],
    [2_000, 'at once', 'wants both dates to fit one time', ALL_AT_ONCE, { datesTogether: true, cap: 100 }],
    [2_000, 'at once', 'reads dates as UTC, and writes them in its own zone', ALL_AT_ONCE, { queryZone: 0, cap: 100 }],
    [2_000, 'at once', 'pays no attention to the order', ALL_AT_ONCE, { knowsSort: false }],
  ])('%d unlocked %s, at a board that %s', async (count, _how, _what, unlocked, habits) => {
    const board = await jobBoard(burst(count), habits);
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(40 + count));
    const now = Math.floor(Date.now() / 1000);
    for (const [at, lead] of board.leads.entries()) {
      if (lead.id > 40) board.leads[at] = { ...lead, unlocked: unlocked(lead.sent, now) };
    }
    const poll = async () => {
      const before = board.asked.length;
      await desk.call('sources.sync', { id, wait: true });
      return board.asked.length - before;
    };
    const first = await poll();
    const rows = desk.rows<{ n: number }>('SELECT count(*) n FROM lead_record WHERE unlocked = 1');
    expect(rows[0]?.n).toBe(count);
    const idle = await poll();
    if (count < 100) expect([first, idle]).toEqual([2, 2]);
    expect(idle).toBeLessThanOrEqual(Math.ceil(count / 100) + BEYOND);
    // A new lead is seen by the next poll.
    board.leads.push(plainLead(9_999, Math.floor(Date.now() / 1000)));
    await poll();
    expect(idsOf(desk, id)).toEqual([...range(40 + count), 9_999]);
    expect(await healthOf(desk, id)).toMatchObject({ error: null, gap: null });
  });
});

test('a vendor that tells nothing apart is asked so often and no more; that is told, and a new lead is seen all the same', async () => {
  const board = await jobBoard(burst(150), { cap: 100, knowsNotUnlocked: false });
  const desk = await startDesk();
  const id = await connectBoard(desk, board);
  await untilFetched(desk, id);
  const now = Math.floor(Date.now() / 1000);
  for (const [at, lead] of board.leads.entries()) board.leads[at] = { ...lead, unlocked: now - 60 };
  board.leads.push(plainLead(9_999, now));
  const before = board.asked.length;
  await desk.call('sources.sync', { id, wait: true });
  expect(board.asked.length - before).toBeLessThanOrEqual(BEYOND + 2);
  expect(idsOf(desk, id)).toContain(9_999);
  const { gap } = await healthOf(desk, id);
  expect(gap).toMatch(/with leads of other times/);
  expect(gap).toContain('connect it once for each license or state');
});

test('one that answers every question with as many as it gives at once is left alone when its budget is spent', async () => {
  const now = Math.floor(Date.now() / 1000);
  const board = await jobBoard(
    range(150).map((id) => plainLead(id, now - 2 * DAY + id)),
    { cap: 100, knowsNotUnlocked: false },
  );
  const desk = await startDesk();
  const id = await connectBoard(desk, board);
  await untilFetched(desk, id);
  // Unlocked less than a day later, so that it can't be seen from the page that they are of another time.
  for (const [at, lead] of board.leads.entries()) board.leads[at] = { ...lead, unlocked: lead.sent + DAY };
  board.leads.push(plainLead(9_999, now - 60));
  for (let poll = 0; poll < 2; poll++) {
    const before = board.asked.length;
    await desk.call('sources.sync', { id, wait: true });
    expect(board.asked.length - before).toBeLessThanOrEqual(BEYOND + 2);
  }
  expect(idsOf(desk, id)).toContain(9_999);
  const { gap } = await healthOf(desk, id);
  expect(gap).toMatch(
    /Board was asked \d+ times in one round, without telling its leads apart: those submitted .* were not all read\./,
  );
  expect(gap).toContain('connect it once for each license or state');
});
