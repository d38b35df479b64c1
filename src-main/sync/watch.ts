import type { Clock } from '../platform/clock.ts';

/** The interval of the checks, ms. */
const LOOK_EVERY_MS = 10_000;
/** A check that is this late means that the machine slept. */
const SLEPT_MS = 20_000;

/** Notices that the machine has slept, or that its network has changed. */
export class Watch {
  readonly #ports: { readonly clock: Clock; readonly networks: () => string };
  readonly #notice: (what: 'woke' | 'network') => void;
  #cancelTimer: (() => void) | null = null;
  #lookedAt = 0;
  #networks = '';

  constructor(
    ports: { readonly clock: Clock; readonly networks: () => string },
    notice: (what: 'woke' | 'network') => void,
  ) {
    this.#ports = ports;
    this.#notice = notice;
  }

  start(): void {
    this.#networks = this.#ports.networks();
    this.#lookedAt = this.#ports.clock.now();
    this.#again();
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #again(): void {
    this.#cancelTimer = this.#ports.clock.after(LOOK_EVERY_MS, () => this.#look());
  }

  #look(): void {
    const now = this.#ports.clock.now();
    const networks = this.#ports.networks();
    const slept = now - this.#lookedAt > LOOK_EVERY_MS + SLEPT_MS;
    const other = networks !== this.#networks;
    this.#lookedAt = now;
    this.#networks = networks;
    this.#again();
    if (slept || other) this.#notice(slept ? 'woke' : 'network');
  }
}
