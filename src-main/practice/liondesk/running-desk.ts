import type { DeskStore } from './desk-store.ts';
import { enliven } from './lively-board.ts';
import { type ArrivalSwitch, type ColleagueSwitch, Pace } from './pace.ts';
import { offersOf } from './world.ts';

/** The practice desk at its time: automatic events are caught up with before anything is read or done. */
export class RunningDesk {
  readonly store: DeskStore;
  readonly #pace: Pace;
  readonly #clock: () => number;

  constructor(store: DeskStore, clock: () => number) {
    this.store = store;
    this.#clock = clock;
    this.#pace = new Pace(store, clock());
  }

  /** Catches up with automatic events. @returns the time, ms */
  now(): number {
    const at = this.#clock();
    this.#pace.catchUp(at);
    return at;
  }

  /** The data as it is now. */
  present(): DeskStore {
    this.now();
    return this.store;
  }

  get colleagues(): ColleagueSwitch {
    return this.#pace.colleagues;
  }

  setColleagues(to: ColleagueSwitch): void {
    this.now();
    this.#pace.setColleagues(to);
  }

  setArrivals(to: ArrivalSwitch | null): void {
    this.now();
    this.#pace.setArrivals(to);
  }

  /** Adds new leads now, with their offers. */
  arrive(count: number): void {
    const at = this.now();
    this.store.write(() => {
      for (let n = 0; n < count; n += 1) {
        const lead = this.store.addLead(at);
        this.store.addOffers(
          lead.id,
          offersOf(lead).map(({ id: _, ...draft }) => draft),
          false,
        );
      }
    });
  }

  /** Lets a colleague claim a lead. @returns whether nobody had it */
  claim(leadId: number, userId: number): boolean {
    return this.store.claim(leadId, userId, 'Phone', this.now());
  }

  /** Fills the board as in the middle of a working day. */
  liven(): void {
    enliven(this.store, this.#pace, this.now());
  }
}
