import { MAXIMA, type Maxima, type Maximum } from './model.ts';
import type { Calendar } from './zone-clock.ts';

const HOUR_MS = 3_600_000;

/** The valid sends of an account: in the last 60 minutes, and in the current day, week (from Sunday) and month of the account's calendar. */
export class Usage {
  /** Instants, in their order; before `#from` they are older than an hour. */
  readonly #times: number[] = [];
  #from = 0;
  readonly #periods = { dayMax: { at: -1, n: 0 }, weekMax: { at: -1, n: 0 }, monthMax: { at: -1, n: 0 } };

  count(at: number, { day, week, month }: Calendar): void {
    this.#times.push(at);
    this.#add('dayMax', day);
    this.#add('weekMax', week);
    this.#add('monthMax', month);
  }

  #add(which: 'dayMax' | 'weekMax' | 'monthMax', at: number): void {
    const period = this.#periods[which];
    if (period.at === at) period.n += 1;
    else if (at > period.at) this.#periods[which] = { at, n: 1 };
  }

  used(which: Maximum, at: number, { day, week, month }: Calendar): number {
    if (which === 'hourMax') return this.#lastHour(at);
    const period = this.#periods[which];
    return period.at === (which === 'dayMax' ? day : which === 'weekMax' ? week : month) ? period.n : 0;
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

  /** The first maximum that is reached, by its place in MAXIMA; -1: none. */
  reached(maxima: Maxima, at: number, calendar: Calendar): number {
    for (let which = 0; which < MAXIMA.length; which++) {
      const name = MAXIMA[which];
      if (name === undefined) continue;
      const most = maxima[name];
      if (most >= 0 && this.used(name, at, calendar) >= most) return which;
    }
    return -1;
  }
}

export const hasMaxima = (maxima: Maxima): boolean => MAXIMA.some((name) => maxima[name] >= 0);
