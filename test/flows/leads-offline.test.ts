import { describe, expect, it } from 'vitest';
import { startPracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { PASSWORD, startDesk, type TestDesk, USER } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { connectBoard, leadIds, synced, testBoard } from './leads-desk.ts';

describe('without a network', () => {
  it('the desk starts and everything but fetching works; what has to go out waits in sight, and goes when the vendor is there', async () => {
    const board = await testBoard({ leads: 40 });
    const online = await startDesk();
    const source = await connectBoard(online, board.url, { timeoutMs: 1_000 });
    await synced(online, source);
    await online.close();
    await board.close();

    // On the same data, with nobody to reach.
    const { dataDir, secrets } = online;
    const desk = await startDesk({ dataDir, secrets });
    const [leadId = 0] = await leadIds(desk, { any: { reach: ['phone'] } });
    const [locked = 0] = await leadIds(desk, { any: { unlocked: ['no'] } });
    expect(await leadIds(desk)).toHaveLength(40);
    const health = await desk.call('sources.sync', { id: source, wait: true });
    expect(health).toMatchObject({ state: 'backing-off', leads: 40, nextAt: expect.any(Number) });
    expect(health.error).toMatch(/^127\.0\.0\.1:\d+ is unreachable: /);
    expect(health.lag).toBeGreaterThan(0);
    await workOn(desk, leadId);

    expect(await desk.call('unlock.preview', { which: { ids: [locked] } })).toMatchObject({
      toUnlock: 1,
      refused: null,
    });
    expect(await desk.call('unlock.start', { which: { ids: [locked] }, expected: 1 })).toEqual({ queued: 1 });
    const waiting = await until(async () => {
      const { jobs } = await desk.call('jobs.list', { filter: { connectionId: source } });
      const [job] = jobs;
      return job && job.attempts > 0 && job.state !== 'sending' ? job : null;
    }, 'the unlock was tried');
    // Nothing says that it is done.
    expect(['ready', 'held']).toContain(waiting.state);
    expect(waiting).toMatchObject({ importName: 'Unlock 1 lead', reason: expect.stringMatching(/\w/) });
    expect(await desk.call('unlock.trail', {})).toMatchObject([{ outcome: 'waits to be sent', unlockedBy: '' }]);
    expect((await desk.call('leads.get', { id: locked })).unlocked).toBe(false);
    expect(await desk.call('unlock.preview', { which: { ids: [locked] } })).toMatchObject({ toUnlock: 0, waiting: 1 });
    expect((await desk.status()).counts).toMatchObject({ delivered: 0, total: 1 });

    const back = await startPracticeBoard({ user: USER, password: PASSWORD, leads: 45, port: board.port });
    try {
      await until(async () => {
        desk.clock.skip(30_000);
        return (await desk.call('leads.get', { id: locked })).unlocked;
      }, 'the unlock has gone by itself');
      expect(back.requests.filter(({ target }) => /\/leads\/\d+\./.test(target))).toHaveLength(1);
      const healed = await until(async () => {
        desk.clock.skip(1_000);
        const [now] = await desk.call('sources.health', {});
        return now?.error === null && now.state === 'waiting' ? now : null;
      }, 'the source is fetched from again by itself');
      expect(healed).toMatchObject({ error: null, leads: 45 });
    } finally {
      await desk.close();
      await back.close();
    }
  });
});

/** What an agent does all day. */
async function workOn(desk: TestDesk, leadId: number): Promise<void> {
  const { actId } = await desk.call('notes.add', { leadId, text: 'prefers mornings' });
  expect(actId).toBeGreaterThan(0);
  await desk.call('notes.draft', { leadId, text: 'and nig' });
  const filter = leadFilter.parse({ text: 'prefers morn' });
  expect((await desk.call('leads.rows', { filter })).ids).toEqual([leadId]);
  const [verdict] = await desk.call('calls.may', { leadId });
  const { callId } = await desk.call('calls.start', { leadId, phone: verdict?.phone ?? '', anyway: true });
  const dispositions = await desk.call('dispositions.list', {});
  const later = dispositions.find(({ next }) => next.step === 'callback');
  const dueAt = desk.clock.now() + 3_600_000;
  await desk.call('calls.finish', { callId, dispositionId: later?.id ?? 0, note: 'busy', callback: { dueAt } });
  expect(await desk.call('callbacks.list', {})).toMatchObject({ total: 1, callbacks: [{ leadId, dueAt }] });
  expect(await desk.call('leads.get', { id: leadId })).toMatchObject({
    status: 'callback',
    attempts: 1,
    draft: 'and nig',
    lastDisposition: later?.name,
  });
}
