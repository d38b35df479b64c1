import type { CallRule, CallVerdict } from '../../src-preload/contract/index.ts';
import { dayAfter, dayStart, hhmm, wallTime, weekdayOf } from '../geo/local-time.ts';
import { areaCodeOfPhone, clockName, type Place, placesOf, US_ZONES } from '../geo/places.ts';
import { zoneOf } from '../geo/zone-of.ts';
import { isAssigned } from '../geo/zones.ts';
import { allOpen, dayWindow, HORIZON_DAYS, holdsOn, nextOpening, openUntil, type Reach } from './windows.ts';

/** Everything that determines the answer. */
export interface CallQuestion {
  /** Digits with country code, or as written. */
  readonly phone: string;
  readonly zip: string;
  readonly state: string;
  /** ms since 1970. */
  readonly now: number;
  readonly rules: readonly CallRule[];
  /** Recent calls to the person on any of their numbers, at least those of the last 25 hours. */
  readonly calls: readonly { readonly phone: string; readonly at: number }[];
  /** The number is on the do-not-call list. */
  readonly doNotCall: boolean;
}

const HOURS_24 = 24 * 3_600_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The zones with the rules that apply in each. If only a state is known, its rules apply in every known zone. */
function reachesOf(places: readonly Place[], rules: readonly CallRule[]): Reach[] {
  const all = [...new Set(places.flatMap(({ zones }) => zones))];
  const reaches = new Map<string, Reach>();
  for (const place of places) {
    for (const zone of place.zones.length > 0 ? place.zones : all) {
      for (const state of place.states.length > 0 ? place.states : ['']) {
        const key = `${clockName(zone)} ${state}`;
        if (reaches.has(key)) continue;
        reaches.set(key, { zone, state, rules: rules.filter((rule) => rule.place === 'US' || rule.place === state) });
      }
    }
  }
  return [...reaches.values()];
}

/** Numbers without a place in the North American plan, such as 800, may ring anywhere in the USA. */
function ringsAnywhere(phone: string): boolean {
  const code = areaCodeOfPhone(phone);
  return code !== null && isAssigned(Number(code));
}

/** The sources of the rules, in brackets. */
const sources = (by: readonly CallRule[]): string => {
  const names = [...new Set(by.map(({ source }) => source))];
  return names.length === 0 ? '' : ` (${names.join('; ')})`;
};

const clock = (minutes: number): string => hhmm(minutes).replace(/^0/, '');
const inState = ({ state }: Reach): string => (state === '' ? '' : ` in ${state}`);

/** A time as people there say it: "8:00 Eastern time tomorrow". */
function when(zone: string, at: number, now: number): string {
  const [then, today] = [wallTime(zone, at), wallTime(zone, now)];
  const time = `${clock(then.minutes)} ${clockName(zone)} time`;
  if (then.date === today.date) return time;
  if (then.date === dayAfter(today.date)) return `${time} tomorrow`;
  if (then.date <= dayAfter(today.date, 6)) return `${time} on ${WEEKDAYS[weekdayOf(then.date)]}`;
  return `${time} on ${then.date}`;
}

/** Why calls are not allowed there at this time. */
function whyClosed(reach: Reach, now: number): string {
  const { date, minutes, weekday } = wallTime(reach.zone, now);
  const window = dayWindow(reach.rules, date);
  if (window.kind === 'closed') {
    if (window.holiday) return `today is a holiday${inState(reach)}${sources(window.by)}`;
    return `nobody may be called${inState(reach)} on a ${WEEKDAYS[weekday]}${sources(window.by)}`;
  }
  const hours = `${clock(window.opens)} to ${clock(window.closes)}`;
  return `it is ${clock(minutes)} there and calls${inState(reach)} are allowed from ${hours}${sources(window.by)}`;
}

