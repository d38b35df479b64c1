const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** The n-th given weekday (0 is Sunday) of a month; -1 is the last. */
function nth(year: number, month: number, weekday: number, n: number): string {
  if (n > 0) {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    return iso(year, month, 1 + ((weekday - first + 7) % 7) + (n - 1) * 7);
  }
  const last = new Date(Date.UTC(year, month, 0));
  return iso(year, month, last.getUTCDate() - ((last.getUTCDay() - weekday + 7) % 7));
}

/** A holiday and, if it is on a weekend, the Friday or Monday on which it is observed (5 U.S.C. § 6103(b)). */
function kept(date: string): string[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const move = weekday === 6 ? -1 : weekday === 0 ? 1 : 0;
  if (move === 0) return [date];
  return [date, new Date(Date.parse(`${date}T00:00:00Z`) + move * 86_400_000).toISOString().slice(0, 10)];
}

/** The legal public holidays of the USA in a year, 5 U.S.C. § 6103, with the days on which they are observed; sorted. */
export function federalHolidays(year: number): string[] {
  return [
    ...kept(iso(year, 1, 1)),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    nth(year, 5, 1, -1),
    ...kept(iso(year, 6, 19)),
    ...kept(iso(year, 7, 4)),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    ...kept(iso(year, 11, 11)),
    nth(year, 11, 4, 4),
    ...kept(iso(year, 12, 25)),
  ].sort();
}

/** The legal public holidays of several years, including the first and the last. */
export function federalHolidaysOf(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => federalHolidays(from + i)).flat();
}
