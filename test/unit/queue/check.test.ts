import { expect, onTestFinished, test } from 'vitest';
import { readJob } from '../../../src-main/job-log/query.ts';
import type { HttpResult } from '../../../src-main/platform/http-messages.ts';
import { shownCounts } from '../../../src-main/queue/rows/shown-counts.ts';
import { Runner } from '../../../src-main/queue/runner.ts';
import type { Executor, OutgoingRequest, Transport } from '../../../src-main/queue/types.ts';
import { WarpClock } from '../../support/fault-clock.ts';
import { until } from '../../support/fault-until.ts';
import { bothCounts, plainExecutor, queueStore } from './support.ts';

const requestOf = (url: string): { request: OutgoingRequest } => ({
  request: { target: { url, headers: {}, timeoutMs: 1, fresh: false }, body: '', shown: url },
});

/** A runner over one job, whose requests are answered by their address. */
function runOne(answers: Readonly<Record<string, HttpResult>>, change: Partial<Executor>) {
  const { store } = queueStore(1);
  const clock = new WarpClock();
  const sent: string[] = [];
  let land: Parameters<Transport['onResults']>[0] = () => {};
  const transport: Transport = {
    send(_connection, _limit, requests) {
      for (const { id, request } of requests) {
        sent.push(request.target.url);
        const result = answers[request.target.url];
        if (result) setImmediate(() => land([{ id, result }]));
      }
    },
    withdraw: () => {},
    onResults: (listener) => {
      land = listener;
    },
    close: async () => {},
  };
  const executor = plainExecutor({
    prepare: (jobs) => jobs.map(() => requestOf('send')),
    canCheck: () => true,
    ...change,
  });
  const runner = new Runner({
    store,
    transport,
    executorFor: () => executor,
    clock,
    random: () => 0.5,
    tag: 'test',
    onChange: () => {},
    onProblem: () => {},
  });
  onTestFinished(async () => {
    await runner.stop(0);
  });
  runner.start();
  const rests = (state: string) =>
    until(() => {
      if (bothCounts(store).real[state] === 1) return true;
      if (runner.inFlight(1) === 0) clock.skip(1_000);
      return false;
    }, `the job is ${state}`);
  return { store, sent, rests, clock, runner };
}

const broken: HttpResult = { kind: 'broken', error: 'reset', status: null, partial: '', timedOut: false };
const said = (body: string): HttpResult => ({
  kind: 'answer',
  status: 200,
  contentType: 'text/plain',
  retryAfter: '',
  body,
  ms: 1,
});

test('an unknown job is checked by the request that its executor has for it, never by a second send', async () => {
  const { sent, rests, store } = runOne(
    { send: broken, ask: said('delivered') },
    { prepareCheck: (jobs) => jobs.map(() => requestOf('ask')) },
  );
  await rests('delivered');
  expect(sent).toEqual(['send', 'ask']);
  expect(store.raw.prepare('SELECT purpose FROM attempt ORDER BY no').pluck().all()).toEqual(['send', 'check']);
});

test('without one the check is the same post again', async () => {
  let sends = 0;
  const answers = {
    get send(): HttpResult {
      sends += 1;
      return sends === 1 ? broken : said('duplicate');
    },
  };
  const { sent, rests } = runOne(answers, {});
  await rests('duplicate');
  expect(sent).toEqual(['send', 'send']);
});

test('a check that cannot be asked is left to the operator, with the reason', async () => {
  const { sent, store, clock, runner } = runOne(
    { send: broken },
    { prepareCheck: (jobs) => jobs.map(() => ({ hold: 'there is no token' })) },
  );
  const job = await until(() => {
    if (runner.inFlight(1) === 0) clock.skip(1_000);
    const row = store.raw.prepare('SELECT state, reason, not_before FROM job').get() as { reason: string | null };
    return row.reason?.includes('you have to decide') ? row : null;
  }, 'the job is left to the operator');
  expect(job).toMatchObject({ state: 'unknown', not_before: 0 });
  expect(job.reason).toContain('It can’t be checked (there is no token): you have to decide');
  expect(sent).toEqual(['send']);
});

test('an unknown job counts as being checked while a check is planned and while it is under way', async () => {
  // No answer to the check comes.
  const { rests, store, sent, clock } = runOne(
    { send: broken },
    { prepareCheck: (jobs) => jobs.map(() => requestOf('ask')) },
  );
  await rests('unknown');
  expect(shownCounts(store)).toMatchObject({ unknown: 1, checking: 1, total: 1 });
  expect(readJob(store, 1)?.nextAt, 'planned').toBeGreaterThan(0);
  await until(() => {
    if (sent.includes('ask')) return true;
    clock.skip(1_000);
    return false;
  }, 'the check is under way');
  expect(shownCounts(store, { connectionId: 1 })).toMatchObject({ unknown: 1, checking: 1 });
  expect(shownCounts(store, { groupId: 1 })).toMatchObject({ unknown: 1, checking: 1 });
  expect(shownCounts(store, { groupId: 2 })).toMatchObject({ unknown: 0, checking: 0 });
  expect(readJob(store, 1)?.nextAt, 'under way').toBeGreaterThan(0);
});

test('an unknown job that cannot be checked is nobody’s but the operator’s', async () => {
  const { rests, store } = runOne({ send: broken }, { canCheck: () => false });
  await rests('unknown');
  expect(shownCounts(store)).toMatchObject({ unknown: 1, checking: 0 });
  expect(readJob(store, 1)?.nextAt).toBeNull();
});
