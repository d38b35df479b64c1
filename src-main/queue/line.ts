import type { Millis } from '../db/tables.ts';
import { backOff } from './backoff.ts';
import { waitsUntil } from './longest-wait.ts';
import { Pace, RateLimit } from './pace.ts';
import type { Line } from './run-state.ts';

/** What a result means for its connection, as opposed to its job. */
export type LineEffect =
  /** `recall`: a group was stopped, so its marked jobs that have not begun are withdrawn. */
  | { readonly is: 'good'; readonly ms: number; readonly recall?: true }
  /** The vendor failed again on one job but has accepted others since, so this says nothing about the connection. */
  | { readonly is: 'row-fault'; readonly reason: string }
  | { readonly is: 'throttled'; readonly until: Millis }
  | { readonly is: 'failed-before-sending'; readonly error: string }
  | { readonly is: 'unknown'; readonly reason: string; readonly kind: string; readonly recognised: boolean }
  | { readonly is: 'stopped'; readonly reason: string }
  | { readonly is: 'none' };

/** Failures before sending, in a row, that open the breaker (`docs/queue.md`, Running). */
export const FAILURES_THAT_TRIP = 5;
/** Unknown outcomes in a row that open the breaker. */
export const UNKNOWNS_THAT_TRIP = 2;

/** A connection that the runner is working on: its pace, its jobs in flight and its breaker. */
export class LiveLine {
  line: Line;
  pace: Pace;
  rate: RateLimit | null;
  /** Jobs passed to the transport whose results aren't stored yet. */
  readonly inFlight = new Set<number>();
  /** Lanes (phone numbers) with a job in flight to this vendor's host over any connection. */
  readonly lanes: Set<string>;
  /** The job whose answer may close the breaker, and whether it is a send or a check. */
  probe: number | null = null;
  probeIs: 'send' | 'check' = 'send';
  /**
   * When a ready job may be the probe of an open breaker. Failing checks postpone further checks (`line.notBefore`), but must not postpone
   * lists that are unrelated to them.
   */
  sendNotBefore: Millis;
  /** Probes by a send that have failed since the breaker opened. */
  sendProbesFailed = 0;
  /** The number of good answers so far. */
  goods = 0;
  /** Jobs with an uncertain result, each with the number of good answers at the time of the first such result. */
  doubts: ReadonlyMap<number, number> = new Map();
  /**
   * Groups with a successful job. Before its first success a group sends one job at a time, because the vendor may refuse the whole group.
   */
  readonly proven = new Set<number>();
  failures = 0;
  unknowns = 0;
  /** When a success was last stored. */
  successNotedAt = 0;
  /** The desk is closing: nothing more is sent, and the stored state of the connection does not change. */
  closing = false;

  constructor(line: Line, now: Millis, lanes: Set<string> = new Set()) {
    this.line = line;
    this.lanes = lanes;
    this.sendNotBefore = line.notBefore;
    this.pace = new Pace(line.concurrency);
    this.rate = line.perSecond === null ? null : new RateLimit(line.perSecond, now);
  }

  /** Adopts changes that the operator or another tick has stored. */
  refresh(line: Line, now: Millis): void {
    const before = this.line;
    this.line = line;
    if (line.concurrency !== before.concurrency) this.pace = new Pace(line.concurrency);
    if (line.perSecond !== before.perSecond) {
      this.rate = line.perSecond === null ? null : new RateLimit(line.perSecond, now);
    }
    if (line.runState === 'running' && before.runState !== 'running') {
      this.pace.restart();
      this.failures = 0;
      this.unknowns = 0;
      this.probe = null;
    }
    if (line.runState !== 'tripped') this.sendNotBefore = line.notBefore;
  }

  /** When the connection allows a ready job to be sent. */
  sendsFrom(now: Millis): Millis {
    return waitsUntil(this.line.runState === 'tripped' ? this.sendNotBefore : this.line.notBefore, now);
  }

  /** When the connection allows an unknown job to be checked. */
  checksFrom(now: Millis): Millis {
    return waitsUntil(this.line.notBefore, now);
  }

  /** Whether the vendor has accepted other jobs since this one first had an uncertain result. */
  othersPassed(jobId: number): boolean {
    const then = this.doubts.get(jobId);
    return then !== undefined && this.goods > then;
  }

  /** How many more jobs may be marked now. `ahead` of them are marked early, so that sending never waits for the disk. */
  freeSlots(now: Millis, ahead: number): number {
    const { runState } = this.line;
    if (this.closing || runState === 'paused' || runState === 'stopped') return 0;
    if (now < Math.min(this.sendsFrom(now), this.checksFrom(now))) return 0;
    if (runState === 'tripped') return this.inFlight.size === 0 ? 1 : 0;
    const free = this.pace.limit + ahead - this.inFlight.size;
    return Math.max(0, this.rate ? Math.min(free, this.rate.available(now)) : free);
  }

