import type { Millis } from '../db/tables.ts';
import { backOff } from './backoff.ts';
import { waitsUntil } from './longest-wait.ts';
import { Pace, RateLimit } from './pace.ts';
import type { Line } from './run-state.ts';

/** What one result says about its connection, as distinct from its job. */
export type LineEffect =
  /** `recall`: a group was stopped, so that what is marked of it but not begun is taken back. */
  | { readonly is: 'good'; readonly ms: number; readonly recall?: true }
  /** The vendor failed once more on one job, and took others since it first did: it says nothing of the connection. */
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

/** A connection while the runner works on it: its pace, what is on its way, and its breaker. */
export class LiveLine {
  line: Line;
  pace: Pace;
  rate: RateLimit | null;
  /** Jobs handed to the transport whose result is not yet on disk. */
  readonly flying = new Set<number>();
  /** Lanes (phone numbers) that have a job on its way to this vendor's machine, by whichever connection. */
  readonly lanes: Set<string>;
  /** The one job whose answer may close the breaker, and what is asked of the vendor with it. */
  probe: number | null = null;
  probeIs: 'send' | 'check' = 'send';
  /**
   * While the breaker is open: when a ready job may be the probe. Checks of jobs that the vendor fails on each time put off further
   * checks (`line.notBefore`), not a list that has nothing to do with them.
   */
  sendNotBefore: Millis;
  /** Sends that were probes and failed, since the breaker opened. */
  sendProbesFailed = 0;
  /** Good answers so far. */
  goods = 0;
  /** Jobs with a doubtful end, and how many good answers there were at the first. */
  doubts: ReadonlyMap<number, number> = new Map();
  /** Groups of which the vendor has answered a job well: until then one of them goes at a time, since it may refuse the whole group. */
  readonly proven = new Set<number>();
  failures = 0;
  unknowns = 0;
  /** When a success was last written down. */
  successNotedAt = 0;
  /** The desk closes: nothing more is handed over, whatever the line's state, which stays as it is on disk. */
  closing = false;

  constructor(line: Line, now: Millis, lanes: Set<string> = new Set()) {
    this.line = line;
    this.lanes = lanes;
    this.sendNotBefore = line.notBefore;
    this.pace = new Pace(line.concurrency);
    this.rate = line.perSecond === null ? null : new RateLimit(line.perSecond, now);
  }

  /** Takes over what the operator or another tick has changed on disk. */
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

  /** When a ready job may be handed over, as far as the connection is concerned. */
  sendsFrom(now: Millis): Millis {
    return waitsUntil(this.line.runState === 'tripped' ? this.sendNotBefore : this.line.notBefore, now);
  }

  /** When an unknown job may be checked, likewise. */
  checksFrom(now: Millis): Millis {
    return waitsUntil(this.line.notBefore, now);
  }

  /** Whether the vendor took other jobs since this one first ended in doubt. */
  othersPassed(jobId: number): boolean {
    const then = this.doubts.get(jobId);
    return then !== undefined && this.goods > then;
  }

  /** How many more jobs may be handed over now. `ahead` are marked early so that the wire never waits for the disk. */
  room(now: Millis, ahead: number): number {
    const { runState } = this.line;
    if (this.closing || runState === 'paused' || runState === 'stopped') return 0;
    if (now < Math.min(this.sendsFrom(now), this.checksFrom(now))) return 0;
    if (runState === 'tripped') return this.flying.size === 0 ? 1 : 0;
    const room = this.pace.limit + ahead - this.flying.size;
    return Math.max(0, this.rate ? Math.min(room, this.rate.available(now)) : room);
  }

  /** Counters as they stand, to go back to when a commit fails. */
  snapshot(): () => void {
    const { line, failures, unknowns, probe, sendNotBefore, sendProbesFailed, goods, doubts } = this;
    return () =>
      Object.assign(this, { line, failures, unknowns, probe, sendNotBefore, sendProbesFailed, goods, doubts });
  }

  /**
   * Takes in what a result says of the connection.
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
        this.pace.answered(effect.ms, now, this.flying.size >= this.pace.limit);
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

  /** A job that the vendor fails on was the probe: the next is another one, and soon, a ready one where there is any. */
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
