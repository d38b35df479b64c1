import {
  type DeliveryDay,
  datesOf,
  MINUTES,
  openOn,
  type Span,
  united,
  WEEK,
  withOpen,
  withoutDate,
} from './schedule.ts';

const SHORT = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = '(sun|mon|tue|wed|thu|fri|sat)[a-z]*';

/** "9 AM", "5:30 PM"; the end of a day is "12 AM". */
export function timeText(minute: number): string {
  const hour = Math.floor(minute / 60) % 24;
  const minutes = minute % 60 === 0 ? '' : `:${String(minute % 60).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}

export function spansText(spans: readonly Span[]): string {
  if (spans.length === 0) return 'closed';
  if (spans.length === 1 && spans[0]?.from === 0 && spans[0].to === MINUTES) return 'all day';
  return spans.map(spanText).join(' and ');
}

/** "9 AM–5 PM", "1–5 PM". */
function spanText({ from, to }: Span): string {
  const [begin, end] = [timeText(from), timeText(to)];
  const half = begin.slice(-3);
  return `${end.endsWith(half) && to < MINUTES ? begin.slice(0, -3) : begin}–${end}`;
}

/** "Jan 1, 2027" */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${MONTHS[(month ?? 1) - 1] ?? ''} ${day}, ${year}`;
}

/** Consecutive days as "Mon–Fri", others one by one. */
function daysText(days: readonly number[]): string {
  if (days.length === 7) return 'Every day';
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && WEEK.indexOf(day) === WEEK.indexOf(last) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => SHORT[day] ?? '');
      return names.length > 2 ? [`${names[0]}–${names.at(-1)}`] : names;
    })
    .join(', ');
}

/** The whole schedule in words: "Mon–Fri 9 AM–5 PM; Sat 10 AM–2 PM; Jan 1, 2027 closed". Days that are not named are closed. */
export function scheduleText(rows: readonly DeliveryDay[]): string {
  if (rows.length === 0) return 'Always';
  const groups = Map.groupBy(WEEK, (day) => spansText(openOn(rows, day)));
  const week = [...groups].flatMap(([times, days]) => (times === 'closed' ? [] : [`${daysText(days)} ${times}`]));
  const dates = datesOf(rows).map((date) => `${dateText(date)} ${spansText(openOn(rows, date))}`);
  return [...(week.length === 0 ? ['Never'] : week), ...dates].join('; ');
}

type Token =
  | { readonly is: 'days'; readonly days: readonly number[] }
  | { readonly is: 'date'; readonly date: string }
  | { readonly is: 'spans'; readonly spans: readonly Span[] };

const dayAt = (name: string) => SHORT.findIndex((one) => name.toLowerCase().startsWith(one.toLowerCase()));

function dayRange(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; ; day = (day + 1) % 7) {
    days.push(day);
    if (day === to) return days;
  }
}

const TIME = '(\\d{1,2})(?::(\\d\\d))?\\s*(am|pm|a\\.m\\.|p\\.m\\.)?|noon|midnight';
const SPAN = new RegExp(`^(?:from )?(${TIME})\\s*(?:-|–|to|until)\\s*(${TIME})(?![\\d:])`, 'i');

/** The minutes of a typed time. A time without am or pm takes that of the other end, so that "1–5 PM" and "9–5 PM" are read as meant. */
function minutesOf(text: string, half: string | null): number | null {
  const lower = text.toLowerCase();
  if (lower === 'noon') return 720;
  if (lower === 'midnight') return 0;
  const [, hours = '', minutes = '0', own] = /^(\d{1,2})(?::(\d\d))?\s*([ap])?/i.exec(lower) ?? [];
  const hour = Number(hours);
  const meridiem = own ?? half;
  if (Number(minutes) > 59 || hour > 24 || (meridiem !== null && own !== undefined && (hour < 1 || hour > 12)))
    return null;
  if (meridiem === null || hour > 12) return hour * 60 + Number(minutes);
  return ((hour % 12) + (meridiem === 'p' ? 12 : 0)) * 60 + Number(minutes);
}

function spanOfText(fromText: string, toText: string): Span | null {
  const half = /([ap])\.?m/i.exec(toText)?.[1]?.toLowerCase() ?? null;
  const to = minutesOf(toText, null);
  if (to === null) return null;
  const end = to === 0 ? MINUTES : to;
  const own = /[ap]\.?m|noon|midnight/i.test(fromText);
  const asEnd = minutesOf(fromText, own ? null : half);
  const asMorning = minutesOf(fromText, own || half === null ? null : 'a');
  const from = asEnd !== null && asEnd < end ? asEnd : asMorning;
  return from === null || from >= end || end > MINUTES ? null : { from, to: end };
}

