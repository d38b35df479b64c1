import { isDiskTrouble } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { assignDue } from './automatic.ts';
import { type DueMark, dueAfter } from './rows/offered-leads.ts';
import { nextNotice } from './rows/offers.ts';

/** The longest delay of a timer, ms. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** The delay after the disk refused a write, ms. */
const RETRY_MS = 10_000;
/** The number of offers that are processed at once. */
const PORTION = 500;
const BEGINNING: DueMark = { at: -Number.MAX_SAFE_INTEGER, offer: 0 };

export interface RolloutPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** The reason why assigned leads could not be stored; null once they could. */
  readonly disk: (error: unknown) => unknown;
  /** Called after each time at which an offer was sent, and after each commit. It causes a call of `look` soon after. */
  readonly changed: (offeredLeadIds: readonly number[]) => void;
}

/**
 * Handles the times at which offers are sent: upcoming offers become open, and leads that the vendor assigns automatically become claimed.
 * There is one timer, for the next of these times.
 */
export class Rollout {
  readonly #ports: RolloutPorts;
  #cancelTimer: (() => void) | null = null;
  #retry: (() => void) | null = null;
  /** How far automatic offers have been processed. */
  #mark = BEGINNING;
  /** The time up to which sent offers have been reported. */
  #notifiedUntil = 0;
  #looking = false;
  #closed = false;

  constructor(ports: RolloutPorts) {
    this.#ports = ports;
  }

  /** Starts with what became due while the desk was closed. */
  start(): void {
    this.#notifiedUntil = this.#ports.clock.now();
    void this.#assign();
    this.look();
  }

  /** Sets the timer again, because offers were added or removed. */
  look(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#closed) return;
    const { store, clock } = this.#ports;
    const now = clock.now();
    // If the clock was set back, the same times are processed again.
    if (this.#mark.at > now) this.#mark = { at: now, offer: 0 };
    this.#notifiedUntil = Math.min(this.#notifiedUntil, now);
    const next = nextNotice(store, this.#notifiedUntil);
    // What has become due since the last report is reported at once.
    if (next === null) return;
    this.#cancelTimer = clock.after(Math.min(Math.max(0, next - now), LONGEST_WAIT_MS), () => {
      this.#notifiedUntil = clock.now();
      void this.#assign();
      this.#ports.changed([]);
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#retry?.();
  }

  /** Assigns in portions what is due after the mark, including what becomes due meanwhile. */
  async #assign(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const { store, clock, changed, disk } = this.#ports;
    try {
      for (;;) {
        const now = clock.now();
        const due = dueAfter(store, this.#mark, now, PORTION);
        const ids = due.map(({ lead }) => lead);
        const given = ids.length === 0 ? [] : store.write(() => assignDue(store, ids, now));
        this.#mark = due.at(-1) ?? this.#mark;
        if (given.length > 0) changed(given);
        disk(null);
        if (due.length < PORTION) break;
        await yieldToEventLoop();
        if (this.#closed) return;
      }
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
      // They stay open until the disk accepts the change.
      disk(error);
      this.#retry?.();
      if (!this.#closed) this.#retry = clock.after(RETRY_MS, () => void this.#assign());
    } finally {
      this.#looking = false;
    }
  }
}
