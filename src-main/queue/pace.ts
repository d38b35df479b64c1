import type { Millis } from '../db/tables.ts';
import { AutomaticPace } from './automatic-pace.ts';
import type { Struggle } from './pace-boundary.ts';

/**
 * How many requests of a connection may be in flight at once.
 *
 * The pace starts at one, so that a wrong password costs one failed login and not thirty-two, and doubles with each round of good answers.
 * A fixed pace grows to its ceiling; an automatic one looks for the level with the highest throughput (`AutomaticPace`). Failures and 429s
 * halve both.
 */
export class Pace {
  readonly #way: FixedPace | AutomaticPace;
  #latency = 0;

  constructor(fixed: number | null) {
    this.#way = fixed === null ? new AutomaticPace() : new FixedPace(fixed);
  }

  get limit(): number {
    return Math.max(1, Math.floor(this.#way.limit));
  }

  /** Smoothed response time, ms; 0 before the first answer. */
  get latency(): number {
    return this.#latency;
  }

  /**
   * Records a good answer after `ms`. `full` says whether as many requests were in flight as allowed; otherwise the answer says nothing
   * about the limit.
   */
  answered(ms: number, now: Millis, full: boolean): void {
    this.#latency = this.#latency === 0 ? ms : this.#latency * 0.9 + ms * 0.1;
    this.#way.answered(ms, now, full);
  }

  /** Records that the vendor throttled us or a request failed. */
  onFailure(what: Struggle, now: Millis): void {
    this.#way.onFailure(what, now);
  }

  /** Starts over with one request, after a stop, an opened breaker or a restart. */
  restart(): void {
    this.#way.restart();
  }
}

/** A pace that grows to its ceiling and stays there. */
class FixedPace {
  readonly #ceiling: number;
  limit = 1;

  constructor(ceiling: number) {
    this.#ceiling = ceiling;
  }

  answered(..._: Parameters<AutomaticPace['answered']>): void {
    this.limit = Math.min(this.#ceiling, this.limit + 1);
  }

  onFailure(..._: Parameters<AutomaticPace['onFailure']>): void {
    this.limit = Math.max(1, this.limit / 2);
  }

  restart(): void {
    this.limit = 1;
  }
}

/** A token bucket that refills at `perSecond`. Without one there is no limit. */
export class RateLimit {
  readonly #perSecond: number;
  #permits: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#permits = 1;
    this.#at = now;
  }

  /** The whole tokens available now. */
  available(now: number): number {
    const burst = Math.max(1, this.#perSecond / 4);
    this.#permits = Math.min(burst, this.#permits + (Math.max(0, now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    return Math.floor(this.#permits);
  }

  take(n: number): void {
    this.#permits -= n;
  }

  /** Milliseconds until the next whole token. */
  untilNext(): number {
    return Math.max(1, Math.ceil(((1 - this.#permits) / this.#perSecond) * 1000));
  }
}