/** Parses the first token of a text; null if there is none. */
function nextToken(text: string): { readonly token: Token; readonly length: number } | null {
  const found = (pattern: RegExp) => pattern.exec(text);
  const matched = (match: RegExpExecArray, token: Token) => ({ token, length: match[0].length });
  const iso = found(/^(\d{4})-(\d\d)-(\d\d)/) ?? null;
  if (iso !== null) return matched(iso, { is: 'date', date: iso[0] });
  const us = found(/^(\d{1,2})\/(\d{1,2})\/(\d{4})/);
  const two = (n: string | undefined) => (n ?? '').padStart(2, '0');
  if (us !== null) return matched(us, { is: 'date', date: `${us[3]}-${two(us[1])}-${two(us[2])}` });
  const named = found(/^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})/i);
  if (named !== null) {
    const month = MONTHS.findIndex((one) => one.toLowerCase() === (named[1] ?? '').toLowerCase()) + 1;
    return matched(named, { is: 'date', date: `${named[3]}-${two(String(month))}-${two(named[2])}` });
  }
  const every = found(/^(every ?day|daily|all week|always)/i);
  if (every !== null) return matched(every, { is: 'days', days: WEEK });
  const work = found(/^(weekdays|workdays|business days)/i);
  if (work !== null) return matched(work, { is: 'days', days: [1, 2, 3, 4, 5] });
  const ends = found(/^weekends?/i);
  if (ends !== null) return matched(ends, { is: 'days', days: [6, 0] });
  const range = found(new RegExp(`^${DAY}\\s*(?:-|–|to|through)\\s*${DAY}`, 'i'));
  if (range !== null)
    return matched(range, { is: 'days', days: dayRange(dayAt(range[1] ?? ''), dayAt(range[2] ?? '')) });
  const one = found(new RegExp(`^${DAY}`, 'i'));
  if (one !== null) return matched(one, { is: 'days', days: [dayAt(one[1] ?? '')] });
  const closed = found(/^(closed|never|off)/i);
  if (closed !== null) return matched(closed, { is: 'spans', spans: [] });
  const whole = found(/^(all day|24 ?h(?:ours)?|open)/i);
  if (whole !== null) return matched(whole, { is: 'spans', spans: [{ from: 0, to: MINUTES }] });
  const times = found(SPAN);
  const span = times === null ? null : spanOfText(times[1] ?? '', times[5] ?? '');
  return times === null || span === null ? null : matched(times, { is: 'spans', spans: [span] });
}

const isDateThere = (date: string) => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

/** The parsed text: the open times of each day and date that it names. */
type Written = { readonly week: ReadonlyMap<number, Span[]>; readonly dates: ReadonlyMap<string, Span[]> };

function readGroups(text: string): Written | string {
  const week = new Map<number, Span[]>();
  const dates = new Map<string, Span[]>();
  let days: (number | string)[] = [];
  let timed = false;
  let rest = text;
  for (;;) {
    rest = rest.replace(/^(?:[\s,;&.]|and\b|pt\b|pacific(?: time)?\b)+/i, '');
    if (rest === '') break;
    const found = nextToken(rest);
    if (found === null) return `“${rest.slice(0, 24)}” can’t be read. Write days and times, such as Mon–Fri 9 AM–5 PM.`;
    const { token, length } = found;
    rest = rest.slice(length);
    if (token.is === 'spans') {
      if (days.length === 0) return 'Name the days before their times: Mon–Fri 9 AM–5 PM.';
      for (const day of days) {
        const spans = typeof day === 'number' ? week : dates;
        (spans as Map<number | string, Span[]>).set(
          day,
          united([...(timed ? ((spans as Map<number | string, Span[]>).get(day) ?? []) : []), ...token.spans]),
        );
      }
      timed = true;
      continue;
    }
    if (timed) days = [];
    timed = false;
    if (token.is === 'date' && !isDateThere(token.date)) return `There is no ${token.date}.`;
    days.push(...(token.is === 'date' ? [token.date] : token.days));
  }
  if (days.length > 0 && !timed) return 'Add the times: Mon–Fri 9 AM–5 PM, or “all day”, or “closed”.';
  return { week, dates };
}

/**
 * The rows for a typed schedule. Days that it doesn't name are closed; rows that can't be parsed are kept.
 * @returns the reason as text if the schedule can't be parsed
 */
export function readSchedule(text: string, rows: readonly DeliveryDay[], uid: number): readonly DeliveryDay[] | string {
  const plain = text.trim().replace(/\s+PT$/i, '');
  if (/^always$/i.test(plain)) return [];
  const written = /^never(?:;|,|$)/i.test(plain) ? readGroups(plain.replace(/^never[;,]?/i, '')) : readGroups(plain);
  if (typeof written === 'string') return written;
  if (plain === '') return 'Write days and times, such as Mon–Fri 9 AM–5 PM, or “Always”.';
  let made: readonly DeliveryDay[] = rows;
  for (const day of WEEK) made = withOpen(made, day, written.week.get(day) ?? [], uid);
  for (const [date, spans] of written.dates) made = withOpen(made, date, spans, uid);
  for (const date of datesOf(made)) if (!written.dates.has(date)) made = withoutDate(made, date, uid);
  return made;
}
