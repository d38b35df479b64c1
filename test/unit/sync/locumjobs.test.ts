import { describe, expect, onTestFinished, test } from 'vitest';
import { startPracticeBoard } from '../../../src-main/practice/locumjobs/start-practice-board.ts';
import { seededRandom } from '../../../src-main/practice/seeded-random.ts';
import {
  BOARD_PASSWORD,
  BOARD_USER,
  type BoardHabits,
  type BoardLead,
  jobBoard,
  plainLead,
} from '../../support/job-board.ts';
import { connectBoard, healthOf, idsOf, startDesk, untilFetched } from './support.ts';

const NEW_YEAR = Date.UTC(2024, 0, 1) / 1000;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
const unlockedIds = (desk: Awaited<ReturnType<typeof startDesk>>) =>
  desk
    .rows<{ external_id: string }>('SELECT external_id FROM lead_record WHERE unlocked = 1')
    .map((row) => Number(row.external_id))
    .sort((a, b) => a - b);

/** Leads that come in bursts, with quiet days between, some unlocked an hour later. */
function bursts(count: number, seed = 1): BoardLead[] {
  const random = seededRandom(seed);
  let at = NEW_YEAR;
  return range(count).map((id) => {
    at += random() < 0.02 ? Math.floor(random() * 20 * 86_400) : random() < 0.3 ? 0 : Math.floor(random() * 600);
    const unlocked = id % 9 === 0 ? at + 3600 : null;
    return plainLead(id, at, { unlocked, applied: random() < 0.5, license: random() < 0.5 ? 'MD' : 'PA' });
  });
}

describe('everything that a board has comes in', () => {
  test('window by window, and what is unlocked is told apart without retrieving anything', async () => {
    const board = await jobBoard(bursts(700));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const health = await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(700));
    expect(health).toMatchObject({ leads: 700, rejects: 0, gap: null, error: null });
    expect(unlockedIds(desk)).toEqual(range(700).filter((one) => one % 9 === 0));
    expect(board.asked.filter(({ path }) => path !== '/api/v2.0/leads.json')).toEqual([]);
    expect((await healthOf(desk, id)).lag).toBeLessThan(10_000);
    // The oldest first: ids of the desk follow the vendor's time, of what is locked and then of what is unlocked.
    const order = desk.rows<{ external_id: string }>('SELECT external_id FROM lead_record ORDER BY id');
    const locked = order.map((row) => Number(row.external_id)).filter((one) => one % 9 !== 0);
    expect(locked.slice(0, 50)).toEqual(
      range(700)
        .filter((one) => one % 9 !== 0)
        .slice(0, 50),
    );
  });

  test.each<[string, Partial<BoardHabits>]>([
    ['has a clock 12 hours behind UTC', { zone: -12 }],
    ['has a clock 14 hours ahead of UTC', { zone: 14 }],
    ['leaves out the second that it is asked to start after', { startExclusive: true }],
    ['gives less at once than it is asked for', { cap: 37 }],
    ['compares the time a lead was submitted alone', { datesByLetter: false }],
    ['pays no attention to the order asked for', { knowsSort: false }],
  ])('when the board %s', async (_, habits) => {
    const board = await jobBoard(bursts(600, 7), habits);
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    expect(await untilFetched(desk, id)).toMatchObject({ gap: null });
    expect(idsOf(desk, id)).toEqual(range(600));
    expect(unlockedIds(desk)).toEqual(range(600).filter((one) => one % 9 === 0));
  });

  test('to the second, when every second has a lead and the board leaves out the one it is asked to start after', async () => {
    const leads = range(900).map((id) => plainLead(id, NEW_YEAR + id));
    const board = await jobBoard(leads, { startExclusive: true });
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(900));
  });

  test('when hundreds of leads were unlocked long after they were submitted, and so are in every window', async () => {
    const leads = range(600).map((id) =>
      plainLead(id, NEW_YEAR + id * 7200, { unlocked: id % 2 === 0 ? NEW_YEAR + 600 * 86_400 + id : null }),
    );
    const board = await jobBoard(leads);
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    expect(await untilFetched(desk, id)).toMatchObject({ gap: null });
    expect(idsOf(desk, id)).toEqual(range(600));
    expect(unlockedIds(desk)).toEqual(range(600).filter((one) => one % 2 === 0));
    expect(board.asked.length).toBeLessThan(250);
  });

  test('when one second has three hundred, and the board gives no more than a hundred at once', async () => {
    const leads = [
      ...range(40).map((id) => plainLead(id, NEW_YEAR + id * 3600)),
      ...range(300, 41).map((id) =>
        plainLead(id, NEW_YEAR + 50 * 3600, {
          applied: id % 2 === 0,
          unlocked: id % 7 === 0 ? NEW_YEAR + 90 * 3600 : null,
        }),
      ),
      ...range(40, 341).map((id) => plainLead(id, NEW_YEAR + id * 3600)),
    ];
    const board = await jobBoard(leads, { cap: 100 });
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    expect(await untilFetched(desk, id)).toMatchObject({ gap: null });
    expect(idsOf(desk, id)).toEqual(range(380));
    expect(unlockedIds(desk)).toEqual(range(300, 41).filter((one) => one % 7 === 0));
  });

  test('when a greater max is all it takes', async () => {
    const board = await jobBoard(range(300).map((id) => plainLead(id, NEW_YEAR)));
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { max: 50 });
    expect(await untilFetched(desk, id)).toMatchObject({ gap: null });
    expect(idsOf(desk, id)).toEqual(range(300));
  });

  test('when the board breaks down under a greater max', async () => {
    const leads = range(300).map((id) =>
      plainLead(id, NEW_YEAR, { applied: id % 2 === 0, license: id % 3 ? 'MD' : 'PA' }),
    );
    const board = await jobBoard(leads);
    board.trouble = (n) => (Number(board.asked[n - 1]?.query.get('max')) > 100 ? 'server' : 'answer');
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(300));
  });

  test.each(['json', 'xml'] as const)('of the practice board, as %s', async (format) => {
    const board = await startPracticeBoard({ user: BOARD_USER, password: BOARD_PASSWORD, leads: 400 });
    onTestFinished(() => board.close());
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { format });
    expect(await untilFetched(desk, id)).toMatchObject({ leads: 400, rejects: 0, gap: null });
    expect(idsOf(desk, id)).toEqual(board.ids());
    expect(unlockedIds(desk)).toEqual(board.ids().filter((one) => one % 9 === 0));
    board.arrive(7);
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual(board.ids());
    expect(board.requests.every(({ target }) => target.startsWith(`/api/v2.0/leads.${format}`))).toBe(true);
  });

  test('from the day of the connection on, and by its own choice', async () => {
    const board = await jobBoard(bursts(300));
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { from: '2024-01-20', only: { license: 'MD', max: '1', sort: 'name' } });
    await untilFetched(desk, id);
    const from = Date.UTC(2024, 0, 20) / 1000 + 5 * 3600;
    const wanted = board.leads.filter(({ sent, license }) => sent >= from - 1 && license === 'MD');
    expect(wanted.length).toBeGreaterThan(20);
    expect(idsOf(desk, id)).toEqual(wanted.map((lead) => lead.id));
    const windows = board.asked.filter(({ query }) => query.get('start_date') !== null);
    expect(windows.every(({ query }) => query.get('max') !== '1')).toBe(true);
  });
});

