import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { ArrivedOffer } from './arrived-offer.ts';
import { Board } from './board.ts';
import { type KeptOffers, upsertOffers } from './keep.ts';
import { Rollout } from './rollout.ts';
import { offeredOn } from './rows/offered-leads.ts';

export interface OffersPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly publish: (topic: DeskEvent['topic']) => void;
  /** The reason why assigned leads could not be stored; null once they could. */
  readonly disk?: (error: unknown) => unknown;
}

/** The offers of this desk: the board, and the changes that are due at a time. */
export class Offers {
  readonly board: Board;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #publish: OffersPorts['publish'];
  readonly #rollout: Rollout;
  #looksSoon = false;

  constructor({ store, clock, publish, disk = () => {} }: OffersPorts) {
    this.board = new Board(store, () => clock.now());
    this.#store = store;
    this.#clock = clock;
    this.#publish = publish;
    this.#rollout = new Rollout({ store, clock, disk, changed: (ids) => this.changed(ids) });
  }

  /** Continues with what became due while the desk was closed. */
  start(): void {
    this.#rollout.start();
  }

  /** Stores offers from a source, in the caller's transaction. After the commit, the caller calls `changed`. */
  keep(connectionId: number, offers: readonly ArrivedOffer[]): KeptOffers {
    return upsertOffers(this.#store, { connectionId, offers, now: this.#clock.now() });
  }

  /**
   * Reports that offered leads were changed or removed. To be called with or after each commit of storing, claiming, merging and erasing. A
   * call for a change that is rolled back does no harm.
   */
  changed(offeredLeadIds: Iterable<number>): void {
    this.board.touched(offeredLeadIds);
    this.#publish('offers');
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    // This runs after the current transaction is committed.
    setImmediate(() => {
      this.#looksSoon = false;
      this.#rollout.look();
    });
  }

  /** Reports that users, teams or the users of tokens have changed. */
  peopleChanged(): void {
    this.changed([]);
  }

  /** Reports that leads of the inbox are shown differently. */
  leadsChanged(leadIds: readonly number[]): void {
    const ids = offeredOn(this.#store, leadIds);
    if (ids.length > 0) this.changed(ids);
  }

  close(): void {
    this.#rollout.close();
    this.board.close();
  }
}
