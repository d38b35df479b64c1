import type { Ask, Gathered } from './gather.ts';
import { crowdsWith, examine, type Habits, habitsOf, halves } from './habits.ts';
import { type Found, isLockedOnly, isUnlockedOnly, type Step } from './locumjobs-found.ts';
import { isNarrowed, narrower, WHAT_TO_DO } from './narrower.ts';
import { readSource, updateSource } from './source-rows.ts';
import { clockSeconds, FURTHEST_ZONE_S } from './vendor-clock.ts';
import { asksByUnlock, waitingWindows } from './window-rows.ts';
import { cut, isSmallest, PIECES, strays, type WindowShape, windowQuery, windowWords } from './windows.ts';

type Plan = Pick<Found, 'windows' | 'gap'>;

/** The windows that replace one that contains more than is returned at once. */
export async function whatNext(step: Step, window: WindowShape, gathered: Gathered): Promise<Plan> {
  const { ports, source, lane, row, progress } = step;
  const { connection, options } = source;
  const { records, sizes } = gathered;
  const now = Math.floor(ports.now() / 1000);
  const unlockedOnly = isUnlockedOnly(window);
  if (!unlockedOnly && !isLockedOnly(source, window) && (await canBeHalved(step, window, gathered, now))) {
    const since = window.from === null ? null : progress.rangeFrom;
    const asked = asksByUnlock(ports.leads.store, connection.id, lane);
    return { windows: halves(window, asked ? undefined : since, habitsOf(row.habits).crowds ?? []), gap: null };
  }
  if (!unlockedOnly) {
    const astray = strays(window, records);
    if (astray.before || astray.after || (await isUnclear(step, window, gathered, now))) {
      const gap = `${connection.name} answers a question about leads ${windowWords(window)} with leads of other times: of them only ${records.length.toLocaleString('en-US')} at a time can be read, so some may be missing. ${WHAT_TO_DO}`;
      return { windows: [], gap };
    }
  }
  const pieces = row.is_full || lane === 'background' ? PIECES.many : PIECES.few;
  const cutsByTime = window.axis === 'unlocked' || !unlockedOnly;
  if (cutsByTime && !isSmallest(window)) return { windows: cut(window, records, now, pieces), gap: null };
  if (window.axis === 'unlocked' && !isNarrowed(window) && window.refine.end_date === undefined && records.length > 0) {
    note(step, { crowds: crowdsWith(habitsOf(row.habits), window.from) });
    return { windows: [{ ...window, position: 'begin' }], gap: null };
  }
  const most = sizes.cap ?? Math.max(options.max, sizes.largest);
  return narrower(connection.name, window, { read: records.length, most }, options.only);
}

/** Whether a window can be read as its locked and its unlocked leads. This is determined once, and again with each full read. */
async function canBeHalved(
  step: Step,
  window: WindowShape,
  { records, unread }: Gathered,
  now: number,
): Promise<boolean> {
  const { row, source, ask } = step;
  const habits = habitsOf(row.habits);
  if (habits.byLock !== undefined) return habits.byLock;
  const ids = [...records, ...unread].flatMap(({ externalId }) => externalId ?? []);
  const { byLock, proven } = await examine(ask, window, ids, source.options.max, now);
  if (proven) note(step, { byLock });
  return byLock;
}

/** Stores what was found out. It may be written before the records of the same answer. */
function note({ ports, source }: Step, found: Habits): void {
  const { store } = ports.leads;
  const { id } = source.connection;
  const habits = JSON.stringify({ ...habitsOf(readSource(store, id)?.habits ?? null), ...found });
  updateSource(store, id, { habits });
}

/** Whether a page doesn't contain enough to split its window, and the vendor indeed ignores the requested dates. */
async function isUnclear(step: Step, window: WindowShape, gathered: Gathered, now: number): Promise<boolean> {
  const { records, unread } = gathered;
  const unclear =
    // The answer is shorter than requested and yet not proved to be complete, so the vendor may ignore all parameters.
    records.length + unread.length < step.source.options.max ||
    records.every(({ fields }) => clockSeconds(fields.sent) === null);
  if (!unclear || habitsOf(step.row.habits).dates === true) return false;
  if (await passesOverDates(step.ask, window, now)) return true;
  note(step, { dates: true });
  return false;
}

/** Whether the vendor ignores the requested dates, which shows because it returns leads for a future time. */
async function passesOverDates(ask: Ask, window: WindowShape, now: number): Promise<boolean> {
  const future: WindowShape = { ...window, from: now + 3 * FURTHEST_ZONE_S, to: null };
  const found = await ask({ ...windowQuery(future), max: '1' });
  return found.records.length + found.unread.length > 0;
}

/**
 * Ends a read that has made as many requests as it may. What it did not reach is reported as a gap. The newest leads are requested once
 * more, so that new leads are seen in any case.
 */
export async function outOfBudget({ ports, source, lane, row, progress, ask }: Step): Promise<Found> {
  const { connection, options } = source;
  const left = waitingWindows(ports.leads.store, connection.id, lane);
  const all: WindowShape = { axis: 'sent', from: progress.rangeFrom, to: null, refine: {} };
  const { records, unread } = await ask({ ...windowQuery(all), sort: '-sent', max: String(options.max) });
  const spans = (['sent', 'unlocked'] as const).flatMap((axis) => {
    const own = left.filter((one) => one.axis === axis);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [windowWords({ axis, from: first.from, to: last.to, refine: {} })] : [];
  });
  const asked = progress.asked.toLocaleString('en-US');
  const gap = `${connection.name} was asked ${asked} times in one round, without telling its leads apart: those ${spans.join(', and those ')} were not all read. ${WHAT_TO_DO}`;
  return { records, unread, sizes: { largest: row.largest_page, cap: row.page_cap }, windows: [], gap };
}
