/** Nobody has seen what was opened for them less than this ago, ms. */
const UNSEEN_MS = 1500;

/**
 * An act that moves on to the next one by itself, and the key for “next” pressed in the same breath: both mean one move, so that nobody is
 * skipped unseen.
 */
export class JustMoved {
  #at = Number.NEGATIVE_INFINITY;

  /** An act has moved on. `now` in ms of any clock that only goes forward. */
  moved(now = performance.now()): void {
    this.#at = now;
  }

  /** “Next” was pressed: whether that move has been made already. Each move is taken once. */
  take(now = performance.now()): boolean {
    const taken = now - this.#at < UNSEEN_MS;
    this.#at = Number.NEGATIVE_INFINITY;
    return taken;
  }
}
