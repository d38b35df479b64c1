import type { Store } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { retryAfterMs } from '../platform/retry-after.ts';
import { backOff } from './backoff.ts';
import { checkable } from './checks.ts';
import type { LineEffect } from './line.ts';
import { ANSWER_CAP, doubtfulEnds, endAttempt } from './rows/attempts.ts';
import { handToOperator, moveJob, noteCheck, recheckAt, setMissing } from './rows/change-job.ts';
import type { CountChanges } from './rows/counts.ts';
import { stateOf } from './rows/find-jobs.ts';
import { setGroupPaused } from './rows/groups.ts';
import type { CheckOutcome, Executor, Outcome, QueuedJob } from './types.ts';

/** A job in flight and the number of its attempt. */
export interface Flight {
  readonly job: QueuedJob;
  readonly no: number;
  readonly purpose: 'send' | 'check';
  /** Other jobs in the same request. Its answer is read for each of them. */
  readonly carries?: readonly Flight[];
}

/** How long the first check waits after an uncertain result, so that it doesn't race with a vendor that is still processing the request. */
export const CHECK_DELAY_MS = { broken: 3_000, timedOut: 30_000, restart: 3_000 } as const;
/**
 * The number of inconclusive checks, with neither the job nor the vendor known to be at fault, after which only the operator decides. Their
 * intervals grow, because they have to outlast a vendor's failure.
 */
export const CHECKS_AT_MOST = 6;

/**
 * The number of uncertain results of one job, while the vendor accepts others, after which it is left to the operator. The limit is lower
 * if the vendor answered, because a broken connection may be chance.
 */
export const ROW_FAILURES_AT_MOST = { answer: 3, broken: 6 } as const;

/** The shortest wait after a 429. A Retry-After of zero, or one from a wrong clock, must not cause a flood of requests. */
const LEAST_THROTTLE_MS = 1_000;

type Answer = Extract<HttpResult, { kind: 'answer' }>;
/** The result of a request whose first byte at least was sent. */
type Arrived = Exclude<HttpResult, { kind: 'not-sent' }>;

interface Context {
  readonly store: Store;
  readonly counts: CountChanges;
  readonly executor: Executor;
  readonly now: Millis;
  readonly random: () => number;
  /** Whether the vendor has accepted other jobs of the connection since this one first had an uncertain result. */
  readonly othersPassed: boolean;
}

/**
 * Applies a result to its job, in the caller's transaction and by the table in `docs/queue.md`.
 * @returns what it means for the connection
 */
export function settle(context: Context, flight: Flight, result: HttpResult): LineEffect {
  if (result.kind === 'not-sent') return settleNotSent(context, flight, result);
  const { executor } = context;
  const { job, purpose } = flight;
  const onlyReads = purpose === 'send' && executor.onlyReads?.(job) === true;
  if (onlyReads && result.kind === 'broken') {
    return settleNotSent(context, flight, { kind: 'not-sent', error: result.error, withdrawn: false });
  }
  const read = <T extends CheckOutcome>(reader: (answer: Answer) => T): T | Outcome =>
    keepAnswer(
      context,
      flight,
      result,
      result.kind === 'broken' ? doubt(result) : readSafely(result, reader),
      onlyReads,
    );
  let outcome: CheckOutcome;
  let effect: LineEffect | null;
  if (purpose === 'send') {
    executor.arrived?.(job, result);
    const reading = read((answer) => executor.read(job, answer));
    outcome = reading;
    effect =
      onlyReads && reading.to === 'unknown'
        ? askAgain(context, flight, reading.reason)
        : settleSend(context, flight, reading, result);
  } else {
    outcome = read((answer) => executor.readCheck(job, answer));
    effect = settleCheck(context, flight, outcome, result);
  }
  if (result.kind === 'answer') executor.settled?.(job, result);
  return effect ?? effectOf(outcome, result, context.now);
}

/**
 * Ends the attempt with its result, without secrets. A read without an answer is repeated and is not uncertain, because it changed nothing.
 *
 * @returns the outcome with its line cleaned likewise
 */
