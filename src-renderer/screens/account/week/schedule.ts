// The days of a delivery method. Decided where the document says nothing: times are the platform's (Pacific), an end is exclusive, `00:00`
// as an end is midnight, no rows mean always, and rows of a static date replace that day's usual rows. Only the digits after T count.

/** A row of `DeliveryDays` as received from LeadExec: Create or Modify Delivery Method. Other members are kept unchanged. */
export interface DeliveryDay {
  readonly DeliveryDayUID: number;
  readonly DeliveryUID: number;
  readonly WeekDay: string | number | null;
  readonly StaticDate: string | null;
  readonly StartTime: string | null;
  readonly EndTime: string | null;
  readonly Allow: boolean;
}

/** Minutes of a day; the end is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A day of the week, 0 is Sunday, or a date as YYYY-MM-DD. */
export type DayKey = number | string;

export const WEEK: readonly number[] = [1, 2, 3, 4, 5, 6, 0];
export const MINUTES = 1440;
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const ALL_DAY: readonly Span[] = [{ from: 0, to: MINUTES }];

/** A row of a weekday has no static date, or an empty one, such as 0001-01-01 or 1900-01-01. */
const dateOf = (text: string | null): string | null =>
  text !== null && /^[1-9]\d{3}-\d\d-\d\d/.test(text) && !text.startsWith('1900') ? text.slice(0, 10) : null;

