import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../queue/types.ts';
import { Board } from './board.ts';
import { Rollout } from './rollout.ts';

export interface OffersPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly tell: (topic: DeskEvent['topic']) => void;
}

/** The offers of this desk: the board over what is kept of them, and what happens to them by time alone. */
export class Offers {
  readonly board: Board;
  readonly #tell: OffersPorts['tell'];
  readonly #rollout: Rollout;

  constructor({ store, clock, tell }: OffersPorts) {
    this.board = new Board();
    this.#tell = tell;
    this.#rollout = new Rollout({ store, clock, changed: (ids) => this.changed(ids) });
  }

  /** Goes on with what came due while the desk was closed. */
  start(): void {
    this.#rollout.start();
  }

  /** Offered leads changed, or went: to be told after each commit. What was rolled back does no harm. */
  changed(offeredLeadIds: Iterable<number>): void {
    this.board.touched(offeredLeadIds);
    this.#rollout.look();
    this.#tell('offers');
  }

  /** Users, teams, who is who, connections or settings changed. */
  peopleChanged(): void {
    this.board.forgetViews();
    this.#tell('offers');
  }

  close(): void {
    this.#rollout.close();
    this.board.close();
  }
}
