import { describe, expect, test } from 'vitest';
import { CANCEL, cancelUnsent, changeJobs, JOBS_AT_ONCE, SEND_AGAIN } from '../../../src-main/queue/change-jobs.ts';
import { leaveToOperator } from '../../../src-main/queue/checks.ts';
import { moveForPrepared } from '../../../src-main/queue/prepare.ts';
import { enqueue } from '../../../src-main/queue/rows/add-jobs.ts';
import { ANSWER_CAP, endAttempt } from '../../../src-main/queue/rows/attempts.ts';
import { beginCheck, beginSends, payloadHash } from '../../../src-main/queue/rows/begin-attempts.ts';
import { moveJob, QueueInvariantError } from '../../../src-main/queue/rows/change-job.ts';
import { CountChanges } from '../../../src-main/queue/rows/counts.ts';
import { activeGroups, createGroup, setGroupPaused } from '../../../src-main/queue/rows/groups.ts';
import { shownCounts } from '../../../src-main/queue/rows/shown-counts.ts';
import { dueChecks, nextDue, readyJobs } from '../../../src-main/queue/rows/waiting-jobs.ts';
import { readLines, setRunState } from '../../../src-main/queue/run-state.ts';
import { bothCounts, firstReady, queueStore } from './support.ts';

const NOTHING = { reason: null, ref: null, line: null, notBefore: 0 };

describe('enqueue', () => {
  test('joins the transaction of what caused it: if that is taken back, there are no jobs and no counts', () => {
    const { store, group } = queueStore();
    expect(() =>
      store.write(() => {
        store.raw.exec(`INSERT INTO meta VALUES ('cause', '1')`);
        expect(enqueue(store, group, [{ source: 1, lane: '7' }], 1)).toBe(1);
        throw new Error('the cause failed');
      }),
    ).toThrow('the cause failed');
    expect(bothCounts(store)).toEqual({ real: {}, kept: {} });
    expect(store.raw.prepare('SELECT count(*) FROM meta').pluck().get()).toBe(0);
  });

  test('a source row gives one job a connection, however often it is handed over', () => {
    const { store, group } = queueStore(3);
    const twice = [2, 3, 4, 4].map((source) => ({ source, lane: '7' }));
    expect(enqueue(store, group, twice, 2)).toBe(1);
    expect(bothCounts(store)).toEqual({ real: { ready: 4 }, kept: { ready: 4 } });
    store.raw.exec(`INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, created_at)
      VALUES (2, 'crocodial', 'Other', 'http://127.0.0.1', 'u', '{}', 1000, 'running', 1)`);
    const other = createGroup(store, { connectionId: 2, kind: 'dial-list', label: 'b', now: 1 });
    expect(enqueue(store, { id: other, connectionId: 2 }, twice, 2)).toBe(3);
  });
});

describe('counts', () => {
  test('follow every move, and a count below nothing is refused with all that came with it', () => {
    const { store, group } = queueStore(10);
    store.write(() => {
      const counts = new CountChanges();
      for (const job of readyJobs(store, 1, group.id, 1, 4)) {
        moveJob(store, job.id, 'ready', 'held', NOTHING, 1);
        counts.move(job, 'ready', 'held');
      }
      counts.flush(store);
    });
    expect(bothCounts(store)).toEqual({ real: { held: 4, ready: 6 }, kept: { held: 4, ready: 6 } });
    expect(() =>
      store.write(() => {
        const counts = new CountChanges();
        counts.add(1, group.id, 'held', -5);
        counts.flush(store);
      }),
    ).toThrow(/CHECK constraint/);
    expect(bothCounts(store)).toEqual({ real: { held: 4, ready: 6 }, kept: { held: 4, ready: 6 } });
  });

  test('ready jobs of a connection that does not run, or of a paused group, are shown as held; the total stays', () => {
    const { store, group } = queueStore(5);
    expect(shownCounts(store)).toMatchObject({ ready: 5, held: 0, total: 5 });
    setRunState(store, 1, { runState: 'stopped', runReason: 'x' });
    expect(shownCounts(store, { connectionId: 1 })).toMatchObject({ ready: 0, held: 5, total: 5 });
    setRunState(store, 1, { runState: 'running', runReason: null });
    setGroupPaused(store, group.id, true);
    expect(shownCounts(store, { groupId: group.id })).toMatchObject({ ready: 0, held: 5, total: 5 });
    expect(shownCounts(store, { groupId: group.id + 1 })).toMatchObject({ total: 0 });
    expect(bothCounts(store).kept).toEqual({ ready: 5 });
  });
});

