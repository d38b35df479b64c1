import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import type { HttpResult } from '../../../src-main/platform/http-messages.ts';
import type { LineEffect } from '../../../src-main/queue/line.ts';
import { recover } from '../../../src-main/queue/recover.ts';
import { beginCheck, beginSends } from '../../../src-main/queue/rows/begin-attempts.ts';
import { moveJob } from '../../../src-main/queue/rows/change-job.ts';
import { CountChanges } from '../../../src-main/queue/rows/counts.ts';
import { CHECK_DELAY_MS, CHECKS_AT_MOST, type Flight, settle } from '../../../src-main/queue/settle.ts';
import type { Executor } from '../../../src-main/queue/types.ts';
import { bothCounts, firstReady, plainExecutor, queueStore } from './support.ts';

const NOW = 1_000_000;
const HOUR = 3_600_000;

const answer = (body: string, more: { status?: number; retryAfter?: string } = {}): HttpResult => ({
  kind: 'answer',
  status: more.status ?? 200,
  contentType: 'text/plain',
  retryAfter: more.retryAfter ?? '',
  body,
  ms: 5,
});
const broken = (timedOut = false): HttpResult => ({
  kind: 'broken',
  error: 'reset',
  status: 200,
  partial: 'SUCC secret',
  timedOut,
});
const notSent = (withdrawn = false): HttpResult => ({ kind: 'not-sent', error: 'refused', withdrawn });

interface JobNow {
  readonly state: string;
  readonly reason: string | null;
  readonly vendor_ref: string | null;
  readonly vendor_line: string | null;
  readonly not_before: number;
}

/** One job on its way, as a send or as a check of an unknown one. */
function inFlight(purpose: 'send' | 'check', tries = 1) {
  const { store, group } = queueStore(1);
  let job = firstReady(store, group.id);
  store.write(() => {
    const counts = new CountChanges();
    counts.move(job, 'ready', purpose === 'send' ? 'sending' : 'unknown');
    for (let n = 1; n < tries; n++) {
      beginSends(store, [{ job, shown: 'x' }], 'tag', NOW);
      store.raw.exec(`UPDATE job SET state = 'ready'; UPDATE attempt SET ended_at = 1, outcome = 'not-sent'`);
      job = { ...job, attempts: n };
    }
    beginSends(store, [{ job, shown: 'x' }], 'tag', NOW);
    job = { ...job, attempts: tries };
    if (purpose === 'check') {
      moveJob(store, job.id, 'sending', 'unknown', { reason: 'doubt', ref: null, line: null, notBefore: 1 }, NOW);
      beginCheck(store, job, 'x', 'tag', NOW);
      job = { ...job, attempts: tries + 1 };
    }
    counts.flush(store);
  });
  const flight: Flight = { job, no: job.attempts, purpose };
  return {
    store,
    flight,
    land: (result: HttpResult, executor: Executor = plainExecutor()) => land(store, flight, result, executor),
    now: () => store.raw.prepare('SELECT state, reason, vendor_ref, vendor_line, not_before FROM job').get() as JobNow,
    attempt: () =>
      store.raw.prepare('SELECT outcome, http_status, answer, error, ended_at FROM attempt ORDER BY no DESC').get(),
  };
}

function land(store: Store, flight: Flight, result: HttpResult, executor: Executor): LineEffect {
  const effect = store.write(() => {
    const counts = new CountChanges();
    const said = settle({ store, counts, executor, now: NOW, random: () => 1, othersPassed: false }, flight, result);
    counts.flush(store);
    return said;
  });
  const { real, kept } = bothCounts(store);
  expect(kept).toEqual(real);
  return effect;
}