function keepAnswer<T extends CheckOutcome>(
  { store, executor, now }: Context,
  { job, no }: Flight,
  result: Arrived,
  outcome: T,
  onlyReads: boolean,
): T {
  const text = result.kind === 'broken' ? result.partial : result.body;
  const answer = executor.redact(job, text).slice(0, ANSWER_CAP);
  // Most answers consist of just that line.
  const line = outcome.line === text.trim() ? answer.trim() : executor.redact(job, outcome.line).slice(0, ANSWER_CAP);
  const error = result.kind === 'broken' ? result.error : null;
  const ended = onlyReads && outcome.to === 'unknown' ? 'again' : outcome.to;
  endAttempt(store, job.id, no, { outcome: ended, httpStatus: result.status, answer, error }, now);
  return { ...outcome, line };
}

/** The reason text for a connection that broke after the first byte. Such a job is never retried automatically. */
function doubt(result: Extract<HttpResult, { kind: 'broken' }>): Outcome {
  const reason = result.timedOut
    ? `No answer in time (${result.error}); the vendor may or may not have received it`
    : `The connection broke during the request (${result.error}); the vendor may or may not have received it`;
  return {
    to: 'unknown',
    line: result.partial,
    reason,
    kind: result.timedOut ? 'timed-out' : 'broken',
    recognised: true,
  };
}

function readSafely<T>(answer: Answer, read: (answer: Answer) => T): T | Outcome {
  try {
    return read(answer);
  } catch (error) {
    return {
      to: 'unknown',
      line: answer.body,
      reason: `The answer could not be read (${error instanceof Error ? error.message : String(error)})`,
      kind: 'unreadable',
      recognised: false,
    };
  }
}

/** Milliseconds to wait after a 429: as its Retry-After says, or else `otherwise`. */
function throttledFor(retryAfter: string, now: Millis, otherwise: number): number {
  return Math.max(LEAST_THROTTLE_MS, retryAfterMs(retryAfter, now) ?? otherwise);
}

function effectOf(outcome: CheckOutcome, result: Arrived, now: Millis): LineEffect {
  switch (outcome.to) {
    case 'delivered':
    case 'duplicate':
    case 'rejected':
    case 'awaiting-vendor':
    case 'again':
    case 'cancelled':
    case 'undecided':
    case 'group-stopped':
      return { is: 'good', ms: result.kind === 'answer' ? result.ms : 0 };
    case 'throttled':
      return { is: 'throttled', until: now + throttledFor(outcome.retryAfter, now, LEAST_THROTTLE_MS) };
    case 'stopped':
      return { is: 'stopped', reason: outcome.reason };
    case 'unknown':
      return { is: 'unknown', reason: outcome.reason, kind: outcome.kind, recognised: outcome.recognised };
  }
}

function settleNotSent(
  context: Context,
  flight: Flight,
  result: Extract<HttpResult, { kind: 'not-sent' }>,
): LineEffect {
  const { store, now, random } = context;
  const { job, no, purpose } = flight;
  const outcome = result.withdrawn ? 'withdrawn' : 'not-sent';
  endAttempt(store, job.id, no, { outcome, httpStatus: null, answer: null, error: result.error }, now);
  const wait = result.withdrawn ? 0 : backOff(no - 1, random);
  if (purpose === 'send') {
    const reason = result.withdrawn ? null : `Not sent: ${result.error}`;
    change(context, job, 'sending', 'ready', {
      reason,
      ref: null,
      line: null,
      notBefore: result.withdrawn ? 0 : now + wait,
    });
  } else {
    recheckAt(store, job.id, now + Math.max(wait, 1000));
  }
  return result.withdrawn ? { is: 'none' } : { is: 'failed-before-sending', error: result.error };
}

/** Repeats a read that failed. Reads change nothing at the vendor. */
function askAgain(context: Context, { job, no }: Flight, error: string): LineEffect {
  const { now, random } = context;
  const notBefore = now + backOff(no - 1, random);
  change(context, job, 'sending', 'ready', { reason: error, ref: null, line: null, notBefore });
  return { is: 'failed-before-sending', error };
}

