import { isDiskTrouble } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { assignDue } from './automatic.ts';
import { nextNotice } from './offer-rows.ts';
import { type DueMark, dueAfter } from './offered-rows.ts';

/** Timers hold no longer than this, ms. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** After a disk that refused, ms. */
const RETRY_MS = 10_000;
/** Offers that are looked at in one go. */
const PORTION = 500;
const BEGINNING: DueMark = { at: -Number.MAX_SAFE_INTEGER, offer: 0 };

export interface RolloutPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Why what is assigned could not be written, null once it was. */
  readonly disk: (error: unknown) => unknown;
  /** After each instant at which an offer was sent, and after each commit; it has `look` called soon. */
  readonly changed: (offeredLeadIds: readonly number[]) => void;
}

/**
 * The hours of the roll-out: at each instant at which an offer is sent, what was coming is open, and what the vendor assigns by itself is
 * claimed. One timer, for the next such instant.
 */
export class Rollout {
  readonly #ports: RolloutPorts;
  #cancelTimer: (() => void) | null = null;
  #retry: (() => void) | null = null;
  /** Up to where automatic offers were looked through. */
  #mark = BEGINNING;
  /** Up to when it was told that offers are sent. */
  #toldTo = 0;
  #looking = false;
  #closed = false;

  constructor(ports: RolloutPorts) {
    this.#ports = ports;
  }

  /** Begins with what came due while the desk was closed. */
  start(): void {
    this.#toldTo = this.#ports.clock.now();
    void this.#assign();
    this.look();
  }

  /** Sets the timer anew: offers came or went. */
  look(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#closed) return;
    const { store, clock } = this.#ports;
    const now = clock.now();
    // A clock that was put back passes the same hours again.
    if (this.#mark.at > now) this.#mark = { at: now, offer: 0 };
    this.#toldTo = Math.min(this.#toldTo, now);
    const next = nextNotice(store, this.#toldTo);
    // What fell due since it was last told is told at once.
    if (next === null) return;
    this.#cancelTimer = clock.after(Math.min(Math.max(0, next - now), LONGEST_WAIT_MS), () => {
      this.#toldTo = clock.now();
      void this.#assign();
      this.#ports.changed([]);
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#retry?.();
  }

  /** Gives away what is due behind the mark, in portions; what falls due meanwhile too. */
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
      // They stay open a little longer.
      disk(error);
      this.#retry?.();
      if (!this.#closed) this.#retry = clock.after(RETRY_MS, () => void this.#assign());
    } finally {
      this.#looking = false;
    }
  }
}
