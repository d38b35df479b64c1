import { expect } from 'vitest';
import type { Runner } from '../../src-main/queue/runner.ts';
import { phoneOf } from './fault-list.ts';
import { makeRunner, type TestRunner } from './fault-runner.ts';
import { assertSound } from './fault-sound.ts';
import { until } from './fault-until.ts';

/** A promise of the queue as a test of any build of the runner. It throws if the promise is broken. */
export type QueuePromise = (runner?: typeof Runner) => Promise<void>;

const withRunner = (runner: typeof Runner | undefined) => (runner ? { runner } : {});

/** If the commit that marks jobs fails, nothing is sent and nothing is lost, and sending continues when the disk works again. */
export const commitsBeforeItSends: QueuePromise = async (runner) => {
  const made = await makeRunner({ list: { rows: 12 }, ...withRunner(runner) });
  const { dialer, clock, problems } = made;
  made.runner.start();
  made.failCommits(true);
  await until(() => {
    clock.skip(1_000);
    return problems.length >= 3;
  }, 'three commits have failed');
  expect(problems[0]).toBe(
    'Trunkline can’t save its data (database or disk is full). Nothing new is sent, fetched or claimed, and nothing is lost. Free up space on that disk; Trunkline then continues by itself.',
  );
  await afterTheWire(made);
  expect(dialer.admin.attempts(phoneOf(0))).toBe(0);
  expect(made.states()).toEqual({ ready: 12 });
  made.failCommits(false);
  await made.rest();
  expect(made.states()).toEqual({ delivered: 12 });
  expect(problems.at(-1)).toBeNull();
  expect(dialer.admin.counts().inserted).toBe(12);
  assertSound(made.dataDir, dialer);
};

/** Sends a separate post after everything that was passed on: once the dialer has it, it has received everything before it. */
async function afterTheWire({ transport, dialer }: TestRunner): Promise<void> {
  const phone = '7279999999';
  const target = { url: dialer.url, headers: {}, timeoutMs: 5_000, fresh: true };
  transport.send(0, 1, [{ id: -1, request: { target, body: `phone_number=${phone}`, shown: '' } }]);
  await until(
    () => dialer.admin.attempts(phone) === 1 && dialer.admin.counts().inFlight === 0,
    'the last post has arrived',
  );
}

/** A job that was being sent at a stop is unknown at the next start, never ready, and is not sent. */
export const whatWasOnItsWayIsUnknown: QueuePromise = async (runner) => {
  const made = await makeRunner({
    list: { rows: 6 },
    ...withRunner(runner),
    before: (db) =>
      db.exec(`
        UPDATE job SET state = 'sending', attempts = 1 WHERE id <= (SELECT min(id) + 2 FROM job);
        INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag)
          SELECT id, 1, 'send', updated_at, '${'0'.repeat(64)}', 'before' FROM job WHERE state = 'sending';
        UPDATE job_count SET jobs = 3;
        INSERT INTO job_count SELECT connection_id, group_id, 'sending', 3 FROM job_count;`),
  });
  expect(made.runner.start()).toBe(3);
  expect(made.states()).toEqual({ unknown: 3, ready: 3 });
  await made.rest();
  expect(made.states()).toEqual({ unknown: 3, delivered: 3 });
  expect(made.dialer.admin.counts()).toMatchObject({ requests: 3, inserted: 3 });
  assertSound(made.dataDir, made.dialer);
};

/** Two jobs with one phone are never sent at the same time. */
export const onePhoneAtATime: QueuePromise = async (runner) => {
  const made = await makeRunner({
    list: { rows: 60, phones: (n) => phoneOf(n % 5), sendAnyway: true },
    concurrency: 16,
    dialer: { behaviour: { latencyMs: 4 } },
    ...withRunner(runner),
  });
  made.runner.start();
  await made.rest();
  expect(made.states()).toEqual({ delivered: 60 });
  expect(made.dialer.admin.counts()).toMatchObject({ inserted: 60, maxInFlightPerPhone: 1 });
};

/** If the answer is lost after the first byte was sent, the job is unknown and is not sent again. */
export const aLostAnswerIsNoRetry: QueuePromise = async (runner) => {
  const made = await makeRunner({ list: { rows: 8 }, ...withRunner(runner) });
  made.dialer.admin.setFaults([{ kind: 'answer-lost-reset', phone: phoneOf(2), times: 1 }]);
  made.runner.start();
  await made.rest();
  expect(made.states()).toEqual({ delivered: 7, unknown: 1 });
  expect(made.dialer.admin.attempts(phoneOf(2))).toBe(1);
  assertSound(made.dataDir, made.dialer);
};
