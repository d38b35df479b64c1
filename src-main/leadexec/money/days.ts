import type { ZoneClock } from '../what-if/zone-clock.ts';

const DAY_MS = 86_400_000;

/** The first day of a month, in days since 1970. @param month months since 1970 */
export const firstOfMonth = (month: number): number => Math.floor(Date.UTC(1970, month, 1) / DAY_MS);

/** The days of a range in a zone. Its days of instants are found without the zone, because posts come in any order of time. */
export class Days {
  readonly #first: number;
  /** Where each day starts, and where the last one ends. */
  readonly #starts: readonly number[];

  /** @param first @param last days since 1970 in the zone */
  constructor(clock: ZoneClock, first: number, last: number) {
    this.#first = first;
    this.#starts = Array.from({ length: last - first + 2 }, (_, at) => clock.instant((first + at) * DAY_MS));
  }

  get begin(): number {
    return this.#starts[0] ?? 0;
  }

  /** Excluded. */
  get end(): number {
    return this.#starts.at(-1) ?? 0;
  }

  /** The day of an instant between `begin` and `end`. A day has an hour more or less where clocks are changed. */
  of(instant: number): number {
    let at = Math.floor((instant - this.begin) / DAY_MS);
    while (at > 0 && (this.#starts[at] ?? 0) > instant) at -= 1;
    while ((this.#starts[at + 1] ?? Number.POSITIVE_INFINITY) <= instant) at += 1;
    return this.#first + at;
  }
}
