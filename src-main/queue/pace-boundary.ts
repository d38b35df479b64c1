import type { Millis } from '../db/tables.ts';

/** The kind of failure: the vendor asked us to slow down, or a request was not completed. */
export type Struggle = { readonly is: 'throttled'; readonly until: Millis } | { readonly is: 'failed' };

/** A level that was held this long without a failure is proven, ms. */
const PROVEN_AFTER_MS = 6_000;
/** How long a level is avoided after the vendor throttled us at it, ms. It doubles each time up to a maximum. */
const BLOCKED_MS = 8_000;
const BLOCKED_AT_MOST_MS = 30_000;
/** The time between two throttlings that we risk, as a multiple of the wait that the vendor asked for, up to a maximum. */
const TIMES_THE_WAIT = 10;
const LONGEST_BLOCK_MS = 10 * 60_000;

/** The levels at which a vendor throttled us or failed: the last proven one, and those that are avoided for a while. */
export class Boundary {
  /** The last level that was held long enough without a failure; 0 if there is none. */
  #proven = 0;
  #since: Millis = 0;
  #answersSince = Number.POSITIVE_INFINITY;
  #blockedFrom = Number.POSITIVE_INFINITY;
  #blockedUntil: Millis = 0;
  #blocks = 0;

  /** Records a good answer. */
  answered(): void {
    this.#answersSince++;
  }

  /** Records that a different level is held from now on. */
  levelBegins(now: Millis): void {
    this.#since = now;
  }

  /** Records that this level is still held. */
  held(level: number, now: Millis): void {
    if (now < this.#since) this.#since = now;
    if (now - this.#since >= PROVEN_AFTER_MS) this.#proven = level;
  }

  /** Records a successful trial of this level. */
  passed(level: number): void {
    if (level >= this.#blockedFrom) this.#blockedFrom = Number.POSITIVE_INFINITY;
  }

  /** The highest level that may be tried from this one: halfway to one that failed, or no higher one while that is blocked. */
  most(level: number, now: Millis): number {
    // The clock may have been ahead and set back since.
    if (this.#blockedUntil - now > LONGEST_BLOCK_MS) this.#blockedUntil = now;
    if (now < this.#blockedUntil) return level;
    return Math.max(level + 1, Math.floor((level + this.#blockedFrom) / 2));
  }

  /**
   * Records a failure. Failures in quick succession count as one, until as many answers have come as requests may be in flight.
   * @returns the new limit of growth; null if it doesn't change
   */
  onFailure(what: Struggle, limit: number, now: Millis): number | null {
    const again = this.#answersSince < limit;
    this.#answersSince = 0;
    if (what.is === 'throttled') this.#block(what.until, now, again ? this.#blockedFrom : limit, again);
    if (again) return null;
    if (limit <= this.#proven) this.#proven = 0;
    const kept = what.is === 'throttled' ? limit / 2 : limit * 0.75;
    return Math.max(1, Math.floor(Math.max(kept, this.#proven)));
  }

  #block(until: Millis, now: Millis, from: number, again: boolean): void {
    if (!again) {
      if (now - this.#blockedUntil > BLOCKED_AT_MOST_MS) this.#blocks = 0;
      this.#blocks++;
    }
    this.#blockedFrom = Math.max(2, Math.floor(from));
    const wait = Math.min(BLOCKED_AT_MOST_MS, BLOCKED_MS * 2 ** Math.max(0, this.#blocks - 1));
    this.#blockedUntil = now + Math.min(LONGEST_BLOCK_MS, Math.max(wait, (until - now) * TIMES_THE_WAIT));
  }

  /** Discards everything that was learned. */
  forget(): void {
    this.#proven = 0;
    this.#answersSince = Number.POSITIVE_INFINITY;
    this.#blockedFrom = Number.POSITIVE_INFINITY;
    this.#blockedUntil = 0;
    this.#blocks = 0;
  }
}
