import type { Store } from '../db/store.ts';
import type { Progress } from './progress.ts';

export interface SamplerPorts {
  readonly store: Store;
  readonly progress: Progress;
  readonly after: (ms: number, fn: () => void) => () => void;
  /** Whether nothing of the queue is under way. */
  readonly idle: () => boolean;
  readonly changed: () => void;
}

/** How often rates are taken, ms. */
const EVERY_MS = 1000;

/** Takes the rates of imports once a second, while anything moves. */
export class ProgressSampler {
  readonly #ports: SamplerPorts;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(ports: SamplerPorts) {
    this.#ports = ports;
  }

  /** Something may move: a sample is taken within a second. */
  soon(): void {
    if (this.#cancelTimer !== null || this.#closed) return;
    const { store, progress, after, idle, changed } = this.#ports;
    this.#cancelTimer = after(EVERY_MS, () => {
      this.#cancelTimer = null;
      if (this.#closed) return;
      const moved = progress.sample(store);
      // Until the rate has come down to what is true: nothing.
      if (moved || progress.total() > 0 || !idle()) {
        this.soon();
        changed();
      }
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }
}
