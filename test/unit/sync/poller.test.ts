import { describe, expect, test } from 'vitest';
import { LONGEST_RETRY_AFTER_MS } from '../../../src-main/platform/retry-after.ts';
import { until } from '../../support/fault-until.ts';
import { jobBoard, plainLead, type Trouble } from '../../support/job-board.ts';
import {
  connectBoard,
  healthOf,
  idsOf,
  startDesk,
  startThreadedDesk,
  type TestDesk,
  untilFetched,
  untilSource,
} from './support.ts';

const NEW_YEAR = Date.UTC(2024, 0, 1) / 1000;
const MINUTE = 60_000;
const few = (count = 5) => Array.from({ length: count }, (_, n) => plainLead(n + 1, NEW_YEAR + n));
/** Troubles of the first requests; all others are answered. */
const first =
  (...troubles: Trouble[]) =>
  (n: number): Trouble =>
    troubles[n - 1] ?? 'answer';

describe('the schedule of a source', () => {
  test('fetches again and again, each source in its own time', async () => {
    const [board, other] = [await jobBoard(few()), await jobBoard(few(7))];
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { everyMinutes: 5 });
    const second = await connectBoard(desk, other, { name: 'Other board', everyMinutes: 60 });
    await untilFetched(desk, id);
    const fetched = await untilFetched(desk, second);
    expect(fetched.nextAt).toBeGreaterThan(desk.clock.now() + 59 * MINUTE);
    const [asked, otherAsked] = [board.asked.length, other.asked.length];
    board.leads.push(plainLead(6, NEW_YEAR + 100));
    desk.clock.skip(5 * MINUTE);
    await until(() => idsOf(desk, id).length === 6, 'the new lead is here');
    await untilFetched(desk, id);
    expect(board.asked.length).toBeGreaterThan(asked);
    expect(other.asked.length).toBe(otherAsked);
    // The same ids of two sources are different records.
    expect(idsOf(desk, second)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await healthOf(desk, second)).lag).toBeGreaterThanOrEqual(5 * MINUTE);
  });

  test('what is asked for while a sync is under way is read after it: that one may be past what is new', async () => {
    const desk = await startDesk();
    const now = () => Math.floor(desk.clock.now() / 1000);
    const board = await jobBoard(Array.from({ length: 20 }, (_, n) => plainLead(n + 1, now() - 9_000 + n * 60)));
    const id = await connectBoard(desk, board, { everyMinutes: 1440 });
    await untilFetched(desk, id);
    const before = board.asked.length;
    await desk.call('sources.sync', { id, wait: true });
    const requests = board.asked.length - before;
    const { promise: asked, resolve: ask } = Promise.withResolvers<unknown>();
    const last = board.asked.length + requests;
    board.before = (n) => {
      if (n !== last) return;
      ask(desk.call('sources.sync', { id, wait: true }));
      // Behind this last answer.
      setImmediate(() => board.leads.push(plainLead(21, now() - 60)));
    };
    await desk.call('sources.sync', { id });
    await asked;
    expect(idsOf(desk, id)).toContain(21);
  });

  test('tells pages what happened, and only after it is kept', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk();
    const topics = new Set<string>();
    desk.core.subscribe(({ topic }) => topics.add(topic));
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    await until(() => topics.has('leads') && topics.has('sources'), 'both are told');
  });

  test('goes on over a restart: neither at once nor from the beginning', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const { lastSuccessAt, nextAt } = await untilFetched(desk, id);
    const asked = board.asked.length;
    const { dataDir, secrets } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    expect(await healthOf(again, id)).toMatchObject({ state: 'waiting', lastSuccessAt, nextAt, leads: 5 });
    await again.call('sources.sync', { id, wait: true });
    expect(board.asked.slice(asked).every(({ query }) => query.get('start_date') !== null)).toBe(true);
  });

  test('of a short command of the terminal: only when told to', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk({ sends: false });
    const id = await connectBoard(desk, board);
    desk.clock.skip(60 * MINUTE);
    expect(await healthOf(desk, id)).toMatchObject({ state: 'waiting', lastSuccessAt: null });
    expect(board.asked).toEqual([]);
    expect(await desk.call('sources.sync', { id, wait: true })).toMatchObject({ state: 'waiting', leads: 5 });
  });

  test('on the helper’s thread, as the desk runs it', async () => {
    const board = await jobBoard(few());
    const desk = await startThreadedDesk();
    const id = await connectBoard(desk, board, { format: 'json' });
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('when something is wrong', () => {
  test.each<[Trouble, RegExp]>([
    ['server', /has a server error .*Out of order/],
    ['cut', /is incomplete/],
    ['reset', /is incomplete/],
    ['portal', /sign-in page/],
  ])('a %s is told in words and tried again, ever later, and heals', async (trouble, words) => {
    const board = await jobBoard(few());
    board.trouble = () => trouble;
    const desk = await startDesk({ random: () => 1 });
    const id = await connectBoard(desk, board);
    const waits: number[] = [];
    for (let n = 1; n <= 4; n++) {
      const { error, nextAt } = await until(async () => {
        const health = await healthOf(desk, id);
        return health.state === 'backing-off' && board.asked.length === n ? health : null;
      }, 'it waits');
      expect(error).toMatch(words);
      waits.push((nextAt ?? 0) - desk.clock.now());
      board.trouble = n === 4 ? () => 'answer' : board.trouble;
      desk.clock.skip((nextAt ?? 0) - desk.clock.now());
    }
    for (const [at, roof] of [2_000, 4_000, 8_000, 16_000].entries()) {
      expect(waits[at]).toBeGreaterThanOrEqual(roof - 500);
      expect(waits[at]).toBeLessThanOrEqual(roof);
    }
    expect(await untilFetched(desk, id)).toMatchObject({ error: null, leads: 5 });
  });

  test('a vendor that asks for patience gets it, and who waits for the sync waits on', async () => {
    const board = await jobBoard(few());
    board.trouble = first('answer', 'throttle');
    const desk = await startDesk({ random: () => 0 });
    const id = await connectBoard(desk, board);
    const waiting = desk.call('sources.sync', { id, wait: true });
    const { error, nextAt } = await untilSource(desk, id, ({ state }) => state === 'backing-off', 'it waits');
    expect(error).toContain('fewer requests');
    const wait = (nextAt ?? 0) - desk.clock.now();
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(1000);
    desk.clock.skip(wait - 1);
    expect(await healthOf(desk, id)).toMatchObject({ state: 'backing-off', nextAt });
    expect(board.asked.length).toBe(2);
    desk.clock.skip(1);
    expect(await waiting).toMatchObject({ state: 'waiting', error: null, leads: 5 });
    expect(LONGEST_RETRY_AFTER_MS).toBe(60 * MINUTE);
  });

  test('by hand nobody goes on before the vendor’s time either, and it is said when; also after a restart', async () => {
    const board = await jobBoard(few());
    board.trouble = first('answer', 'throttle');
    board.patience = 600;
    const desk = await startDesk({ random: () => 0 });
    const id = await connectBoard(desk, board);
    const resting = async (at: TestDesk) => {
      const { state, nextAt } = await healthOf(at, id);
      return state === 'backing-off' ? { nextAt } : null;
    };
    const { nextAt } = await until(() => resting(desk), 'it waits');
    for (const everything of [false, true]) {
      await expect(desk.call('sources.sync', { id, everything })).rejects.toMatchObject({
        code: 'conflict',
        message: 'Board asked for a pause between requests. The sync continues automatically in 10 min.',
      });
    }
    // Paused and resumed, it keeps to it too.
    await desk.call('connections.pause', { id });
    await desk.call('connections.resume', { id });
    const { dataDir, secrets } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets, random: () => 0, sends: false });
    await expect(again.call('sources.sync', { id, wait: true })).rejects.toThrow('Try again in 10 min.');
    expect(board.asked.length).toBe(2);
    again.clock.skip((nextAt ?? 0) - again.clock.now());
    expect(await again.call('sources.sync', { id, wait: true })).toMatchObject({ error: null, leads: 5 });
    // All is well again, and nothing is to be waited for.
    const asked = board.asked.length;
    await again.call('sources.sync', { id, wait: true });
    expect(board.asked.length).toBeGreaterThan(asked);
  });

  test('a refused login stops the source: one is enough, until it is resumed', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk();
    const id = await connectBoard(desk, board, { password: 'wrong' });
    const { error } = await untilSource(desk, id, ({ state }) => state === 'stopped', 'it has stopped');
    expect(error).toContain('refused the login');
    desk.clock.skip(48 * 60 * MINUTE);
    await expect(desk.call('sources.sync', { id })).rejects.toThrow(/Board is stopped .*Resume it first/);
    expect(board.asked.length).toBe(1);
    const [connection] = await desk.call('connections.list', {});
    expect(connection).toMatchObject({ runState: 'stopped', runReason: error });
    await connectBoard(desk, board, { id });
    expect(board.asked.length).toBe(1);
    await desk.call('connections.resume', { id });
    expect(await untilFetched(desk, id)).toMatchObject({ leads: 5, error: null });
  });

  test('without a network it is tried again soon, however often it failed', async () => {
    const board = await jobBoard(few());
    await board.close();
    const desk = await startDesk({ random: () => 1 });
    const id = await connectBoard(desk, board);
    for (let n = 1; n <= 10; n++) {
      const { nextAt, error } = await until(async () => {
        const health = await healthOf(desk, id);
        return health.state === 'backing-off' ? health : null;
      }, 'it waits');
      expect(error).toContain('is unreachable');
      expect((nextAt ?? 0) - desk.clock.now()).toBeLessThanOrEqual(30_000);
      desk.clock.skip((nextAt ?? 0) - desk.clock.now());
      await until(async () => (await healthOf(desk, id)).state === 'backing-off', 'it failed again');
    }
  });

  test('records that can’t be read are listed, and the others come in', async () => {
    const board = await jobBoard(few());
    board.leads.push({ ...plainLead(6, NEW_YEAR + 50), id: '' as unknown as number });
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    expect(await untilFetched(desk, id)).toMatchObject({ leads: 5, rejects: 1 });
    const { rejects } = await desk.call('leads.rejects', { connectionId: id });
    expect(rejects).toMatchObject([{ source: 'Board', reason: 'The record has no id.' }]);
  });
});

