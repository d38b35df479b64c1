import type { OfferReport } from '../../src-preload/contract/index.ts';
import type { LeadStory, Turn } from './report-lead.ts';

export type Counts = OfferReport['total'];

/** The upper bounds of the bars of time to claim, ms. The last bar contains everything above. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const BARS_MS = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  4 * HOUR,
  24 * HOUR,
] as const;

/** The counts of the leads of one row. */
export class Tally {
  #offered = 0;
  #claimed = 0;
  #withAccount = 0;
  #missed = 0;
  #lost = 0;
  readonly #times: number[] = [];

  /**
   * Counts one lead.
   *
   * @param turns its turns that belong to the row; without any, nothing is counted
   * @param holds whether one of the people of the row has it
   */
  add(turns: readonly Turn[], holds: boolean, { holder, tookMs, withAccount, lostBy }: LeadStory): void {
    if (turns.length === 0) return;
    this.#offered++;
    this.#lost += lostBy.filter((who) => turns.some(({ person }) => person === who)).length;
    if (holds) {
      this.#claimed++;
      if (withAccount) this.#withAccount++;
      if (tookMs !== null) this.#times.push(tookMs);
    } else if (holder !== null && turns.every(({ named }) => named)) {
      // If the turn's person is unknown, it can't be said that someone else should have claimed it.
      this.#missed++;
    }
  }

  /**
   * The median is the middle value, or the mean of the two middle values. The 90th percentile is the smallest value that at least nine in
   * ten do not exceed.
   */
  counts(): Counts {
    const times = Float64Array.from(this.#times).sort();
    const at = (place: number) => times[place] ?? 0;
    const middle = times.length / 2;
    return {
      offered: this.#offered,
      claimed: this.#claimed,
      withAccount: this.#withAccount,
      missed: this.#missed,
      lost: this.#lost,
      medianMs: times.length === 0 ? null : (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2,
      p90Ms: times.length === 0 ? null : at(Math.ceil((times.length * 9) / 10) - 1),
    };
  }

  /** The times to claim as bars. Each counts the claims that took less than its bound, and at least the bound before. */
  distribution(): OfferReport['distribution'] {
    const bars = [...BARS_MS, null].map((untilMs) => ({ untilMs, claims: 0 }));
    for (const ms of this.#times) {
      const bar = bars.find(({ untilMs }) => untilMs === null || ms < untilMs);
      if (bar !== undefined) bar.claims++;
    }
    return bars;
  }
}
