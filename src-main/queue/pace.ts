import type { Millis } from '../db/tables.ts';
import { AutomaticPace } from './automatic-pace.ts';
import type { Struggle } from './pace-boundary.ts';

/**
 * How many requests of one connection may be on the wire at once.
 *
 * It begins with one, so that a wrong password costs one login and not thirty-two, and doubles with each round of good
 * answers. With a fixed ceiling it goes up to that; without, it looks for the number at which the vendor answers most
 * (`AutomaticPace`). Failures and 429s halve it either way.
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

  /** Smoothed time of an answer, ms; 0 before the first. */
  get latency(): number {
    return this.#latency;
  }

  /** A good answer came after `ms`; `full` says whether as much was on its way as may be, without which it tells nothing of the limit. */
  answered(ms: number, now: Millis, full: boolean): void {
    this.#latency = this.#latency === 0 ? ms : this.#latency * 0.9 + ms * 0.1;
    this.#way.answered(ms, now, full);
  }

  /** The vendor slowed us, or something broke. */
  onFailure(what: Struggle, now: Millis): void {
    this.#way.onFailure(what, now);
  }

  /** Begin again with one: after a stop, a trip of the breaker, or a new start. */
  restart(): void {
    this.#way.restart();
  }
}

/** Goes up to its ceiling and stays there. */
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

/** A bucket of permits that fills at `perSecond`; no bucket means no limit. */
export class RateLimit {
  readonly #perSecond: number;
  #permits: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#permits = 1;
    this.#at = now;
  }

  /** Whole permits there are now. */
  available(now: number): number {
    const burst = Math.max(1, this.#perSecond / 4);
    this.#permits = Math.min(burst, this.#permits + (Math.max(0, now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    return Math.floor(this.#permits);
  }

  take(n: number): void {
    this.#permits -= n;
  }

  /** Milliseconds until the next whole permit. */
  untilNext(): number {
    return Math.max(1, Math.ceil(((1 - this.#permits) / this.#perSecond) * 1000));
  }
}