interface Answer {
  readonly may: boolean;
  readonly why: string;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

const no = (why: string, opensAt: number | null = null): Answer => ({ may: false, why, opensAt, closesAt: null });

/** The strictest limit on attempts that applies there today, if it is reached: until when, and why. */
function attemptsUsed(reaches: readonly Reach[], { calls, now }: CallQuestion): { until: number; why: string } | null {
  const lately = calls.filter(({ at }) => at > now - HOURS_24 && at <= now).sort((a, b) => b.at - a.at);
  let used: { until: number; why: string } | null = null;
  for (const { zone, rules } of reaches) {
    const { date } = wallTime(zone, now);
    for (const rule of rules) {
      const most = rule.attemptsPerDay;
      if (most === null || !holdsOn(rule, date) || lately.length < most) continue;
      const until = (lately[most - 1]?.at ?? now) + HOURS_24;
      if (used !== null && until <= used.until) continue;
      used = { until, why: `${lately.length} of ${most} attempts in 24 hours are used (${rule.source})` };
    }
  }
  return used;
}

function answer(question: CallQuestion, places: readonly Place[], reaches: readonly Reach[]): Answer {
  const { now, phone } = question;
  if (question.doNotCall) return no('On the do-not-call list.');
  const known = places.some(({ zones }) => zones.length > 0);
  if (!known && !ringsAnywhere(phone)) {
    return no('The time zone is unknown: neither the number nor the lead’s ZIP or state determines it.');
  }
  const used = attemptsUsed(reaches, question);
  const closed = reaches
    .filter((reach) => openUntil(reach, now) === null)
    .map((reach) => ({ reach, opens: nextOpening(reach, now) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => b.opens - a.opens)[0];
  const anywhere = known ? '' : 'The time zone is unknown, so all US time zones count. ';
  if (used === null && closed === undefined) {
    const [first] = reaches
      .map((reach) => ({ reach, closes: openUntil(reach, now) ?? now }))
      .sort((a, b) => a.closes - b.closes);
    if (!first || first.closes === Number.POSITIVE_INFINITY) {
      return { may: true, why: `${anywhere}Open: no rule limits the hours there.`, opensAt: null, closesAt: null };
    }
    const until = when(first.reach.zone, first.closes, now);
    const state = first.reach.state === '' ? '' : ` (${first.reach.state})`;
    return { may: true, why: `${anywhere}Open until ${until}${state}.`, opensAt: null, closesAt: first.closes };
  }
  const opensAt = allOpen(reaches, Math.max(now, used?.until ?? now));
  const because = used !== null && (closed === undefined || used.until > closed.opens) ? used.why : undefined;
  const why = because ?? (closed === undefined ? '' : whyClosed(closed.reach, now));
  if (opensAt === null) return no(`${anywhere}No opening within ${HORIZON_DAYS} days, because ${why}.`);
  const zone = closed?.reach.zone ?? reaches[0]?.zone ?? 'UTC';
  return no(`${anywhere}Opens at ${when(zone, opensAt, now)}, because ${why}.`, opensAt);
}

/**
 * Whether this number may be called now, why, and if not, when. It is allowed only if it is allowed in every zone in which the person could
 * be by ZIP, state and area code, each under the federal rules and those of its state. If no zone is known nothing is guessed, and it must
 * be allowed everywhere in the USA. A pure function. Times account for clock changes, holidays, and rules that begin or end meanwhile.
 */
export function mayCall(question: CallQuestion): CallVerdict {
  const { phone, now, rules, calls } = question;
  const places = placesOf(question);
  const zones = places.flatMap(({ by, zones: list }) => list.map((zone) => ({ zone, by })));
  const anywhere: Place = { by: 'area code', zones: US_ZONES, states: places.flatMap(({ states }) => states) };
  const reaches = reachesOf(zones.length > 0 ? places : [anywhere], rules);
  const { may, why, opensAt, closesAt } = answer(question, places, reaches);
  const own = zoneOf(question);
  const dayBegan = own === null ? now - HOURS_24 : dayStart(own, now);
  const applying = new Set(
    reaches.flatMap((reach) => reach.rules.filter((rule) => holdsOn(rule, wallTime(reach.zone, now).date))),
  );
  return {
    phone,
    may,
    why,
    opensAt,
    closesAt,
    zones,
    localTime: zones.map(({ zone }) => hhmm(wallTime(zone, now).minutes)),
    rules: rules.filter((rule) => applying.has(rule)),
    doNotCall: question.doNotCall,
    attemptsToday: calls.filter((call) => call.phone === phone && call.at >= dayBegan && call.at <= now).length,
  };
}