/** The digits after T, as minutes of the day; null if there are none. */
function minuteOf(text: string | null): number | null {
  const [, hours, minutes] = /(?:T|^)(\d{1,2}):(\d{2})/.exec(text ?? '') ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

function weekDayOf(raw: DeliveryDay['WeekDay']): number | null {
  if (raw === null) return null;
  const at = /^\d+$/.test(String(raw)) ? Number(raw) : NAMES.indexOf(String(raw).toLowerCase());
  return at >= 0 && at <= 6 ? at : null;
}

/** The day of a row; null for a row that can't be parsed, which is kept unchanged. */
export function keyOf(row: DeliveryDay): DayKey | null {
  if (minuteOf(row.StartTime) === null || minuteOf(row.EndTime) === null) return null;
  return dateOf(row.StaticDate) ?? weekDayOf(row.WeekDay);
}

function spanOf(row: DeliveryDay): Span {
  const to = minuteOf(row.EndTime) ?? 0;
  return { from: minuteOf(row.StartTime) ?? 0, to: to === 0 ? MINUTES : to };
}

/** The spans in order, with adjacent and overlapping ones joined. */
export function united(spans: readonly Span[]): Span[] {
  const made: Span[] = [];
  for (const { from, to } of [...spans].filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = made.at(-1);
    if (last !== undefined && from <= last.to) made[made.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else made.push({ from, to });
  }
  return made;
}

/** The spans without a part of the day. */
export const without = (spans: readonly Span[], cut: Span): Span[] =>
  united(
    spans.flatMap(({ from, to }) => [
      { from, to: Math.min(to, cut.from) },
      { from: Math.max(from, cut.to), to },
    ]),
  );

/** When deliveries may be made on a day of the week or a date. */
export function openOn(rows: readonly DeliveryDay[], key: DayKey): readonly Span[] {
  if (rows.length === 0) return ALL_DAY;
  const mine = rows.filter((row) => keyOf(row) === key);
  const open = united(mine.filter(({ Allow }) => Allow).map(spanOf));
  return mine.filter(({ Allow }) => !Allow).reduce((left, row) => without(left, spanOf(row)), open);
}

/** The dates that have rows of their own, in order. */
export const datesOf = (rows: readonly DeliveryDay[]): string[] =>
  [...new Set(rows.map(keyOf).filter((key): key is string => typeof key === 'string'))].sort();

/** Rows that can't be parsed. They are sent as received. */
export const keptRows = (rows: readonly DeliveryDay[]): DeliveryDay[] => rows.filter((row) => keyOf(row) === null);

const two = (n: number) => String(n).padStart(2, '0');

/** The text of a time: its date and all other characters are kept, only the digits after T change. */
function writeTime(minute: number, before: string | null): string {
  const time = `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
  if (before === null || !/(?:T|^)\d{1,2}:\d{2}/.test(before)) return `2000-01-01T${time}:00.000Z`;
  return before.replace(/(T|^)\d{1,2}:\d{2}(:\d{2}(?:\.\d+)?)?/, (_, start: string, seconds: string | undefined) => {
    const zeros = seconds === undefined ? '' : seconds.replace(/\d/g, '0');
    return `${start}${time}${zeros}`;
  });
}

const sameSpans = (a: readonly Span[], b: readonly Span[]) =>
  a.length === b.length && a.every(({ from, to }, i) => from === b[i]?.from && to === b[i]?.to);

const NEW_DAY = { DeliveryDayUID: 0, WeekDay: 0, StaticDate: null, StartTime: null, EndTime: null, Allow: true };

/** Rows of one day for these spans. Its existing rows are reused, so that as little as possible changes. */
function rowsFor(key: DayKey, open: readonly Span[], had: readonly DeliveryDay[], uid: number): DeliveryDay[] {
  const fresh = (Allow: boolean): DeliveryDay => ({
    ...{ ...NEW_DAY, DeliveryUID: uid, Allow },
    // The document requires a weekday for dates too.
    WeekDay: typeof key === 'number' ? key : new Date(`${key}T00:00:00Z`).getUTCDay(),
    StaticDate: typeof key === 'number' ? null : `${key}T00:00:00.000Z`,
  });
  const closed = open.length === 0 && typeof key === 'string';
  const wanted = closed ? ALL_DAY : open;
  const free = had.filter(({ Allow }) => Allow === !closed);
  return wanted.map((span) => {
    const exact = free.findIndex((row) => sameSpans([spanOf(row)], [span]));
    const [row] = free.splice(Math.max(0, exact), 1);
    const base = row ?? fresh(!closed);
    if (row !== undefined && exact >= 0) return row;
    return { ...base, StartTime: writeTime(span.from, base.StartTime), EndTime: writeTime(span.to, base.EndTime) };
  });
}

/**
 * The rows with other open times on one day. The rows of other days are not changed. If there were no rows, which means always, every day
 * of the week gets its own row first.
 */
export function withOpen(rows: readonly DeliveryDay[], key: DayKey, open: readonly Span[], uid: number): DeliveryDay[] {
  const all = rows.length > 0 ? rows : WEEK.flatMap((day) => rowsFor(day, ALL_DAY, [], uid));
  const spans = united(open);
  if (sameSpans(openOn(all, key), spans) && (typeof key === 'number' || datesOf(all).includes(key))) return [...all];
  const had = all.filter((row) => keyOf(row) === key);
  const made = rowsFor(key, spans, had, uid);
  const first = all.findIndex((row) => keyOf(row) === key);
  const others = all.filter((row) => keyOf(row) !== key);
  const before = first < 0 ? others.length : all.slice(0, first).filter((row) => keyOf(row) !== key).length;
  return neverNone([...others.slice(0, before), ...made, ...others.slice(before)], uid);
}

/** The rows without those of a date. */
export const withoutDate = (rows: readonly DeliveryDay[], date: string, uid: number): DeliveryDay[] =>
  neverNone(
    rows.filter((row) => keyOf(row) !== date),
    uid,
  );

/** No rows would mean always: a schedule that is never open has one row that says so. */
const neverNone = (rows: DeliveryDay[], uid: number): DeliveryDay[] => (rows.length > 0 ? rows : [closedRow(uid)]);

/** A row that allows nothing, for a method that delivers at no time. */
const closedRow = (uid: number): DeliveryDay => ({
  ...{ DeliveryDayUID: 0, DeliveryUID: uid, WeekDay: 0, StaticDate: null, Allow: false },
  ...{ StartTime: '2000-01-01T00:00:00.000Z', EndTime: '2000-01-01T00:00:00.000Z' },
});
