import { afterEach, expect, test } from 'vitest';
import {
  closeLog,
  loadMore,
  openLog,
  refreshShown,
  reloadLog,
  useLog,
} from '../../../src-renderer/state/deliveries-log.ts';
import { LogDesk, makeJob } from './log-bridge.ts';

const many = (n: number) => Array.from({ length: n }, (_, i) => makeJob(i + 1));
const ids = () => useLog.getState().jobs.map((j) => j.id);

afterEach(closeLog);

test('loads ahead, and on to the end with every row once and in order', async () => {
  new LogDesk(many(1500));
  await openLog({});
  expect(ids().length).toBe(600);
  while (useLog.getState().cursor !== null) await loadMore();
  expect(ids()).toEqual(Array.from({ length: 1500 }, (_, i) => 1500 - i));
});

test('changed rows are brought up to date where they stand, new ones are counted and not inserted', async () => {
  const desk = new LogDesk(many(1000));
  await openLog({});
  const before = ids();
  const changed = desk.jobs[499];
  if (changed === undefined) throw new Error('There is no such job.');
  changed.state = 'delivered';
  for (let i = 1; i <= 12; i++) desk.jobs.push(makeJob(1000 + i));
  await refreshShown(new Set([500, 501]));
  expect(ids()).toEqual(before);
  expect(useLog.getState().jobs.find((j) => j.id === 500)?.state).toBe('delivered');
  expect(useLog.getState()).toMatchObject({ fresh: 12, freshMore: false });
});

test('a shown row that left its page, since it no longer matches, is still brought up to date', async () => {
  const desk = new LogDesk(many(50));
  await openLog({ state: 'ready' });
  const changed = desk.jobs[9];
  if (changed === undefined) throw new Error('There is no such job.');
  changed.state = 'rejected';
  await refreshShown(new Set([10]));
  expect(useLog.getState().jobs.find((j) => j.id === 10)?.state).toBe('rejected');
  await reloadLog();
  expect(ids()).not.toContain(10);
  expect(ids().length).toBe(49);
});

test('an empty list shows what comes', async () => {
  const desk = new LogDesk([]);
  await openLog({});
  desk.jobs.push(makeJob(1));
  await refreshShown(new Set());
  expect(ids()).toEqual([1]);
});

test('the answer to an older question is dropped', async () => {
  const desk = new LogDesk([makeJob(1), makeJob(2, { state: 'unknown' })]);
  let release = () => {};
  desk.gate = () => new Promise((resolve) => (release = resolve));
  const slow = openLog({});
  await expect.poll(() => desk.times('jobs.list')).toBe(1);
  desk.gate = null;
  await openLog({ state: 'unknown' });
  release();
  await slow;
  expect(ids()).toEqual([2]);
});

test('a failed request shows no wrong rows and says why; the next one shows the rows', async () => {
  const desk = new LogDesk(many(3));
  desk.gate = () => Promise.reject(new Error('The disk is full.'));
  await openLog({});
  expect(useLog.getState()).toMatchObject({ jobs: [], error: 'The disk is full.', settled: true });
  desk.gate = null;
  await reloadLog();
  expect(ids()).toEqual([3, 2, 1]);
  expect(useLog.getState().error).toBeNull();
});
