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
  #toldTo: number;
  #cancelTimer: (() => void) | null = null;

  /** @param due called as soon as one or more callbacks have become due */
  constructor(store: Store, clock: Clock, due: () => void) {
    this.#store = store;
    this.#clock = clock;
    this.#due = due;
    this.#toldTo = clock.now();
    this.arm();
  }

  /** Sets the timer for the next callback. To be called whenever callbacks have changed. */
  arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // If the clock was ahead and has been set back, callbacks that were already reported become due again.
    if (this.#toldTo - this.#clock.now() > LOOK_AT_LEAST_EVERY_MS) this.#toldTo = this.#clock.now();
    const next = nextDue(this.#store, this.#toldTo);
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, next - this.#clock.now()), LOOK_AT_LEAST_EVERY_MS);
    this.#cancelTimer = this.#clock.after(wait, () => this.#look(next));
  }

  #look(next: number): void {
    const now = this.#clock.now();
    if (next <= now) {
      this.#toldTo = now;
      this.#due();
    }
    this.arm();
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