describe('what may leave', () => {
  test('oldest first, not before its time, and only so many', () => {
    const { store, group } = queueStore(5);
    store.raw.exec('UPDATE job SET not_before = 50 WHERE source = 2');
    expect(readyJobs(store, 1, group.id, 49, 10).map(({ source }) => source)).toEqual([1, 3, 4, 5]);
    expect(readyJobs(store, 1, group.id, 50, 10).map(({ source }) => source)).toEqual([1, 3, 4, 5, 2]);
    expect(readyJobs(store, 1, group.id, 50, 2)).toHaveLength(2);
    expect(nextDue(store, 1, [group.id])).toBe(0);
    store.raw.exec('UPDATE job SET not_before = 90 WHERE source <> 2');
    expect(nextDue(store, 1, [group.id])).toBe(50);
    expect(nextDue(store, 1, [])).toBeNull();
  });

  test('unknown jobs are due only where a check is planned', () => {
    const { store, group } = queueStore(2);
    store.raw.exec(`UPDATE job SET state = 'unknown', not_before = CASE source WHEN 1 THEN 0 ELSE 70 END`);
    expect(dueChecks(store, 1, 69, 10)).toEqual([]);
    expect(dueChecks(store, 1, 70, 10).map(({ source }) => source)).toEqual([2]);
    expect(nextDue(store, 1, [group.id])).toBe(70);
  });

  test('a paused group is not active, nor is one without ready jobs', () => {
    const { store, group } = queueStore(2);
    expect(activeGroups(store, 1)).toEqual([group.id]);
    setGroupPaused(store, group.id, true);
    expect(activeGroups(store, 1)).toEqual([]);
    setGroupPaused(store, group.id, false);
    expect(readLines(store).map(({ id }) => id)).toEqual([1]);
    const empty = createGroup(store, { connectionId: 1, kind: 'dial-list', label: 'b', now: 1 });
    expect(activeGroups(store, 1)).not.toContain(empty);
  });
});

describe('attempts', () => {
  test('of many jobs marked together none may be anything but ready, or nothing of them is kept', () => {
    const { store, group } = queueStore(40);
    const jobs = readyJobs(store, 1, group.id, 10, 40);
    const leaving = jobs.map((job) => ({ job, shown: `row ${job.id}` }));
    const late = leaving[5];
    if (!late) throw new Error('There are 40 jobs');
    beginSends(store, [late], 'tag', 5);
    expect(() => store.write(() => beginSends(store, leaving, 'tag', 6))).toThrow(/only 15 are still ready/);
    expect(store.raw.prepare('SELECT count(*) FROM attempt').pluck().get()).toBe(1);
    const others = leaving.filter((one) => one !== late);
    store.write(() => beginSends(store, others, 'tag', 7));
    expect(
      store.raw
        .prepare(
          "SELECT count(*) FROM job JOIN attempt ON job_id = job.id WHERE state = 'sending' AND attempts = 1 AND no = 1",
        )
        .pluck()
        .get(),
    ).toBe(40);
    const hashes = store.raw.prepare('SELECT DISTINCT payload_hash FROM attempt').pluck().all();
    expect(hashes).toHaveLength(40);
  });

  test('a job is marked only from ready, and only once: a second mark is refused', () => {
    const { store, group } = queueStore(1);
    const job = firstReady(store, group.id);
    beginSends(store, [{ job, shown: 'user=u&pass=[removed]' }], 'tag', 5);
    expect(() => beginSends(store, [{ job, shown: 'x' }], 'tag', 6)).toThrow(QueueInvariantError);
    expect(() => beginCheck(store, job, 'x', 'tag', 6)).toThrow(QueueInvariantError);
    expect(store.raw.prepare('SELECT * FROM attempt').all()).toEqual([
      {
        job_id: job.id,
        no: 1,
        purpose: 'send',
        started_at: 5,
        ended_at: null,
        payload_hash: payloadHash('user=u&pass=[removed]'),
        tag: 'tag',
        http_status: null,
        outcome: null,
        answer: null,
        error: null,
      },
    ]);
    expect(store.raw.prepare('SELECT state, attempts, updated_at FROM job').get()).toEqual({
      state: 'sending',
      attempts: 1,
      updated_at: 5,
    });
  });

  test('a check is an attempt of its own and leaves the job unknown', () => {
    const { store, group } = queueStore(1);
    const job = firstReady(store, group.id);
    beginSends(store, [{ job, shown: 'x' }], 'tag', 5);
    moveJob(store, job.id, 'sending', 'unknown', { ...NOTHING, notBefore: 9 }, 6);
    expect(beginCheck(store, { ...job, attempts: 1 }, 'x', 'tag', 9)).toBe(2);
    expect(store.raw.prepare('SELECT state, attempts, not_before FROM job').get()).toEqual({
      state: 'unknown',
      attempts: 2,
      not_before: 0,
    });
    leaveToOperator(store, job, 'it was sent too long ago', 10);
    expect(store.raw.prepare('SELECT reason FROM job').pluck().get()).toBe(
      'It can’t be checked (it was sent too long ago): you have to decide',
    );
  });

  test('an answer is kept up to its cap', () => {
    const { store, group } = queueStore(1);
    const job = firstReady(store, group.id);
    beginSends(store, [{ job, shown: 'x' }], 'tag', 5);
    const answer = 'x'.repeat(ANSWER_CAP * 3);
    endAttempt(store, job.id, 1, { outcome: 'delivered', httpStatus: 200, answer, error: null }, 8);
    const kept = store.raw.prepare('SELECT ended_at, outcome, http_status, length(answer) AS n FROM attempt').get();
    expect(kept).toEqual({ ended_at: 8, outcome: 'delivered', http_status: 200, n: ANSWER_CAP });
  });

  test('a move from a state that the job is not in is refused', () => {
    const { store, group } = queueStore(1);
    const job = firstReady(store, group.id);
    expect(() => moveJob(store, job.id, 'unknown', 'delivered', NOTHING, 1)).toThrow(
      `Job ${job.id} was to go from unknown to delivered but is no longer unknown.`,
    );
  });

  test('held or rejected without being sent: the reason, and no attempt', () => {
    const { store, group } = queueStore(2);
    store.write(() => {
      const counts = new CountChanges();
      moveForPrepared(store, firstReady(store, group.id), { hold: 'listed' }, counts, 1);
      moveForPrepared(store, firstReady(store, group.id), { reject: 'too long' }, counts, 1);
      counts.flush(store);
    });
    expect(store.raw.prepare('SELECT state, reason, attempts FROM job ORDER BY id').all()).toEqual([
      { state: 'held', reason: 'listed', attempts: 0 },
      { state: 'rejected', reason: 'too long', attempts: 0 },
    ]);
    expect(bothCounts(store).kept).toEqual({ held: 1, rejected: 1 });
  });
});

