import type { Clock } from '../../src-main/queue/types.ts';

interface Waiting {
  readonly at: number;
  readonly fn: () => void;
  timer: NodeJS.Timeout;
}

/** The real clock, but a test may jump ahead: what is due by then happens at once, and in order. */
export class WarpClock implements Clock {
  #ahead = 0;
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return Date.now() + this.#ahead;
  }

  after(ms: number, fn: () => void): () => void {
    const waiting: Waiting = { at: this.now() + ms, fn, timer: setTimeout(() => this.#fire(waiting), ms) };
    this.#waiting.add(waiting);
    return () => {
      clearTimeout(waiting.timer);
      this.#waiting.delete(waiting);
    };
  }

  /** Jumps ahead by so many milliseconds. */
  skip(ms: number): void {
    this.#ahead += ms;
    const now = this.now();
    const due = [...this.#waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const waiting of this.#waiting) {
      clearTimeout(waiting.timer);
      if (waiting.at > now) waiting.timer = setTimeout(() => this.#fire(waiting), waiting.at - now);
    }
    for (const waiting of due) this.#fire(waiting);
  }

  #fire(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    if (this.#waiting.delete(waiting)) waiting.fn();
  }
}
