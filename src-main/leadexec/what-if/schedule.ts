import type { DeliveryDay } from './model.ts';
import { readDate } from './read-date.ts';
import type { Calendar } from './zone-clock.ts';

const DAY_SECONDS = 86_400;

interface Span {
  readonly from: number;
  readonly until: number;
  readonly allow: boolean;
}

/**
 * A method's schedule: rows with a static date decide that date, otherwise those of the day of the week. It is open if a row that allows
 * covers the time and none that forbids does. An end is excluded, `00:00` as an end is midnight, and no rows mean always.
 */
export class Schedule {
  readonly #always: boolean;
  readonly #weekly: Span[][] = [[], [], [], [], [], [], []];
  readonly #dates = new Map<number, Span[]>();
  /** The last result, and the time range of its day in which it is valid. */
  #known = { day: Number.NaN, from: 0, until: 0, open: false };

  constructor(days: readonly DeliveryDay[]) {
    this.#always = days.length === 0;
    for (const row of days) {
      const day = dayOf(row.staticDate);
      if (day === undefined) this.#weekly[row.weekDay]?.push(spanOf(row));
      else this.#dates.set(day, [...(this.#dates.get(day) ?? []), spanOf(row)]);
    }
  }

  isOpen({ day, weekDay, second }: Calendar): boolean {
    if (this.#always) return true;
    const known = this.#known;
    if (day === known.day && second >= known.from && second < known.until) return known.open;
    const rows = this.#dates.get(day) ?? this.#weekly[weekDay] ?? [];
    // A result is valid until a row begins or ends.
    const edges = rows.flatMap(({ from, until }) => [from, until]);
    const from = Math.max(0, ...edges.filter((edge) => edge <= second));
    const until = Math.min(DAY_SECONDS, ...edges.filter((edge) => edge > second));
    const covering = rows.filter((row) => second >= row.from && second < row.until);
    const open = covering.some(({ allow }) => allow) && covering.every(({ allow }) => allow);
    this.#known = { day, from, until, open };
    return open;
  }
}

/** The date of a row, in days since 1970. A date before 1901 or an invalid one means none. */
function dayOf(staticDate: string | null): number | undefined {
  const date = staticDate === null ? undefined : readDate(staticDate);
  return date === undefined || date.wall < NO_DATE ? undefined : date.day;
}

const NO_DATE = Date.UTC(1901, 0, 1);

function spanOf({ startTime, endTime, allow }: DeliveryDay): Span {
  return { from: secondOf(startTime), until: secondOf(endTime) || DAY_SECONDS, allow };
}

/** The digits after T. */
function secondOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /(?:T|^|\s)(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
}
