import { onTestFinished } from 'vitest';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import type { JobState } from '../../../src-main/db/tables.ts';
import { enqueue } from '../../../src-main/queue/rows/add-jobs.ts';
import { createGroup } from '../../../src-main/queue/rows/groups.ts';
import { readyJobs } from '../../../src-main/queue/rows/waiting-jobs.ts';
import type { Executor, QueuedJob } from '../../../src-main/queue/types.ts';
import { testFolder } from '../../support/fault-list.ts';

/** A real store with one connection and one group, and so many ready jobs. */
export function queueStore(jobs = 0): { store: Store; group: { id: number; connectionId: number } } {
  const store = openStore(databaseFile(testFolder('queue')));
  onTestFinished(() => store.close());
  store.raw.exec(`INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, created_at)
    VALUES (1, 'crocodial', 'Dialer', 'http://127.0.0.1', 'u', '{}', 1000, 'running', 1)`);
  const id = createGroup(store, { connectionId: 1, kind: 'dial-list', label: 'list', now: 1 });
  const group = { id, connectionId: 1 };
  enqueue(
    store,
    group,
    Array.from({ length: jobs }, (_, n) => ({ source: n + 1, lane: `727${n}` })),
    1,
  );
  return { store, group };
}

/** The first ready job. */
export function firstReady(store: Store, groupId: number): QueuedJob {
  const [job] = readyJobs(store, 1, groupId, Number.MAX_SAFE_INTEGER, 1);
  if (!job) throw new Error('There is no ready job');
  return job;
}

/** Jobs by state as they are, and as they are counted. */
export function bothCounts(store: Store): { real: Record<string, number>; kept: Record<string, number> } {
  const read = (sql: string) =>
    Object.fromEntries(
      (store.raw.prepare(sql).all() as { state: JobState; n: number }[]).map(({ state, n }) => [state, n]),
    );
  return {
    real: read('SELECT state, count(*) AS n FROM job GROUP BY state ORDER BY state'),
    kept: read('SELECT state, sum(jobs) AS n FROM job_count WHERE jobs > 0 GROUP BY state ORDER BY state'),
  };
}

/** An executor that knows no vendor: answers are read as the outcome that their body names. */
export function plainExecutor(change: Partial<Executor> = {}): Executor {
  const read: Executor['read'] = (_, { body, retryAfter }) => {
    const line = body;
    switch (body) {
      case 'delivered':
        return { to: 'delivered', ref: '7', line, warning: null };
      case 'duplicate':
        return { to: 'duplicate', ref: '7', line, reason: 'Already there' };
      case 'rejected':
        return { to: 'rejected', line, reason: 'Refused' };
      case 'awaiting':
        return { to: 'awaiting-vendor', ref: 'handle', line, reason: 'Queued there' };
      case 'throttled':
        return { to: 'throttled', line, retryAfter };
      case 'stopped':
        return { to: 'stopped', line, reason: 'Wrong password' };
      case 'odd':
        throw new Error('no such answer');
      default:
        return { to: 'unknown', line, reason: 'Not understood', kind: 'odd', recognised: false };
    }
  };
  return {
    prepare: (jobs) =>
      jobs.map(() => ({
        request: { target: { url: '', headers: {}, timeoutMs: 1, fresh: false }, body: '', shown: '' },
      })),
    read,
    readCheck: read,
    canCheck: () => false,
    redact: (_, text) => text.replaceAll('secret', '[removed]'),
    ...change,
  };
}
