import type { OfferReport } from '../../src-preload/contract/index.ts';
import type { LeadStory, Turn } from './report-lead.ts';

export type Counts = OfferReport['total'];

/** Upper ends of the bars of time to claim, ms; the last bar is all that took longer. */
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

/** What is counted of the leads of one row. */
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
   * @param turns its turns that belong to the row; none counts nothing
   * @param holds whether one of those whom the row is about has it
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
      // Where it is not told whose turn it was, nobody can say that it was someone else's to claim.
      this.#missed++;
    }
  }

  /** Median: the middle one, or halfway between the two in the middle. 90th percentile: the least that nine in ten do not exceed. */
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

  /** How long the claims took, as bars; each holds what took less than its end, and not less than the one before. */
  distribution(): OfferReport['distribution'] {
    const bars = [...BARS_MS, null].map((untilMs) => ({ untilMs, claims: 0 }));
    for (const ms of this.#times) {
      const bar = bars.find(({ untilMs }) => untilMs === null || ms < untilMs);
      if (bar !== undefined) bar.claims++;
    }
    return bars;
  }
}
