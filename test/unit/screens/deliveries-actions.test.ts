import { expect, test } from 'vitest';
import { canBeTakenBack, gatherAll, gatherFrom, perform } from '../../../src-renderer/state/deliveries-actions.ts';
import { LogDesk, makeConnection, makeJob } from './log-bridge.ts';

const running = { connections: [makeConnection(1)], imports: [] };
const paused = { connections: [makeConnection(1, { runState: 'paused' })], imports: [] };

test('all that match are counted by state, each once, before anything is done', async () => {
  const jobs = Array.from({ length: 2500 }, (_, i) =>
    makeJob(i + 1, { state: i % 5 === 0 ? 'delivered' : i % 2 === 0 ? 'rejected' : 'cancelled' }),
  );
  const desk = new LogDesk(jobs);
  const heard: number[] = [];
  const all = await gatherAll('resend', {}, running, (n) => heard.push(n), new AbortController().signal);
  expect(all?.ids.length).toBe(2000);
  expect(new Set(all?.ids).size).toBe(2000);
  expect(all?.byState).toEqual({ rejected: 1000, cancelled: 1000 });
  expect(heard.at(-1)).toBe(2000);
  expect(desk.times('jobs.resend')).toBe(0);
});

test('a filter by a state in which the act is impossible finds nothing', async () => {
  new LogDesk([makeJob(1, { state: 'delivered' })]);
  const all = await gatherAll('resend', { state: 'delivered' }, running, () => {}, new AbortController().signal);
  expect(all?.ids).toEqual([]);
});

test('counting that was stopped gives nothing to act on', async () => {
  new LogDesk([makeJob(1, { state: 'unknown' })]);
  const stop = new AbortController();
  stop.abort();
  expect(await gatherAll('delivered', {}, running, () => {}, stop.signal)).toBeNull();
});

test('a held row whose dialer is paused is resumed with it, not sent again by itself', () => {
  const held = makeJob(1, { state: 'held' });
  expect(gatherFrom('resend', [held], paused).ids).toEqual([]);
  expect(gatherFrom('resend', [held], running).ids).toEqual([1]);
  expect(gatherFrom('cancel', [held], paused).ids).toEqual([1]);
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

test('calling off can be taken back only where nothing may have arrived', () => {
  const waiting = gatherFrom('cancel', [makeJob(1), makeJob(2, { state: 'held' })], running);
  const doubtful = gatherFrom('cancel', [makeJob(1), makeJob(2, { state: 'unknown' })], running);
  expect(canBeTakenBack('cancel', waiting)).toBe(true);
  expect(canBeTakenBack('cancel', doubtful)).toBe(false);
  expect(canBeTakenBack('resend', waiting)).toBe(false);
});
