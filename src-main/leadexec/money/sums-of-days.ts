import type { Store } from '../../db/store.ts';
import { newestTurn, turnedSince } from '../../delivery/turn-rows.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { ZoneClock } from '../what-if/zone-clock.ts';
import { DaySums } from './day-sums.ts';
import { eachAccepted } from './each-accepted.ts';

const TURNS_AT_ONCE = 2_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface SumsQuestion {
  readonly connectionIds: readonly number[];
  readonly timeZone: string;
  /** The first and last day, in days since 1970 in the zone. */
  readonly from: number;
  readonly until: number;
  /** The campaign of a receiver's leads if the receiver reported none; 0 for none. */
  readonly campaignOf: (connectionId: number) => number;
}

/**
 * Sums of accepted leads by day, computed from the posts. Days are cached once they are read. A day is read again if the price, review or
 * return of one of its leads has changed since, while it is not over yet, and after an hour. Nothing is stored.
 */
export class SumsOfDays {
  readonly #store: Store;
  readonly #now: () => number;
  /** The receivers, campaigns and zone for which the days were computed. */
  #of = '';
  #days = new Map<number, { readonly sums: DaySums; readonly readAt: number }>();
  #turn = 0;
  /** Queries are answered one after the other, so that the second uses what the first has read. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The days of a range that have leads, in order. */
  days(question: SumsQuestion): Promise<ReadonlyMap<number, DaySums>> {
    const answer = this.#busy.then(() => this.#answer(question));
    this.#busy = answer.catch(() => {
      // The error is reported to the caller. The next query is answered regardless.
    });
    return answer;
  }

  async #answer(question: SumsQuestion): Promise<ReadonlyMap<number, DaySums>> {
    const { connectionIds, timeZone, from, until, campaignOf } = question;
    const of = JSON.stringify([timeZone, connectionIds.map((id) => [id, campaignOf(id)])]);
    const clock = new ZoneClock(timeZone);
    if (of !== this.#of) {
      this.#days = new Map();
      this.#turn = newestTurn(this.#store);
      this.#of = of;
    }
    await this.#dropTurned(clock);
    const now = this.#now();
    const today = clock.at(now).day;
    for (let day = from; day <= until; day++) {
      // Consecutive days that must be read are read together.
      const first = day;
      while (day <= until && !this.#isKept(day, today, now)) day++;
      if (day > first) await this.#read(question, clock, first, day - 1, now);
    }
    const found = new Map<number, DaySums>();
    for (let day = from; day <= until; day++) {
      const kept = this.#days.get(day);
      if (kept !== undefined && kept.sums.campaigns.size > 0) found.set(day, kept.sums);
    }
    return found;
  }

  #isKept(day: number, today: number, now: number): boolean {
    const kept = this.#days.get(day);
    return kept !== undefined && day < today && now - kept.readAt < HOUR_MS && now >= kept.readAt;
  }

  async #dropTurned(clock: ZoneClock): Promise<void> {
    for (;;) {
      const turns = turnedSince(this.#store, this.#turn, TURNS_AT_ONCE);
      for (const { id, at } of turns) {
        this.#days.delete(clock.at(at).day);
        this.#turn = id;
      }
      if (turns.length < TURNS_AT_ONCE) return;
      await yieldToCommands();
    }
  }

  async #read(
    { connectionIds, campaignOf }: SumsQuestion,
    clock: ZoneClock,
    first: number,
    last: number,
    now: number,
  ): Promise<void> {
    const until = clock.instant((last + 1) * DAY_MS);
    const from = clock.instant(first * DAY_MS);
    const read = new Map<number, DaySums>();
    for (let day = first; day <= last; day++) read.set(day, new DaySums());
    await eachAccepted(this.#store, connectionIds, { from, until }, (row) =>
      read.get(clock.at(row.at).day)?.add(row, row.campaign ?? campaignOf(row.connectionId)),
    );
    for (const [day, sums] of read) this.#days.set(day, { sums, readAt: now });
  }
}
