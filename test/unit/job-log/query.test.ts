import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { rowId } from '../../../src-main/dialing/row-id.ts';
import { changeChosenJobs } from '../../../src-main/job-log/change-jobs.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
import { jobReasons, listJobs, matchingIds } from '../../../src-main/job-log/query.ts';
import { CANCEL } from '../../../src-main/queue/change-jobs.ts';
import type { JobFilter } from '../../../src-preload/contract/index.ts';

const JOBS = 60_000;
let folder: string;
let store: Store;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-log-'));
  store = openStore(join(folder, 'log.db'));
  store.raw.exec(`
    INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, run_reason, created_at) VALUES
      ('crocodial', 'Awake', 'http://127.0.0.1', 'u', '{}', 1000, 'running', NULL, 1),
      ('crocodial', 'Asleep', 'http://127.0.0.1', 'u', '{}', 1000, 'stopped', 'wrong password', 1);
    INSERT INTO job_group (connection_id, kind, label, created_at) VALUES (1, 'dial-list', 'one', 1), (2, 'dial-list', 'two', 1)`);
  const insert = store.raw.prepare(
    `INSERT INTO job (connection_id, group_id, source, lane, state, reason, vendor_ref, vendor_line, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  store.write(() => {
    for (let n = 1; n <= JOBS; n++) {
      const asleep = n > 50_000;
      const state = n % 1000 === 0 ? 'rejected' : n % 7 === 0 || asleep ? 'ready' : 'delivered';
      const reason = state === 'rejected' ? 'on the DNC list' : n === 31_235 ? 'a warning' : null;
      const source = rowId(asleep ? 2 : 1, asleep ? n - 50_000 : n);
      insert.run(
        asleep ? 2 : 1,
        asleep ? 2 : 1,
        source,
        String(7_270_000_000 + n),
        state,
        reason,
        `L${n}`,
        `line of ${n}`,
        n,
      );
    }
    store.raw.exec('INSERT INTO job_count SELECT connection_id, group_id, state, count(*) FROM job GROUP BY 1, 2, 3');
  });
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = (where: string): number =>
  (store.raw.prepare(`SELECT count(*) AS n FROM job WHERE ${where}`).get() as { n: number }).n;

/** Every page, one after the other. */
async function all(filter: JobFilter, order: 'newest' | 'oldest', limit = 1000): Promise<number[]> {
  const ids: number[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listJobs>> = await listJobs(store, { filter, after, limit, order });
    expect(page.jobs.length).toBeLessThanOrEqual(limit);
    ids.push(...page.jobs.map(({ id }) => id));
    after = page.cursor;
  } while (after !== null);
  return ids;
}

describe('the log', () => {
  it.each<[string, JobFilter, string]>([
    ['everything', {}, '1'],
    ['a state that few are in', { state: 'rejected' }, "state = 'rejected'"],
    ['what is ready and may go', { state: 'ready' }, "state = 'ready' AND connection_id = 1"],
    ['what is held since its dialer stands', { state: 'held' }, "state = 'ready' AND connection_id = 2"],
    ['what was delivered', { state: 'delivered' }, "state = 'delivered'"],
    ['a state that none is in', { state: 'unknown' }, '0'],
    ['one dialer', { connectionId: 2 }, 'connection_id = 2'],
    ['one import', { importId: 2 }, `source > ${rowId(2, 0)}`],
    [
      'the rejected of one import',
      { importId: 1, state: 'rejected' },
      `source < ${rowId(2, 0)} AND state = 'rejected'`,
    ],
    ['a reason', { reason: 'a warning' }, "reason = 'a warning'"],
    ['a stretch of time', { from: 100, until: 200 }, 'updated_at >= 100 AND updated_at < 200'],
    ['the end of a phone', { text: '(727) 003-1234' }, 'lane = 7270031234'],
    ['some digits at the end', { text: '1234' }, "lane LIKE '%1234' OR vendor_ref = '1234'"],
    ['words of the vendor', { text: 'line of 59999' }, 'id = 59999'],
    ['the same words in another order', { text: '59999 line' }, 'id = 59999'],
    ['words of a reason', { text: 'list dnc' }, "state = 'rejected'"],
    ['a sign that LIKE would take for any', { text: '100%' }, '0'],
  ])('shows %s, page by page, each once, in order, from both ends', async (_, filter, where) => {
    const oldest = await all(filter, 'oldest');
    expect(oldest.length).toBe(count(where));
    expect(oldest).toEqual([...new Set(oldest)].sort((a, b) => a - b));
    expect(await all(filter, 'newest', 977)).toEqual([...oldest].reverse());
  });

  it('says of a sleeping job that it is held, and why', async () => {
    const { jobs } = await listJobs(store, { filter: { state: 'held' }, after: null, limit: 1, order: 'newest' });
    expect(jobs[0]).toMatchObject({ state: 'held', reason: 'wrong password', connection: 'Asleep', row: 9_999 });
  });

  it('tells the reasons there are, most frequent first', async () => {
    expect(await jobReasons(store, {}, new JobFacts())).toEqual([
      { reason: 'on the DNC list', state: 'rejected', jobs: 60 },
      { reason: 'a warning', state: 'delivered', jobs: 1 },
    ]);
  });

  it('finds what matches behind a place, across windows', async () => {
    const first = await matchingIds(store, { reason: 'a warning' }, new JobFacts())(0, 10);
    expect(first).toEqual({ ids: [31_235], behind: 31_235 });
    expect(await matchingIds(store, { reason: 'a warning' }, new JobFacts())(31_235, 10)).toBeNull();
  });

  it('acts on all that match and on nothing else', async () => {
    expect(
      await changeChosenJobs(
        { store, facts: new JobFacts(), now: () => 70_000 },
        { filter: { state: 'held' } },
        CANCEL,
      ),
    ).toBe(count("state = 'cancelled'"));
    expect(count("state = 'ready' AND connection_id = 2")).toBe(0);
    expect(count("state = 'ready' AND connection_id = 1")).toBeGreaterThan(7_000);
    await expect(
      changeChosenJobs({ store, facts: new JobFacts(), now: () => 70_001 }, { ids: [1] }, CANCEL),
    ).rejects.toThrow(/Nothing was changed/);
  });
});