function settleSend(context: Context, flight: Flight, outcome: Outcome, result: Arrived): LineEffect | null {
  const { job } = flight;
  const { now, executor, random } = context;
  const move = (to: JobState, reason: string | null, { ref = null as string | null, notBefore = 0 } = {}) =>
    change(context, job, 'sending', to, { reason, ref, line: outcome.line, notBefore });
  switch (outcome.to) {
    case 'delivered':
      move('delivered', outcome.warning, { ref: outcome.ref });
      keepMissing(context.store, job, outcome);
      return null;
    case 'duplicate':
    case 'awaiting-vendor':
      move(outcome.to, outcome.reason, { ref: outcome.ref });
      return null;
    case 'rejected':
      move('rejected', outcome.reason);
      return null;
    case 'again':
      move('ready', null);
      return null;
    case 'group-stopped':
      move('ready', outcome.reason);
      setGroupPaused(context.store, job.groupId, true, outcome.reason);
      return { is: 'good', ms: result.kind === 'answer' ? result.ms : 0, recall: true };
    case 'throttled': {
      const until = now + throttledFor(outcome.retryAfter, now, backOff(job.attempts, random));
      move('ready', 'The vendor asked for fewer requests', { notBefore: until });
      return { is: 'throttled', until };
    }
    case 'stopped':
      move('ready', outcome.reason);
      return null;
    case 'unknown': {
      const delay = result.kind === 'broken' && result.timedOut ? CHECK_DELAY_MS.timedOut : CHECK_DELAY_MS.broken;
      const notBefore = checkable(context.store, executor, job, now) ? now + delay : 0;
      move('unknown', outcome.reason, { notBefore });
      return null;
    }
  }
}

/** Applies the outcome of a check. Proof also counts if the operator has meanwhile chosen to send the job again. */
function settleCheck(context: Context, flight: Flight, outcome: CheckOutcome, result: Arrived): LineEffect | null {
  const { store, now, random } = context;
  const { job, no } = flight;
  const stateNow = () => stateOf(store, job.id);
  if (outcome.to === 'delivered' || outcome.to === 'duplicate') {
    const state = stateNow();
    if (state !== undefined && state !== 'delivered' && state !== 'duplicate' && state !== 'sending') {
      const reason = outcome.to === 'delivered' ? outcome.warning : outcome.reason;
      change(context, job, state, outcome.to, { reason, ref: outcome.ref, line: outcome.line, notBefore: 0 });
      keepMissing(context.store, job, outcome);
    }
    return null;
  }
  if (outcome.to === 'cancelled') {
    const state = stateNow();
    if (state === 'unknown' || state === 'ready' || state === 'held') {
      change(context, job, state, 'cancelled', { reason: outcome.reason, ref: null, line: outcome.line, notBefore: 0 });
    }
    return null;
  }
  if (outcome.to === 'rejected') {
    if (stateNow() === 'unknown') {
      change(context, job, 'unknown', 'rejected', {
        reason: outcome.reason,
        ref: null,
        line: outcome.line,
        notBefore: 0,
      });
    }
    return null;
  }
  if (outcome.to === 'undecided') {
    noteCheck(store, job.id, outcome.reason, now);
    if (outcome.next !== undefined) {
      if (outcome.next === 'now') recheckAt(store, job.id, now);
      return null;
    }
  }
  if (outcome.to === 'throttled') {
    const wait = throttledFor(outcome.retryAfter, now, LEAST_THROTTLE_MS);
    recheckAt(store, job.id, now + wait);
    return { is: 'throttled', until: now + wait };
  }
  if (outcome.to === 'stopped') recheckAt(store, job.id, now + 1);
  if (outcome.to !== 'unknown' && outcome.to !== 'undecided') return null;
  const rowFault = outcome.to === 'unknown' && context.othersPassed;
  const failed = rowFault ? doubtfulEnds(store, job.id) : 0;
  if (failed >= ROW_FAILURES_AT_MOST[result.kind]) {
    const words = `The vendor failed on it ${failed} times but accepted others in between, so it is not retried automatically: you have to decide`;
    handToOperator(store, job, words, now);
  } else if (no > CHECKS_AT_MOST) {
    if (outcome.to === 'unknown')
      handToOperator(store, job, 'Many attempts gave no clear answer: you have to decide', now);
  } else recheckAt(store, job.id, now + CHECK_DELAY_MS.broken + backOff(context.othersPassed ? no : 2 * no, random));
  return rowFault ? { is: 'row-fault', reason: outcome.reason } : null;
}

/** Stores with a delivered job the additional requests that were not confirmed. */
function keepMissing(store: Store, job: QueuedJob, outcome: CheckOutcome): void {
  if (outcome.to !== 'delivered' || outcome.missing === undefined || outcome.missing.length === 0) return;
  setMissing(store, job.id, outcome.missing);
}

function change(
  context: Context,
  job: QueuedJob,
  from: JobState,
  to: JobState,
  facts: { reason: string | null; ref: string | null; line: string | null; notBefore: Millis },
): void {
  moveJob(context.store, job.id, from, to, facts, context.now);
  context.counts.move(job, from, to);
}