  /** Saves the counters. @returns a function that restores them if a commit fails */
  snapshot(): () => void {
    const { line, failures, unknowns, probe, sendNotBefore, sendProbesFailed, goods, doubts } = this;
    return () =>
      Object.assign(this, { line, failures, unknowns, probe, sendNotBefore, sendProbesFailed, goods, doubts });
  }

  /**
   * Applies what a result means for the connection.
   * @returns the connection's new run state when it changed, to be stored in the same transaction
   */
  take(effect: LineEffect, jobId: number, now: Millis, random: () => number): Line | null {
    const wasProbe = this.probe === jobId;
    if (wasProbe) this.probe = null;
    this.#noteDoubt(jobId, effect);
    switch (effect.is) {
      case 'none':
        return null;
      case 'row-fault':
        return wasProbe ? this.#probeNext(now, random) : null;
      case 'good':
        this.goods++;
        this.failures = 0;
        this.unknowns = 0;
        this.pace.answered(effect.ms, now, this.inFlight.size >= this.pace.limit);
        if (this.line.runState !== 'tripped' || !wasProbe) return null;
        this.pace.restart();
        return this.#become({ runState: 'running', runReason: null, notBefore: 0, probesFailed: 0 });
      case 'throttled':
        this.pace.onFailure(effect, now);
        this.sendNotBefore = Math.max(waitsUntil(this.sendNotBefore, now), effect.until);
        return this.#become({ notBefore: Math.max(waitsUntil(this.line.notBefore, now), effect.until) });
      case 'stopped':
        return this.#become({ runState: 'stopped', runReason: effect.reason });
      case 'failed-before-sending':
        this.failures++;
        this.pace.onFailure({ is: 'failed' }, now);
        if (wasProbe) return this.#tripAgain(`Still unreachable: ${effect.error}`, now, random);
        if (this.failures < FAILURES_THAT_TRIP) return null;
        return this.#trip(`${this.failures} attempts in a row did not reach the vendor: ${effect.error}`, now, random);
      case 'unknown': {
        this.unknowns++;
        this.pace.onFailure({ is: 'failed' }, now);
        if (wasProbe) return this.#tripAgain(effect.reason, now, random);
        const isNew = !effect.recognised && !this.line.seenKinds.includes(effect.kind);
        if (isNew) {
          const seenKinds = [...this.line.seenKinds.slice(-49), effect.kind];
          return this.#trip(`The vendor sent an unfamiliar answer: ${effect.reason}`, now, random, seenKinds);
        }
        if (this.unknowns < UNKNOWNS_THAT_TRIP) return null;
        return this.#trip(`${this.unknowns} results in a row are unknown: ${effect.reason}`, now, random);
      }
    }
  }

  #noteDoubt(jobId: number, effect: LineEffect): void {
    const doubtful = effect.is === 'unknown' || effect.is === 'row-fault';
    if (doubtful === this.doubts.has(jobId)) return;
    const doubts = new Map(this.doubts);
    if (doubtful) doubts.set(jobId, this.goods);
    else doubts.delete(jobId);
    this.doubts = doubts;
  }

  #trip(reason: string, now: Millis, random: () => number, seenKinds = this.line.seenKinds): Line | null {
    if (this.line.runState !== 'running') return this.#become({ seenKinds });
    this.sendProbesFailed = 0;
    this.sendNotBefore = now + backOff(0, random);
    return this.#become({
      runState: 'tripped',
      runReason: reason,
      notBefore: this.sendNotBefore,
      probesFailed: 0,
      seenKinds,
    });
  }

  #tripAgain(reason: string, now: Millis, random: () => number): Line | null {
    if (this.line.runState !== 'tripped') return null;
    const probesFailed = this.line.probesFailed + 1;
    const chance = random();
    if (this.probeIs === 'send') this.sendNotBefore = now + backOff(++this.sendProbesFailed, () => chance);
    return this.#become({ runReason: reason, notBefore: now + backOff(probesFailed, () => chance), probesFailed });
  }

  /**
   * The probe was a job that the vendor keeps failing on. The next probe follows soon, with another job, and with a ready one if there is
   * any.
   */
  #probeNext(now: Millis, random: () => number): Line | null {
    if (this.line.runState !== 'tripped') return null;
    const { probesFailed } = this.line;
    return this.#become({ notBefore: now + backOff(0, random), probesFailed: probesFailed + (probesFailed % 2) });
  }

  #become(change: Partial<Line>): Line {
    this.line = { ...this.line, ...change };
    return this.line;
  }
}
