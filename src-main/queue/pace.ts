/** The most requests at once that an automatic pace goes up to. */
const AUTOMATIC_CEILING = 32;

/**
 * How many requests of one connection may be on the wire at once.
 *
 * It begins with one, so that a wrong password costs one login and not thirty-two, and doubles with each round of good
 * answers. With a fixed ceiling it goes up to that; without, it feels for the vendor's pace: up while answers come fast,
 * down when they slow. Failures and 429s halve it either way.
 */
export class Pace {
  readonly #fixed: number | null;
  #limit = 1;
  #slowStart = true;
  #best = Number.POSITIVE_INFINITY;
  #latency = 0;

  constructor(fixed: number | null) {
    this.#fixed = fixed;
  }

  get limit(): number {
    return Math.max(1, Math.floor(this.#limit));
  }

  /** Smoothed time of an answer, ms; 0 before the first. */
  get latency(): number {
    return this.#latency;
  }

  /** A good answer came after `ms`. */
  answered(ms: number): void {
    this.#latency = this.#latency === 0 ? ms : this.#latency * 0.9 + ms * 0.1;
    this.#best = Math.min(this.#best * 1.0005, ms);
    const ceiling = this.#fixed ?? AUTOMATIC_CEILING;
    if (this.#fixed === null && this.#latency > this.#best * 2.5 + 25 && this.#limit > 2) {
      this.#slowStart = false;
      this.#limit -= 0.5 / this.#limit;
      return;
    }
    this.#limit = Math.min(ceiling, this.#limit + (this.#slowStart ? 1 : 1 / this.#limit));
  }

  /** The vendor slowed us, or something broke. */
  struggled(): void {
    this.#slowStart = this.#fixed !== null;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  /** Begin again with one: after a stop, a trip of the breaker, or a new start. */
  restart(): void {
    this.#limit = 1;
    this.#slowStart = true;
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
