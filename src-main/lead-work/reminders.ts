import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import { nextDue } from './callback-rows.ts';

/** A timer is set for no longer than this, ms: a laptop that slept wakes up to it soon, and long timers overflow. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

/** Tells when a callback falls due. */
export class Reminders {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #due: () => void;
  /** What was due until here has been told. */
  #toldTo: number;
  #cancelTimer: (() => void) | null = null;

  /** @param due called as soon as one or more callbacks are due that were not before */
  constructor(store: Store, clock: Clock, due: () => void) {
    this.#store = store;
    this.#clock = clock;
    this.#due = due;
    this.#toldTo = clock.now();
    this.arm();
  }

  /** Sets the timer for the callback that is due next. To be called whenever callbacks have changed. */
  arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // A clock that was ahead and was put back: what was told by it is yet to come.
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
