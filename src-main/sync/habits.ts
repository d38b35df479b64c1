import type { LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import { clockText, FURTHEST_ZONE_S } from './vendor-clock.ts';
import { type WindowShape, windowQuery } from './windows.ts';

/** What was found out of how a vendor reads a question. */
export interface Habits {
  /**
   * Its leads are those that `not_unlocked` gives and those that the unlock dates give, each in one of them alone: then each half can
   * be cut by a date that means one thing. False where that was seen not to be so.
   */
  readonly byLock?: boolean;
  /** The dates that are asked for are heeded. */
  readonly dates?: boolean;
  /** Seconds of its clock in which more leads were unlocked than come at once, the last ones: they need not be looked for again. */
  readonly crowds?: readonly number[];
}

export const habitsOf = (json: string | null): Habits => (json === null ? {} : (JSON.parse(json) as Habits));

/** So many crowded seconds are remembered. */
const CROWDS = 4;

/** The crowded seconds that are known, with one more. */
export function crowdsWith({ crowds = [] }: Habits, second: number | null): number[] {
  return [...new Set([...crowds, ...(second === null ? [] : [second])])].slice(-CROWDS);
}

const UNLOCK_DATES_FROM = '2000-01-01T00:00:00';
/** Leads that may be in both halves because somebody unlocked them between the two questions. */
const BETWEEN = 2;

const idsOf = (page: LocumjobsAnswer): string[] =>
  [...page.records, ...page.unread].flatMap(({ externalId }) => externalId ?? []);

/** Whether a list of a longer whole, in the same order, proves that an id is not in it: it ends behind where the id would stand. */
function provesAbsent(id: string, list: ReadonlySet<string>, isAll: boolean, page: readonly string[]): boolean {
  if (list.has(id)) return false;
  return isAll || page.slice(page.indexOf(id) + 1).some((later) => list.has(later));
}

/**
 * Finds out, by three questions, whether a window that holds more than comes at once can be read in halves: what is locked by when it was
 * submitted, what is unlocked by when it was unlocked. The dates of the document mean "submitted or unlocked": a lead that was unlocked
 * long after it was submitted is in every window between the two, and then no cutting of the whole by time helps.
 *
 * @param page the ids of the window as they came, lowest first
 * @param now on the vendor's clock, about
 * @returns whether it can, and whether that is proven for good
 */
export async function examine(
  ask: Ask,
  window: WindowShape,
  page: readonly string[],
  most: number,
  now: number,
): Promise<{ byLock: boolean; proven: boolean }> {
  const plain = { ...windowQuery(window), sort: 'id', max: String(most) };
  const future = clockText(now + 3 * FURTHEST_ZONE_S);
  const locked = await ask({ ...plain, not_unlocked: '1' });
  const unlocked = await ask({ ...plain, start_unlocked_date: UNLOCK_DATES_FROM, end_unlocked_date: future });
  const later = await ask({ start_unlocked_date: future, max: '1' });
  const [lockedIds, unlockedIds] = [new Set(idsOf(locked)), new Set(idsOf(unlocked))];
  const [first] = page;
  const inBoth = [...lockedIds].filter((id) => unlockedIds.has(id)).length;
  const inNone = page.filter(
    (id) =>
      provesAbsent(id, lockedIds, lockedIds.size < page.length, page) &&
      provesAbsent(id, unlockedIds, unlockedIds.size < page.length, page),
  );
  const begins = first !== undefined && (lockedIds.has(first) || unlockedIds.has(first));
  const byLock = idsOf(later).length === 0 && inBoth <= BETWEEN && inNone.length === 0 && begins;
  // Where nothing is unlocked, or nothing locked, a vendor that knows no such question answers alike.
  return { byLock, proven: !byLock || (lockedIds.size > 0 && unlockedIds.size > 0) };
}

/**
 * The halves of a window that can't be read whole. `unlockedSince` is where unlocks are looked for; undefined where they are already. They
 * are parted at the seconds that are known to be crowded.
 */
export function halves(
  window: WindowShape,
  unlockedSince: number | null | undefined,
  crowds: readonly number[],
): WindowShape[] {
  const locked: WindowShape = { ...window, refine: { ...window.refine, not_unlocked: '1' } };
  if (unlockedSince === undefined) return [locked];
  const marks = crowds.filter((at) => unlockedSince === null || at > unlockedSince).flatMap((at) => [at, at + 1]);
  const edges = [unlockedSince, ...[...new Set(marks)].sort((a, b) => a - b), null];
  const unlocked = edges
    .slice(1)
    .map((to, at): WindowShape => ({ axis: 'unlocked', from: edges[at] ?? null, to, refine: window.refine }));
  if (unlockedSince === null) return [locked, ...unlocked];
  // Unlocked before that, and submitted (again) since.
  const before = { ...window.refine, end_unlocked_date: clockText(unlockedSince) };
  return [locked, { axis: 'sent', from: unlockedSince, to: null, refine: before }, ...unlocked];
}
