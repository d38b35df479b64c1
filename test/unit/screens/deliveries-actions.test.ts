import { expect, test } from 'vitest';
import { canBeTakenBack, gatherAll, gatherFrom, perform } from '../../../src-renderer/state/deliveries-actions.ts';
import { LogDesk, makeJob } from './log-bridge.ts';

test('all that match are counted by state, each once, before anything is done', async () => {
  const jobs = Array.from({ length: 2500 }, (_, i) =>
    makeJob(i + 1, { state: i % 5 === 0 ? 'delivered' : i % 2 === 0 ? 'rejected' : 'cancelled' }),
  );
  const desk = new LogDesk(jobs);
  const heard: number[] = [];
  const all = await gatherAll('resend', {}, (n) => heard.push(n), new AbortController().signal);
  expect(all?.ids.length).toBe(2000);
  expect(new Set(all?.ids).size).toBe(2000);
  expect(all?.byState).toEqual({ rejected: 1000, cancelled: 1000 });
  expect(heard.at(-1)).toBe(2000);
  expect(desk.times('jobs.resend')).toBe(0);
});

test('a filter by a state in which the act is impossible finds nothing', async () => {
  new LogDesk([makeJob(1, { state: 'delivered' })]);
  const all = await gatherAll('resend', { state: 'delivered' }, () => {}, new AbortController().signal);
  expect(all?.ids).toEqual([]);
});

test('counting that was stopped gives nothing to act on', async () => {
  new LogDesk([makeJob(1, { state: 'unknown' })]);
  const stop = new AbortController();
  stop.abort();
  expect(await gatherAll('delivered', {}, () => {}, stop.signal)).toBeNull();
});

test('a held row whose dialer is paused is resumed with it, not sent again by itself', () => {
  const paused = makeJob(1, { state: 'held', heldBy: 'connection' });
  expect(gatherFrom('resend', [paused]).ids).toEqual([]);
  expect(gatherFrom('cancel', [paused]).ids).toEqual([1]);
  for (const heldBy of ['do-not-call', null] as const)
    expect(gatherFrom('resend', [makeJob(1, { state: 'held', heldBy })]).ids).toEqual([1]);
});

test('never more ids in one command than it takes, and all of them', async () => {
  const desk = new LogDesk([]);
  const ids = Array.from({ length: 25_000 }, (_, i) => i + 1);
  expect(await perform('send-again', ids)).toBe(25_000);
  expect(desk.asked.map((a) => (a.input as { which: { ids: number[] } }).which.ids.length)).toEqual([
    10_000, 10_000, 5_000,
  ]);
  expect(desk.asked.every((a) => (a.input as { as: string }).as === 'send-again')).toBe(true);
});

test('asking the receiver about many says how far it is, and goes on past those that have a result by then', async () => {
  const ids = Array.from({ length: 2_500 }, (_, i) => i + 1);
  const state = (id: number) => (id > 1_000 && id <= 2_000 ? 'delivered' : 'unknown');
  const desk = new LogDesk(ids.map((id) => makeJob(id, { state: state(id) })));
  const heard: number[] = [];
  expect(await perform('ask-status', ids, (done) => heard.push(done))).toBe(1_500);
  expect(heard).toEqual([1_000, 2_000, 2_500]);
  expect(desk.times('delivery.askOutcome')).toBe(3);
  await expect(perform('check-duplicate', ids.slice(1_000, 2_000))).rejects.toThrow('Nothing to ask');
});

test('calling off can be taken back only where nothing may have arrived', () => {
  const waiting = gatherFrom('cancel', [makeJob(1), makeJob(2, { state: 'held' })]);
  const doubtful = gatherFrom('cancel', [makeJob(1), makeJob(2, { state: 'unknown' })]);
  expect(canBeTakenBack('cancel', waiting)).toBe(true);
  expect(canBeTakenBack('cancel', doubtful)).toBe(false);
  expect(canBeTakenBack('resend', waiting)).toBe(false);
});
