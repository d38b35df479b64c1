import type { Store } from '../db/store.ts';
import type { Progress } from './progress.ts';

export interface SamplerPorts {
  readonly store: Store;
  readonly progress: Progress;
  readonly after: (ms: number, fn: () => void) => () => void;
  /** Whether no jobs are in progress. */
  readonly idle: () => boolean;
  readonly changed: () => void;
}

/** How often rates are sampled, ms. */
const EVERY_MS = 1000;

/** Samples the rates of imports once a second while anything changes. */
export class ProgressSampler {
  readonly #ports: SamplerPorts;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(ports: SamplerPorts) {
    this.#ports = ports;
  }

  /** Starts sampling within a second, because something may change. */
  soon(): void {
    if (this.#cancelTimer !== null || this.#closed) return;
    const { store, progress, after, idle, changed } = this.#ports;
    this.#cancelTimer = after(EVERY_MS, () => {
      this.#cancelTimer = null;
      if (this.#closed) return;
      const moved = progress.sample(store);
      // Sampling continues until the rate has fallen to zero.
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
