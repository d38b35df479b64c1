import { MAXIMA, type Maxima, type Maximum } from './model.ts';
import type { Calendar } from './zone-clock.ts';

const HOUR_MS = 3_600_000;

/**
 * The valid sends of an account: in the last 60 minutes, and in the current day, week (from Sunday) and month in the account's time zone.
 */
export class Usage {
  /** Times in order. Those before `#from` are older than an hour. */
  readonly #times: number[] = [];
  #from = 0;
  #day = -1;
  #inDay = 0;
  #week = -1;
  #inWeek = 0;
  #month = -1;
  #inMonth = 0;

  count(at: number, { day, week, month }: Calendar): void {
    this.#times.push(at);
    this.#inDay = day === this.#day ? this.#inDay + 1 : 1;
    this.#inWeek = week === this.#week ? this.#inWeek + 1 : 1;
    this.#inMonth = month === this.#month ? this.#inMonth + 1 : 1;
    this.#day = day;
    this.#week = week;
    this.#month = month;
  }

  used(which: Maximum, at: number, { day, week, month }: Calendar): number {
    switch (which) {
      case 'hourMax':
        return this.#lastHour(at);
      case 'dayMax':
        return day === this.#day ? this.#inDay : 0;
      case 'weekMax':
        return week === this.#week ? this.#inWeek : 0;
      case 'monthMax':
        return month === this.#month ? this.#inMonth : 0;
    }
  }

  #lastHour(at: number): number {
    const since = at - HOUR_MS;
    while ((this.#times[this.#from] ?? Number.POSITIVE_INFINITY) <= since) this.#from += 1;
    if (this.#from > 1_000) {
      this.#times.splice(0, this.#from);
      this.#from = 0;
    }
    return this.#times.length - this.#from;
  }

  /** The first maximum that is reached, by its index in MAXIMA; -1 if none is. */
  reached({ hourMax, dayMax, weekMax, monthMax }: Maxima, at: number, calendar: Calendar): number {
    if (hourMax >= 0 && this.#lastHour(at) >= hourMax) return 0;
    if (dayMax >= 0 && this.used('dayMax', at, calendar) >= dayMax) return 1;
    if (weekMax >= 0 && this.used('weekMax', at, calendar) >= weekMax) return 2;
    return monthMax >= 0 && this.used('monthMax', at, calendar) >= monthMax ? 3 : -1;
  }
}

export const hasMaxima = (maxima: Maxima): boolean => MAXIMA.some((name) => maxima[name] >= 0);
