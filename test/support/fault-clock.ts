import type { Clock } from '../../src-main/platform/clock.ts';

interface Waiting {
  readonly at: number;
  readonly fn: () => void;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Waits up to this long only collect simultaneous events or keep a pace; they end on their own, ms. */
const SOON_MS = 500;

/**
 * A clock that starts now and only advances in steps, however slow the machine is. What is due after a step happens at once, and in order.
 */
export class WarpClock implements Clock {
  #now = Date.now();
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const waiting: Waiting = {
      at: this.#now + Math.max(0, ms),
      fn,
      timer: ms <= SOON_MS ? setTimeout(() => this.#fire(waiting), ms) : undefined,
    };
    this.#waiting.add(waiting);
    return () => {
      clearTimeout(waiting.timer);
      this.#waiting.delete(waiting);
    };
  }

  /** Milliseconds until the next thing that is due; infinite if there is none. */
  untilNext(): number {
    return Math.min(...[...this.#waiting].map(({ at }) => Math.max(0, at - this.#now)));
  }

  /** Advances by this many milliseconds. */
  skip(ms: number): void {
    this.#now += ms;
    const due = [...this.#waiting].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const waiting of due) this.#fire(waiting);
  }

  #fire(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    this.#now = Math.max(this.#now, waiting.at);
    if (this.#waiting.delete(waiting)) waiting.fn();
  }
}
