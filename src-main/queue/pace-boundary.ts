import type { Millis } from '../db/tables.ts';

/** What failed: the vendor asked us to slow down, or a request did not come to its end. */
export type Struggle = { readonly is: 'throttled'; readonly until: Millis } | { readonly is: 'failed' };

/** A level that was held for so long without a failure is known to be good, ms. */
const PROVEN_AFTER_MS = 6_000;
/** How long a level at which the vendor slowed us is not tried again, ms; doubles each time, up to the most. */
const BLOCKED_MS = 8_000;
const BLOCKED_AT_MOST_MS = 30_000;
/** Between two waits that we provoke lies so many times what the vendor asked for, up to the longest. */
const TIMES_THE_WAIT = 10;
const LONGEST_BLOCK_MS = 10 * 60_000;

/** Where a vendor has slowed us or failed: what it took before, and what is not tried again for a while. */
export class Boundary {
  /** The last level that was held for long without a failure; 0 where there is none. */
  #proven = 0;
  #since: Millis = 0;
  #answersSince = Number.POSITIVE_INFINITY;
  #blockedFrom = Number.POSITIVE_INFINITY;
  #blockedUntil: Millis = 0;
  #blocks = 0;

  /** A good answer came. */
  answered(): void {
    this.#answersSince++;
  }

  /** From now on another level is held. */
  levelBegins(now: Millis): void {
    this.#since = now;
  }

  /** This level is held still. */
  held(level: number, now: Millis): void {
    if (now < this.#since) this.#since = now;
    if (now - this.#since >= PROVEN_AFTER_MS) this.#proven = level;
  }

  /** A trial of this level went well. */
  passed(level: number): void {
    if (level >= this.#blockedFrom) this.#blockedFrom = Number.POSITIVE_INFINITY;
  }

  /** The highest level that may be tried from this one: half-way to one that failed, and none while that is blocked. */
  most(level: number, now: Millis): number {
    // A clock that was ahead may have been put back.
    if (this.#blockedUntil - now > LONGEST_BLOCK_MS) this.#blockedUntil = now;
    if (now < this.#blockedUntil) return level;
    return Math.max(level + 1, Math.floor((level + this.#blockedFrom) / 2));
  }

  /**
   * Failures that come one upon another, before as many answers as may be on their way, are one.
   * @returns where growing ends from now on; null where that stays as it is
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

  /** Begins again, knowing nothing. */
  forget(): void {
    this.#proven = 0;
    this.#answersSince = Number.POSITIVE_INFINITY;
    this.#blockedFrom = Number.POSITIVE_INFINITY;
    this.#blockedUntil = 0;
    this.#blocks = 0;
  }
}