describe('what can’t be had is told', () => {
  test('a second with more alike leads than the board gives at once', async () => {
    const board = await jobBoard(
      range(300).map((id) => plainLead(id, NEW_YEAR)),
      { cap: 100 },
    );
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const { gap } = await untilFetched(desk, id);
    expect(gap).toContain('2023-12-31T19:00:0');
    expect(gap).toContain('may be missing');
    // Both ends of it are here all the same.
    expect(idsOf(desk, id).length).toBe(200);
  });

  test('a board that passes over the dates it is asked for; it is not asked for ever', async () => {
    const board = await jobBoard(bursts(500), { knowsDates: false });
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const { gap } = await untilFetched(desk, id);
    expect(gap).toContain('with leads of other times');
    expect(board.asked.length).toBeLessThan(60);
  });

  test('a board that does not tell what is unlocked: everything looks locked', async () => {
    const board = await jobBoard(bursts(50), { knowsNotUnlocked: false });
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(50));
    expect(unlockedIds(desk)).toEqual([]);
  });
});

describe('the next sync', () => {
  const DAY = 86_400;
  test('looks where something may be new, finds what came and what was unlocked since', async () => {
    const now = Math.floor(Date.now() / 1000);
    const board = await jobBoard(range(50).map((id) => plainLead(id, now - 30 * DAY + id * 3600)));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    const before = board.asked.length;
    board.leads.push(plainLead(51, now + 5));
    board.leads[3] = plainLead(4, board.leads[3]?.sent ?? 0, { unlocked: now + 10 });
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual(range(51));
    expect(unlockedIds(desk)).toEqual([4]);
    // One window without an end, and the question what of it is locked.
    const asked = board.asked.slice(before).map(({ query }) => query);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.every((query) => query.get('end_date') === null && query.get('start_date') !== null)).toBe(true);
  });

  test('misses nothing where the desk’s clock is days ahead of the world’s', async () => {
    const now = Math.floor(Date.now() / 1000);
    const board = await jobBoard([plainLead(1, now - DAY)]);
    const desk = await startDesk();
    desk.clock.skip(10 * DAY * 1000);
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    board.leads.push(plainLead(2, now + 60));
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual([1, 2]);
  });

  test('begins anew when the connection points elsewhere, or is told to', async () => {
    const board = await jobBoard(range(5).map((id) => plainLead(id, NEW_YEAR + id)));
    const other = await jobBoard(range(5, 100).map((id) => plainLead(id, NEW_YEAR - 90 * DAY + id)));
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    await connectBoard(desk, other, { id });
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual([...range(5), ...range(5, 100)]);
    other.leads.unshift(plainLead(99, NEW_YEAR - 300 * DAY));
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).not.toContain(99);
    await desk.call('sources.sync', { id, everything: true, wait: true });
    expect(idsOf(desk, id)).toContain(99);
  });
});
