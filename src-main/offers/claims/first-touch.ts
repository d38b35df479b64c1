import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { Clock } from '../../platform/clock.ts';
import { firstTouchDue } from '../cards.ts';
import { readFacts } from '../facts.ts';
import { firstUntouched, noteAlerted, noteTouched, offeredOfLeads, untouchedSince } from '../rows/offered-leads.ts';
import { readOfferSettings } from '../settings.ts';

/** The longest timer, ms. It fires soon after a laptop wakes from sleep, and longer timers could overflow. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

export interface FirstTouchPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Called when offered leads changed. */
  readonly touched: (ids: readonly number[]) => void;
}

/** Watches the time from a claim at this desk to the first call, note, outcome or callback, and alerts when it is too long. */
export class FirstTouch {
  readonly #ports: FirstTouchPorts;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(ports: FirstTouchPorts) {
    this.#ports = ports;
  }

  /** Sets the timer for the claim that is due next. Call it whenever claims or the setting changed. */
  arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const { store, clock } = this.#ports;
    const wait = this.#minutesMs();
    if (this.#closed || wait === null) return;
    const first = firstUntouched(store);
    if (first === null) return;
    const left = first + wait - clock.now();
    this.#cancelTimer = clock.after(Math.min(Math.max(left, 0), LOOK_AT_LEAST_EVERY_MS), () => this.#look());
  }

  /**
   * Stops a lead's timer because somebody worked on it. Inside the transaction. @returns the offered leads for which this was the first
   * contact
   */
  touch(leadId: number): void {
    const { store, clock, touched } = this.#ports;
    const ids = noteTouched(store, offeredOfLeads(store, [leadId]), clock.now());
    if (ids.length > 0) setImmediate(() => this.#closed || touched(ids));
  }

  /** Claims at this desk whose first contact is overdue, longest overdue first. */
  alerts(): CommandOutput<'offers.alerts'> {
    const { store, clock } = this.#ports;
    const wait = this.#minutesMs();
    if (wait === null) return [];
    const settings = readOfferSettings(store);
    const ids = untouchedSince(store, clock.now() - wait);
    return readFacts(store, ids).flatMap((lead) => {
      const dueAt = firstTouchDue(settings, lead);
      if (dueAt === null || lead.agent === null || lead.claimedAt === null) return [];
      const name = `${lead.firstName} ${lead.lastName}`.trim();
      return { id: lead.id, leadId: lead.leadId, name, agent: lead.agent, claimedAt: lead.claimedAt, dueAt };
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #look(): void {
    const { store, clock, touched } = this.#ports;
    const wait = this.#minutesMs();
    if (wait === null) return;
    const now = clock.now();
    const ids = store.write(() => noteAlerted(store, now - wait, now));
    if (ids.length > 0) touched(ids);
    this.arm();
  }

  #minutesMs(): number | null {
    const { firstTouchMinutes } = readOfferSettings(this.#ports.store);
    return firstTouchMinutes === null ? null : firstTouchMinutes * 60_000;
  }
}
