import type { CallRule } from '../../src-preload/contract/index.ts';
import { dayAfter, instantAt, wallTime, weekdayOf } from '../geo/local-time.ts';

/** A zone in which a person may be, with the rules that apply there. */
export interface Reach {
  readonly zone: string;
  /** The two letters of the state whose rules are included; empty if there are only federal ones. */
  readonly state: string;
  readonly rules: readonly CallRule[];
}

/** When calls are allowed on a day, in minutes of local time, with the rules that determine it. */
export type DayWindow =
  | { readonly kind: 'open'; readonly opens: number; readonly closes: number; readonly by: readonly CallRule[] }
  | { readonly kind: 'closed'; readonly holiday: boolean; readonly by: readonly CallRule[] };

/** Nobody plans a call further ahead than this, days. A window that doesn't open until then counts as never opening. */
export const HORIZON_DAYS = 120;
const END_OF_DAY = 24 * 60;

/** Whether a rule applies on a date, YYYY-MM-DD. */
export const holdsOn = (rule: CallRule, date: string): boolean =>
  rule.from <= date && (rule.until === '' || date <= rule.until);

/** What all rules together allow on a day: the latest opening and the earliest closing; nothing if one of them forbids the day. */
export function dayWindow(rules: readonly CallRule[], date: string): DayWindow {
  const inForce = rules.filter((rule) => holdsOn(rule, date));
  const holiday = inForce.filter((rule) => rule.holidays.includes(date));
  if (holiday.length > 0) return { kind: 'closed', holiday: true, by: holiday };
  const weekday = weekdayOf(date);
  const ofDay = inForce.filter((rule) => rule.days.includes(weekday));
  const shut = ofDay.filter(({ opens, closes }) => opens === null || closes === null);
  if (shut.length > 0) return { kind: 'closed', holiday: false, by: shut };
  const opens = Math.max(0, ...ofDay.map((rule) => rule.opens ?? 0));
  const closes = Math.min(END_OF_DAY, ...ofDay.map((rule) => rule.closes ?? END_OF_DAY));
  const by = ofDay.filter(
    (rule) => (rule.opens === opens && opens > 0) || (rule.closes === closes && closes < END_OF_DAY),
  );
  return opens < closes ? { kind: 'open', opens, closes, by } : { kind: 'closed', holiday: false, by };
}

/**
 * The instants between which calls are allowed on a date; null if they are not. If clocks change meanwhile, the stricter interpretation is
 * used.
 */
function interval({ zone, rules }: Reach, date: string): { from: number; to: number } | null {
  const window = dayWindow(rules, date);
  if (window.kind === 'closed') return null;
  const from = instantAt(zone, date, window.opens, 'later');
  const to = instantAt(zone, date, window.closes, 'earlier');
  return from < to ? { from, to } : null;
}

/** When the window that is open at `at` closes, ms; Infinity if it stays open for a week, null if it is not open. */
export function openUntil(reach: Reach, at: number): number | null {
  let { date } = wallTime(reach.zone, at);
  let current = interval(reach, date);
  if (!current || at < current.from || at >= current.to) return null;
  for (let days = 0; days < 7; days++) {
    date = dayAfter(date);
    const next = interval(reach, date);
    if (!next || next.from > current.to) return current.to;
    current = next;
  }
  return Number.POSITIVE_INFINITY;
}

/** The first time from `at` on at which calls are allowed; null if there is none within the horizon. */
export function nextOpening(reach: Reach, at: number): number | null {
  const today = wallTime(reach.zone, at).date;
  for (let days = 0; days <= HORIZON_DAYS; days++) {
    const day = interval(reach, dayAfter(today, days));
    if (day && day.to > at) return Math.max(at, day.from);
  }
  return null;
}

/** The first time from `at` on at which all are open; null if there is none within the horizon. */
export function allOpen(reaches: readonly Reach[], at: number): number | null {
  const end = at + HORIZON_DAYS * 86_400_000;
  for (let candidate = at; candidate <= end; ) {
    let latest = candidate;
    for (const reach of reaches) {
      const opens = nextOpening(reach, candidate);
      if (opens === null) return null;
      latest = Math.max(latest, opens);
    }
    if (latest === candidate) return candidate;
    candidate = latest;
  }
  return null;
}
