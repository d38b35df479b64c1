/** Within this time nobody can have seen what was opened for them, ms. */
const UNSEEN_MS = 1500;

/**
 * Combines an action that automatically moves to the next item with the key for “next” pressed at the same time: both mean one move, so
 * that no item is skipped unseen.
 */
export class JustMoved {
  #at = Number.NEGATIVE_INFINITY;

  /** An action has moved on. `now` in ms of any monotonic clock. */
  moved(now = performance.now()): void {
    this.#at = now;
  }

  /** “Next” was pressed: whether that move was already made. Each move counts once. */
  take(now = performance.now()): boolean {
    const taken = now - this.#at < UNSEEN_MS;
    this.#at = Number.NEGATIVE_INFINITY;
    return taken;
  }
}
