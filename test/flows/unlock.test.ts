import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type PracticeBoard, startPracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';

const SECRET = 'Wombat-7391-secret';
let board: PracticeBoard;
let desk: TestDesk;
let source: number;

/** Leads of the board that are locked and whose contact the list keeps to itself. */
const lockedIds = () =>
  desk
    .rows<{ lead_id: number }>('SELECT lead_id FROM lead_record WHERE unlocked = 0 ORDER BY lead_id')
    .map(({ lead_id }) => lead_id);

beforeEach(async () => {
  board = await startPracticeBoard({ user: 'u', password: SECRET, leads: 60 });
  onTestFinished(() => board.close());
  desk = await startDesk();
  const made = await desk.call('connections.save', {
    kind: 'locumjobs',
    name: 'Board',
    url: board.url,
    user: 'u',
    password: SECRET,
    source: { kind: 'locumjobs', everyMinutes: 1440 },
  });
  source = made.id;
  await desk.call('sources.sync', { id: source, wait: true });
});

const settled = (state: string, jobs: number) =>
  until(async () => {
    await desk.rest();
    const counts = await desk.call('jobs.counts', { connectionId: source });
    return counts[state as 'delivered'] === jobs ? counts : null;
  }, `${jobs} ${state}`);

describe('unlocking', () => {
  it('says before what it would spend, and retrieves nothing until asked', async () => {
    const ids = lockedIds().slice(0, 3);
    const preview = await desk.call('unlock.preview', { which: { ids } });
    expect(preview).toMatchObject({ toUnlock: 3, alreadyUnlocked: 0, usedToday: 0, refused: null });
    expect(board.requests.some(({ target }) => /leads\/\d+\./.test(target))).toBe(false);
  });

  it('retrieves each lead once, believes the vendor, and keeps the full record', async () => {
    const ids = lockedIds().slice(0, 3);
    expect(await desk.call('unlock.start', { which: { ids }, expected: 3 })).toEqual({ queued: 3 });
    await settled('delivered', 3);
    const retrieved = board.requests.filter(({ target }) => /leads\/\d+\./.test(target));
    expect(new Set(retrieved.map(({ target }) => target)).size).toBe(3);
    expect(retrieved.length).toBe(3);
    const lead = await desk.call('leads.get', { id: ids[0] ?? 0 });
    expect(lead.unlocked).toBe(true);
    expect(lead.fields.unlockedBy).toBe('Agent, Practice');
    expect(lead.fields.phone).toMatch(/^\+1\d{10}$/);
    const { events } = await desk.call('leads.timeline', { id: ids[0] ?? 0 });
    // One story, each part told once: asked by a person here, unlocked there, with what came to light.
    expect(events.map(({ kind, what, who }) => [kind, what, who])).toEqual([
      ['unlocked', 'Unlocked at Board by Agent, Practice', 'Trunkline'],
      ['unlock-asked', 'Requested the unlock from Board', 'Me'],
      ['received', 'Received from Board', 'Trunkline'],
    ]);
    expect(events[0]?.detail).toContain('license state: nothing → ');
    expect(events[0]?.detail).not.toContain('unlocked');
    expect((await desk.call('unlock.trail', {})).map(({ outcome }) => outcome)).toEqual([
      'unlocked',
      'unlocked',
      'unlocked',
    ]);
    // Asked again, there is nothing left to spend.
    expect(await desk.call('unlock.preview', { which: { ids } })).toMatchObject({ toUnlock: 0, alreadyUnlocked: 3 });
  });

  it('says so when the vendor still reports the lead as locked, and counts nothing', async () => {
    board.keepLocked(true);
    const ids = lockedIds().slice(0, 1);
    await desk.call('unlock.start', { which: { ids }, expected: 1 });
    await settled('rejected', 1);
    expect((await desk.call('unlock.trail', {}))[0]?.outcome).toBe('The vendor still reports the lead as locked');
    expect(await desk.call('unlock.preview', { which: { ids } })).toMatchObject({ toUnlock: 1, usedToday: 0 });
  });

  it('refuses to pass a limit of one’s own, or more than was agreed to', async () => {
    await desk.call('unlock.setLimits', { perDay: 2, perMonth: null });
    const ids = lockedIds().slice(0, 3);
    expect((await desk.call('unlock.preview', { which: { ids } })).refused).toMatch(/limit is 2 a day/);
    await expect(desk.call('unlock.start', { which: { ids }, expected: 3 })).rejects.toThrow(/limit is 2 a day/);
    await expect(desk.call('unlock.start', { which: { ids: ids.slice(0, 2) }, expected: 1 })).rejects.toThrow(
      /You confirmed 1, but 2/,
    );
    expect((await desk.call('jobs.counts', { connectionId: source })).total).toBe(0);
  });

  it('a lost answer is in doubt, and settles by asking for the same lead again', async () => {
    board.faults.set([
      { kind: 'cut', times: 1, path: '/api/v2.0/leads/', every: 1, after: 0, rate: 1, ms: 0, retryAfter: 0 },
    ]);
    const ids = lockedIds().slice(0, 1);
    await desk.call('unlock.start', { which: { ids }, expected: 1 });
    await settled('delivered', 1);
    const [job] = (await desk.call('jobs.list', { filter: { connectionId: source } })).jobs;
    const detail = await desk.call('jobs.get', { id: job?.id ?? 0 });
    expect(detail.attemptList.map(({ purpose, outcome }) => `${purpose} ${outcome}`)).toEqual([
      'send unknown',
      'check delivered',
    ]);
    expect(JSON.stringify(detail)).not.toContain(SECRET);
    expect(detail.request.url).toMatch(/\/api\/v2\.0\/leads\/\d+\.json$/);
  });

  it('a refused login stops the source and spends nothing', async () => {
    board.faults.set([
      { kind: 'login-refused', path: '/api/v2.0/leads/', every: 1, after: 0, rate: 1, ms: 0, retryAfter: 0 },
    ]);
    await desk.call('unlock.start', { which: { ids: lockedIds().slice(0, 2) }, expected: 2 });
    const stopped = await until(
      async () => (await desk.status()).connections.find(({ id, runState }) => id === source && runState === 'stopped'),
      'the source stops',
    );
    expect(stopped.runReason).toMatch(/login/i);
    expect(stopped.counts.held).toBe(2);
  });
});