describe('pausing, changing and removing', () => {
  test('a paused source rests in the middle of a sync and goes on from there', async () => {
    const leads = Array.from({ length: 400 }, (_, n) => plainLead(n + 1, NEW_YEAR + n * 3600));
    const board = await jobBoard(leads);
    const desk = await startDesk();
    let paused: Promise<unknown> | null = null;
    let id = 0;
    board.before = (n) => {
      if (n === 8) paused = desk.call('connections.pause', { id });
    };
    id = await connectBoard(desk, board, { max: 50 });
    await until(() => paused, 'it is paused');
    await paused;
    await until(async () => (await healthOf(desk, id)).state === 'paused', 'it rests');
    const before = idsOf(desk, id).length;
    expect(before).toBeLessThan(400);
    await expect(desk.call('sources.sync', { id, wait: true })).rejects.toThrow('Board is paused');
    const asked = board.asked.length;
    desk.clock.skip(60 * MINUTE);
    await desk.call('connections.resume', { id });
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(leads.map((lead) => lead.id));
    // What was read before is not asked for again.
    expect(board.asked.slice(asked).some(({ query }) => query.get('sort') === 'sent')).toBe(false);
  });

  test('the leads of a source that is removed stay', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    await untilFetched(desk, id);
    await desk.call('connections.remove', { id });
    expect(await desk.call('sources.health', {})).toEqual([]);
    expect(idsOf(desk, id)).toEqual([1, 2, 3, 4, 5]);
    expect(desk.rows('SELECT * FROM sync_source')).toEqual([]);
    await expect(desk.call('sources.sync', { id })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a source is no dialer, and a dialer no source', async () => {
    const board = await jobBoard(few());
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const dialer = await desk.call('connections.save', { name: 'Dialer', url: board.url, user: 'u', password: 'p' });
    await expect(desk.call('sources.sync', { id: dialer.id })).rejects.toThrow('Dialer isn’t a lead source');
    expect((await desk.call('sources.health', {})).map((one) => one.connectionId)).toEqual([id]);
  });
});
