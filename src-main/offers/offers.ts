import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { ArrivedOffer } from './arrived-offer.ts';
import { Board } from './board.ts';
import { type KeptOffers, upsertOffers } from './keep.ts';
import { offeredOn } from './offered-rows.ts';
import { Rollout } from './rollout.ts';

export interface OffersPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly tell: (topic: DeskEvent['topic']) => void;
  /** Why what is assigned could not be written, null once it was. */
  readonly disk?: (error: unknown) => unknown;
}

/** The offers of this desk: the board over what is kept of them, and what happens to them by time alone. */
export class Offers {
  readonly board: Board;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #tell: OffersPorts['tell'];
  readonly #rollout: Rollout;
  #looksSoon = false;

  constructor({ store, clock, tell, disk = () => {} }: OffersPorts) {
    this.board = new Board(store, () => clock.now());
    this.#store = store;
    this.#clock = clock;
    this.#tell = tell;
    this.#rollout = new Rollout({ store, clock, disk, changed: (ids) => this.changed(ids) });
  }

  /** Goes on with what came due while the desk was closed. */
  start(): void {
    this.#rollout.start();
  }

  /** Keeps what a source told, in the caller's transaction; after the commit, `changed` is to be told of it. */
  keep(connectionId: number, offers: readonly ArrivedOffer[]): KeptOffers {
    return upsertOffers(this.#store, { connectionId, offers, now: this.#clock.now() });
  }

  /**
   * Offered leads changed, or went: to be told with or after each commit of keeping, claiming, joining and forgetting. What is rolled
   * back afterwards does no harm.
   */
  changed(offeredLeadIds: Iterable<number>): void {
    this.board.touched(offeredLeadIds);
    this.#tell('offers');
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    // Once what is being written is committed.
    setImmediate(() => {
      this.#looksSoon = false;
      this.#rollout.look();
    });
  }

  /** Users, teams, or who is who changed. */
  peopleChanged(): void {
    this.changed([]);
  }

  /** Leads of the inbox are told otherwise than before. */
  leadsChanged(leadIds: readonly number[]): void {
    const ids = offeredOn(this.#store, leadIds);
    if (ids.length > 0) this.changed(ids);
  }

  close(): void {
    this.#rollout.close();
    this.board.close();
  }
}