describe('a send that has landed', () => {
  test.each([
    ['delivered', { state: 'delivered', reason: null, vendor_ref: '7' }, 'good'],
    ['duplicate', { state: 'duplicate', reason: 'Already there', vendor_ref: '7' }, 'good'],
    ['rejected', { state: 'rejected', reason: 'Refused' }, 'good'],
    ['awaiting', { state: 'awaiting-vendor', reason: 'Queued there', vendor_ref: 'handle' }, 'good'],
    ['stopped', { state: 'ready', reason: 'Wrong password', not_before: 0 }, 'stopped'],
    ['odd', { state: 'unknown', reason: 'The answer could not be read (no such answer)', not_before: 0 }, 'unknown'],
    ['gibberish', { state: 'unknown', reason: 'Not understood', not_before: 0 }, 'unknown'],
  ])('%s', (body, job, is) => {
    const made = inFlight('send');
    expect(made.land(answer(body)).is).toBe(is);
    expect(made.now()).toMatchObject({ ...job, vendor_line: body });
    expect(made.attempt()).toMatchObject({ http_status: 200, answer: body, ended_at: NOW });
  });

  test('a broken one is unknown, what had come is kept without secrets, and no check where none is allowed', () => {
    const made = inFlight('send');
    expect(made.land(broken())).toEqual({
      is: 'unknown',
      reason: 'The connection broke during the request (reset); the vendor may or may not have received it',
      kind: 'broken',
      recognised: true,
    });
    expect(made.now()).toMatchObject({ state: 'unknown', vendor_line: 'SUCC [removed]', not_before: 0 });
    expect(made.attempt()).toMatchObject({
      outcome: 'unknown',
      http_status: 200,
      answer: 'SUCC [removed]',
      error: 'reset',
    });
  });

  test('where a check is allowed it is planned, later after a time-out than after a reset', () => {
    const executor = plainExecutor({ canCheck: () => true });
    const reset = inFlight('send');
    reset.land(broken(), executor);
    expect(reset.now().not_before).toBe(NOW + CHECK_DELAY_MS.broken);
    const late = inFlight('send');
    late.land(broken(true), executor);
    expect(late.now().not_before).toBe(NOW + CHECK_DELAY_MS.timedOut);
  });

  test('one that never left is ready again after a back-off that grows with its tries', () => {
    const waits = [1, 2, 3, 4].map((tries) => {
      const made = inFlight('send', tries);
      expect(made.land(notSent())).toEqual({ is: 'failed-before-sending', error: 'refused' });
      expect(made.now()).toMatchObject({ state: 'ready', reason: 'Not sent: refused' });
      return made.now().not_before - NOW;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  test('one that was withdrawn is ready at once and says nothing of the line', () => {
    const made = inFlight('send');
    expect(made.land(notSent(true))).toEqual({ is: 'none' });
    expect(made.now()).toMatchObject({ state: 'ready', reason: null, not_before: 0 });
    expect(made.attempt()).toMatchObject({ outcome: 'withdrawn', error: 'refused', answer: null });
  });

  test.each([
    ['30', 30_000],
    ['999999', HOUR],
    ['0', 1_000],
    ['', 4_000],
  ])('a 429 with Retry-After %j waits, and the line with it', (retryAfter, wait) => {
    const made = inFlight('send');
    expect(made.land(answer('throttled', { retryAfter }))).toEqual({ is: 'throttled', until: NOW + wait });
    expect(made.now()).toMatchObject({ state: 'ready', not_before: NOW + wait });
  });
});

describe('a check that has landed', () => {
  test.each([
    ['delivered', 'delivered'],
    ['duplicate', 'duplicate'],
  ])('%s proves it', (body, state) => {
    const made = inFlight('check');
    expect(made.land(answer(body)).is).toBe('good');
    expect(made.now()).toMatchObject({ state, vendor_ref: '7' });
    expect(made.attempt()).toMatchObject({ outcome: state });
  });

  test('what proves nothing leaves it unknown, with the next check planned', () => {
    for (const result of [
      answer('gibberish'),
      broken(),
      notSent(),
      notSent(true),
      answer('stopped'),
      answer('throttled'),
    ]) {
      const made = inFlight('check');
      made.land(result);
      expect(made.now()).toMatchObject({ state: 'unknown', reason: 'doubt' });
      expect(made.now().not_before).toBeGreaterThan(NOW);
    }
  });

  test('a check that proves a job useless calls it off, also one that the operator meanwhile wanted sent again', () => {
    const executor = plainExecutor({
      readCheck: (_, { body }) => ({ to: 'cancelled', line: body, reason: 'Lost to Ann' }),
    });
    for (const decided of ['unknown', 'ready', 'held'] as const) {
      const made = inFlight('check');
      made.store.raw.exec(
        `UPDATE job SET state = '${decided}'; DELETE FROM job_count WHERE jobs = 0; UPDATE job_count SET state = '${decided}'`,
      );
      expect(made.land(answer('secret taken'), executor).is).toBe('good');
      expect(made.now()).toMatchObject({
        state: 'cancelled',
        reason: 'Lost to Ann',
        vendor_line: '[removed] taken',
        not_before: 0,
      });
      expect(made.attempt()).toMatchObject({ outcome: 'cancelled' });
    }
    const settled = inFlight('check');
    settled.store.raw.exec(
      `UPDATE job SET state = 'delivered', reason = NULL; DELETE FROM job_count WHERE jobs = 0; UPDATE job_count SET state = 'delivered'`,
    );
    settled.land(answer('taken'), executor);
    expect(settled.now()).toMatchObject({ state: 'delivered', reason: null });
  });

  test('a good answer that decides nothing leaves the job unknown, says so, and is no mark against the connection', () => {
    const executor = plainExecutor({
      readCheck: (_, { body }) => ({ to: 'undecided', line: body, reason: 'Nobody has it' }),
    });
    const made = inFlight('check');
    expect(made.land(answer('free'), executor).is).toBe('good');
    const reason = expect.stringMatching(/Last check: Nobody has it$/);
    expect(made.now()).toMatchObject({ state: 'unknown', reason });
    expect(made.now().not_before).toBeGreaterThan(NOW);
    const last = inFlight('check', CHECKS_AT_MOST + 1);
    last.land(answer('free'), executor);
    expect(last.now()).toMatchObject({ state: 'unknown', reason, not_before: 0 });
  });

  test('what a check says comes after why the job is unknown, and replaces what the check before said', () => {
    const executor = plainExecutor({
      readCheck: (_, { body }) => ({ to: 'undecided', line: body, reason: body }),
    });
    const made = inFlight('check');
    made.store.raw.exec(`UPDATE job SET reason = 'The answer has an unknown response type, “Credit_Hold”'`);
    made.land(answer('Not known yet'), executor);
    const why = 'The answer has an unknown response type, “Credit_Hold”.';
    expect(made.now()).toMatchObject({ state: 'unknown', reason: `${why} Last check: Not known yet` });
    land(made.store, made.flight, answer('Still not known'), executor);
    expect(made.now()).toMatchObject({ state: 'unknown', reason: `${why} Last check: Still not known` });
  });

  test('after so many that proved nothing no further one is planned', () => {
    const made = inFlight('check', CHECKS_AT_MOST + 1);
    made.land(answer('gibberish'));
    expect(made.now()).toMatchObject({ state: 'unknown', not_before: 0 });
  });

  test('a proof counts also where the operator has meanwhile decided; an end without proof changes nothing of that', () => {
    for (const decided of ['ready', 'cancelled', 'rejected'] as const) {
      const made = inFlight('check');
      made.store.raw.exec(
        `UPDATE job SET state = '${decided}', not_before = 0; DELETE FROM job_count WHERE jobs = 0; UPDATE job_count SET state = '${decided}'`,
      );
      made.land(answer('gibberish'));
      expect(made.now()).toMatchObject({ state: decided, not_before: 0 });
      land(made.store, made.flight, answer('delivered'), plainExecutor());
      expect(made.now()).toMatchObject({ state: 'delivered' });
    }
  });
});

describe('recover', () => {
  test('all that was sending becomes unknown, its attempt ended; everything else stays', () => {
    const { store, group } = queueStore(5);
    store.write(() => {
      const counts = new CountChanges();
      for (let n = 0; n < 3; n++) {
        const job = firstReady(store, group.id);
        beginSends(store, [{ job, shown: 'x' }], 'before', NOW);
        counts.move(job, 'ready', 'sending');
      }
      counts.flush(store);
    });
    expect(recover(store, () => plainExecutor(), NOW + 9)).toBe(3);
    expect(bothCounts(store)).toEqual({ real: { ready: 2, unknown: 3 }, kept: { ready: 2, unknown: 3 } });
    expect(store.raw.prepare('SELECT DISTINCT outcome, ended_at, error FROM attempt').all()).toEqual([
      { outcome: 'unknown', ended_at: NOW + 9, error: 'The desk stopped before the answer was kept' },
    ]);
    expect(store.raw.prepare(`SELECT DISTINCT not_before FROM job WHERE state = 'unknown'`).pluck().all()).toEqual([0]);
    expect(recover(store, () => plainExecutor(), NOW + 10)).toBe(0);
  });

  test('a check is planned where one is allowed, which depends on how long ago the job was first sent', () => {
    const ages: number[] = [];
    const canCheck: Executor['canCheck'] = (_, ageMs) => {
      ages.push(ageMs);
      return ageMs < HOUR;
    };
    const { store } = inFlight('send');
    recover(store, () => plainExecutor({ canCheck }), NOW + 5_000);
    expect(store.raw.prepare('SELECT not_before FROM job').pluck().get()).toBe(NOW + 5_000 + CHECK_DELAY_MS.restart);
    const old = inFlight('send').store;
    recover(old, () => plainExecutor({ canCheck }), NOW + 2 * HOUR);
    expect(old.raw.prepare('SELECT not_before FROM job').pluck().get()).toBe(0);
    expect(ages).toEqual([5_000, 2 * HOUR]);
  });

  test('a check that was on its way is made again', () => {
    const { store, now } = inFlight('check');
    expect(recover(store, () => plainExecutor({ canCheck: () => true }), NOW + 9)).toBe(0);
    expect(now()).toMatchObject({ state: 'unknown', not_before: NOW + 9 + CHECK_DELAY_MS.restart });
    expect(store.raw.prepare(`SELECT outcome FROM attempt WHERE purpose = 'check'`).pluck().get()).toBe('unknown');
  });

  test('a connection that has no executor now leaves its doubts to the operator', () => {
    const { store, now } = inFlight('send');
    expect(recover(store, () => null, NOW)).toBe(1);
    expect(now()).toMatchObject({ state: 'unknown', not_before: 0 });
  });
});
