const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar of a zone at an instant. */
export interface Calendar {
  /** The local time in the zone, as ms of the UTC date with the same digits. */
  readonly wall: number;
  /** Days since 1970 in the zone. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekDay: number;
  /** The Sunday at the start of the week, in days since 1970. */
  readonly week: number;
  /** Months since 1970. */
  readonly month: number;
  readonly monthDay: number;
  /** Seconds since local midnight. */
  readonly second: number;
}

/**
 * The calendar of a zone, fast for many times that are close to each other: clocks change only at full quarter hours, and at most once a
 * day.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  #utcDay = Number.NaN;
  /** The offset of the whole UTC day; null if it changes on that day. */
  #dayOffset: number | null = null;
  #quarter = Number.NaN;
  #offset = 0;
  #day = Number.NaN;
  #ofDay = { weekDay: 0, week: 0, month: 0, monthDay: 1 };

  /** @throws RangeError for a zone that does not exist */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  }

  at(instant: number): Calendar {
    const wall = this.wall(instant);
    const day = Math.floor(wall / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      const date = new Date(wall);
      const weekDay = date.getUTCDay();
      const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
      this.#ofDay = { weekDay, week: day - weekDay, month, monthDay: date.getUTCDate() };
    }
    const second = Math.floor((wall - day * DAY_MS) / 1_000);
    const { weekDay, week, month, monthDay } = this.#ofDay;
    return { wall, day, weekDay, week, month, monthDay, second };
  }

  wall(instant: number): number {
    const utcDay = Math.floor(instant / DAY_MS);
    if (utcDay !== this.#utcDay) {
      this.#utcDay = utcDay;
      const [start, end] = [this.#offsetAt(utcDay * DAY_MS), this.#offsetAt((utcDay + 1) * DAY_MS)];
      this.#dayOffset = start === end ? start : null;
    }
    // This is so on all but two days a year.
    if (this.#dayOffset !== null) return instant + this.#dayOffset;
    const quarter = Math.floor(instant / (HOUR_MS / 4));
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#offset = this.#shown(instant) - Math.floor(instant / 1_000) * 1_000;
    }
    return instant + this.#offset;
  }

  /** The instant at which clocks show that. For an hour skipped in spring it is an hour later; for one that occurs twice, the first. */
  instant(wall: number): number {
    const early = wall - this.#offsetAt(wall - DAY_MS);
    const late = wall - this.#offsetAt(wall + DAY_MS);
    if (early === late) return early;
    const fits = [Math.min(early, late), Math.max(early, late)].find((one) => one + this.#offsetAt(one) === wall);
    return fits ?? Math.max(early, late);
  }

  #offsetAt(instant: number): number {
    return this.#shown(instant) - Math.floor(instant / 1_000) * 1_000;
  }

  #shown(instant: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(instant)) part[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
}
