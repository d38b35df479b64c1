import type { Store } from './store.ts';

const KEY = 'clock-ahead-ms';

/** The practice LeadExec's own clock: the system's, plus the time by which it was moved forward. It never goes back. */
export class VendorClock {
  readonly #store: Store;
  readonly #system: () => number;
  #aheadMs: number;

  constructor(store: Store, system: () => number) {
    this.#store = store;
    this.#system = system;
    this.#aheadMs = Number(store.meta.get(KEY)?.value ?? 0);
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#system() + this.#aheadMs;
  }

  /** @throws Error if it would go back */
  moveOn(ms: number): void {
    if (!(ms >= 0)) throw new Error(`The practice LeadExec's clock can't be moved by ${ms} ms: it only goes on.`);
    this.#aheadMs += ms;
    this.#store.setMeta.run(KEY, String(this.#aheadMs));
  }
}
