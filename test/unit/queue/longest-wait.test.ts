import { expect, test } from 'vitest';
import { LONGEST_RETRY_AFTER_MS } from '../../../src-main/platform/retry-after.ts';
import { LiveLine } from '../../../src-main/queue/line.ts';
import { waitsUntil } from '../../../src-main/queue/longest-wait.ts';
import { enqueue } from '../../../src-main/queue/rows/add-jobs.ts';
import { endImpossibleWaits, readyJobs } from '../../../src-main/queue/rows/waiting-jobs.ts';
import { readLines, setRunState } from '../../../src-main/queue/run-state.ts';
import { queueStore } from './support.ts';

const NOW = 1_000_000_000;
const DAY = 86_400_000;

test('a job that a clock ahead made wait for days may leave now; one that waits as long as it may, waits', () => {
  const { store, group } = queueStore();
  store.write(() =>
    enqueue(
      store,
      group,
      [1, 2, 3].map((source) => ({ source, lane: String(source) })),
      NOW,
    ),
  );
  const ids = store.prepare<[], number>('SELECT id FROM job ORDER BY id').pluck().all();
  const wait = store.prepare('UPDATE job SET not_before = ? WHERE id = ?');
  for (const [at, ms] of [3 * DAY, LONGEST_RETRY_AFTER_MS, 0].entries()) wait.run(NOW + ms, ids[at]);
  expect(endImpossibleWaits(store, NOW)).toBe(1);
  const [{ connection_id: connection = 0, group_id: of = 0 } = {}] = store
    .prepare<[], { connection_id: number; group_id: number }>('SELECT connection_id, group_id FROM job')
    .all();
  expect(readyJobs(store, connection, of, NOW, 9).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
});

test('a connection that a clock ahead made wait for days is asked again', () => {
  const { store } = queueStore();
  const [line] = readLines(store);
  if (!line) throw new Error('no connection');
  setRunState(store, line.id, { runState: 'running', runReason: null, notBefore: NOW + 3 * DAY });
  const [waiting] = readLines(store);
  const live = new LiveLine({ ...line, ...waiting }, NOW);
  expect(live.freeSlots(NOW, 0)).toBeGreaterThan(0);
  expect(waitsUntil(NOW + LONGEST_RETRY_AFTER_MS, NOW)).toBe(NOW + LONGEST_RETRY_AFTER_MS);
});