describe('acts of the operator', () => {
  test('touch only jobs in the states they are for, in portions, and others have their turn between', async () => {
    const total = JOBS_AT_ONCE * 2 + 50;
    const { store, group } = queueStore(total);
    store.raw.exec(`UPDATE job SET state = 'delivered' WHERE source % 2 = 0;
      UPDATE job_count SET jobs = ${total / 2}; INSERT INTO job_count VALUES (1, ${group.id}, 'delivered', ${total / 2})`);
    const page = (behind: number, most: number) => {
      const ids = store.raw
        .prepare('SELECT id FROM job WHERE id > ? ORDER BY id LIMIT ?')
        .pluck()
        .all(behind, most) as number[];
      const last = ids.at(-1);
      return last === undefined ? null : { ids, behind: last };
    };
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    expect(await changeJobs(store, page, CANCEL, () => 9)).toBe(total / 2);
    clearInterval(other);
    expect(turns).toBeGreaterThan(0);
    expect(bothCounts(store)).toEqual({
      real: { cancelled: total / 2, delivered: total / 2 },
      kept: { cancelled: total / 2, delivered: total / 2 },
    });
    expect(await changeJobs(store, page, SEND_AGAIN, () => 9)).toBe(total / 2);
    expect(bothCounts(store).real).toEqual({ delivered: total / 2, ready: total / 2 });
    expect(await cancelUnsent(store, group.id, () => 10)).toBe(total / 2);
    expect(await cancelUnsent(store, group.id, () => 10)).toBe(0);
  });

  test('what is on its way is never touched', async () => {
    const { store, group } = queueStore(2);
    const job = firstReady(store, group.id);
    store.write(() => {
      beginSends(store, [{ job, shown: 'x' }], 'tag', 5);
      const counts = new CountChanges();
      counts.move(job, 'ready', 'sending');
      counts.flush(store);
    });
    const page = (behind: number) => (behind < job.id ? { ids: [job.id], behind: job.id } : null);
    expect(await changeJobs(store, page, CANCEL, () => 9)).toBe(0);
    expect(await changeJobs(store, page, SEND_AGAIN, () => 9)).toBe(0);
    expect(await cancelUnsent(store, group.id, () => 9)).toBe(1);
    expect(bothCounts(store).real).toEqual({ cancelled: 1, sending: 1 });
  });
});
