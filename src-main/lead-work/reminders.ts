import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import { nextDue } from './callback-rows.ts';

/** The longest delay of a timer, ms. It fires soon after a laptop has slept, and longer timers overflow. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

/** Reports when a callback becomes due. */
export class Reminders {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #due: () => void;
  /** Callbacks due up to this time have been reported. */
  #notifiedUntil: number;
  #cancelTimer: (() => void) | null = null;

  /** @param due called as soon as one or more callbacks have become due */
  constructor(store: Store, clock: Clock, due: () => void) {
    this.#store = store;
    this.#clock = clock;
    this.#due = due;
    this.#notifiedUntil = clock.now();
    this.arm();
  }

  /** Sets the timer for the next callback. To be called whenever callbacks have changed. */
  arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // If the clock was ahead and has been set back, callbacks that were already reported become due again.
    if (this.#notifiedUntil - this.#clock.now() > LOOK_AT_LEAST_EVERY_MS) this.#notifiedUntil = this.#clock.now();
    const next = nextDue(this.#store, this.#notifiedUntil);
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, next - this.#clock.now()), LOOK_AT_LEAST_EVERY_MS);
    this.#cancelTimer = this.#clock.after(wait, () => this.#look(next));
  }

  #look(next: number): void {
    const now = this.#clock.now();
    if (next <= now) {
      this.#notifiedUntil = now;
      this.#due();
    }
    this.arm();
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
